"""The page where there is little room, or where the system asks for no motion."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.person import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

KEYBOARD_PIXELS = 320

HALF_THE_SCREEN = {'width': 640, 'height': 410}
"""What is left of 1280 × 820 at 200 %, in the pixels of the stylesheet."""

IS_IN_WIDTH = 'document.documentElement.scrollWidth <= innerWidth'

LONGEST_MOTION = """() => Math.max(...[...document.querySelectorAll('body, body *')].flatMap((each) => {
  const styles = [null, '::before', '::after'].map((part) => getComputedStyle(each, part));
  return styles.flatMap((it) => `${it.transitionDuration}, ${it.animationDuration}`.split(',').map(parseFloat));
}))"""
"""In seconds, of anything that may move."""


async def reach(person: Person, where: Locator, what: Locator) -> None:
    """Turn the wheel there as one does, which moves only what a person can move."""
    await where.hover()
    await person.page.mouse.wheel(0, 2000)
    await expect(what).to_be_in_viewport(ratio=1)


async def test_the_keyboard_of_a_phone_hides_neither_the_box_nor_the_newest_message(server, arrive) -> None:
    """It makes the page lower, as the page asks for."""
    ina: Person = await arrive(server, 'Ina', **PHONE)
    await ina.opens('Lobby')
    for number in range(12):
        await ina.box.fill(f'line {number:02}')
        await ina.page.get_by_role('button', name='Send').click()
        await ina.sees(f'line {number:02}')
    await expect(ina.message('line 11')).to_be_in_viewport(ratio=1)
    width, height = PHONE['viewport']['width'], PHONE['viewport']['height']
    for left in (height - KEYBOARD_PIXELS, height):
        await ina.page.set_viewport_size({'width': width, 'height': left})
        await expect(ina.box).to_be_in_viewport(ratio=1)
        await expect(ina.message('line 11')).to_be_in_viewport(ratio=1)
    asks = await ina.page.locator('meta[name=viewport]').get_attribute('content')
    assert 'interactive-widget=resizes-content' in (asks or '')


async def test_at_twice_the_size_everything_can_be_reached(server, arrive) -> None:
    jon: Person = await arrive(server, 'Jon', viewport=HALF_THE_SCREEN)
    await jon.creates('Magnified')
    await jon.says('a text that is long enough to need more than one line where there is only half of the room ' * 2)
    await jon.sees('a text that is long')
    assert await jon.page.evaluate(IS_IN_WIDTH)
    for name in ('Send', 'Members', 'Group settings'):
        await expect(jon.page.get_by_role('button', name=name)).to_be_in_viewport(ratio=1)
    await jon.page.get_by_role('button', name='Group settings').click()
    await reach(jon, jon.page.get_by_role('menu'), jon.page.get_by_role('menuitem').last)
    await jon.page.keyboard.press('Escape')
    await jon.page.get_by_role('button', name='Back to the groups').click()
    await jon.page.get_by_role('button', name='New group').first.click()
    dialog = jon.page.get_by_role('dialog')
    await reach(jon, dialog.get_by_role('heading'), dialog.get_by_role('button', name='Create'))
    assert await jon.page.evaluate(IS_IN_WIDTH)


async def test_nothing_moves_for_who_wants_it_so(server, arrive) -> None:
    kim: Person = await arrive(server, 'Kim', reduced_motion='reduce')
    await kim.opens('Lobby')
    await kim.says('hello')
    await kim.sees('hello')
    assert await kim.page.evaluate(LONGEST_MOTION) < 0.001
    await kim.page.get_by_role('button', name='Group settings').click()
    await expect(kim.page.get_by_role('menu')).to_be_visible()
    assert await kim.page.evaluate(LONGEST_MOTION) < 0.001
    await kim.page.keyboard.press('Escape')
    await kim.page.get_by_role('button', name='New group').first.click()
    await expect(kim.page.get_by_role('dialog')).to_be_visible()
    assert await kim.page.evaluate(LONGEST_MOTION) < 0.001
