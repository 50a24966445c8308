"""What a member chooses about pages, in all of their tabs."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def choose(person: Person, name: str) -> None:
    """Turn a switch of the dialog, by keyboard."""
    await person.page.get_by_role('button', name='your settings').click()
    await person.page.get_by_role('menuitem', name='Preferences').click()
    switch = person.page.get_by_role('dialog', name='Preferences').get_by_role('switch', name=name)
    await switch.press('Space')
    await expect(switch).to_be_checked()
    await person.page.keyboard.press('Escape')
    await expect(person.page.get_by_role('dialog')).to_have_count(0)


async def test_enter_makes_a_line_for_who_wants_it_so(server, arrive):
    """Ctrl+Enter sends and saves then, in an open tab too, and nobody else is concerned."""
    iris = await arrive(server, 'Iris')
    await iris.creates('Porch')
    jack = await arrive(server, 'Jack')
    await jack.joins('Porch')
    tab = await iris.opens_tab()
    await choose(iris, 'Enter makes a new line')
    await expect(tab.page.locator('[data-enter=line]')).to_be_attached()
    for page in (iris, tab):
        await page.box.press_sequentially('two')
        await page.box.press('Enter')
        await page.box.press_sequentially('lines')
        await expect(page.box).to_have_value('two\nlines')
        await page.box.press('Control+Enter')
        await expect(page.box).to_have_value('')
    await expect(jack.message('two')).to_have_count(2)
    await tab.box.press('ArrowUp')
    edited = tab.page.get_by_role('textbox', name='Edit message')
    await edited.press('Enter')
    await edited.press_sequentially('and one')
    await edited.press('Control+Enter')
    await jack.sees('and one')
    await jack.says('sent by Enter')
    await iris.sees('sent by Enter')
    assert iris.errors == tab.errors == jack.errors == []


async def test_compact_shows_more_and_a_group_opens_at_the_newest(server, arrive):
    """At once, and without a jump away from the newest message."""
    kira = await arrive(server, 'Kira')
    await kira.creates('Cellar')
    liam = await arrive(server, 'Liam')
    await liam.joins('Cellar')
    await choose(liam, 'Open groups at the newest message')
    await liam.opens('Lobby')
    for number in range(12):
        await kira.says(f'box {number} holds' + '\na thing' * 4)
    link = liam.page.get_by_role('navigation', name='Groups').get_by_role('link', name='Cellar')
    await expect(link).to_contain_text('12')
    await liam.opens('Cellar')
    await expect(liam.message('box 11 ')).to_be_in_viewport(ratio=1)
    await expect(liam.message('box 0 ')).not_to_be_in_viewport()
    await expect(link).not_to_contain_text(re.compile(r'\d'))
    row = liam.message('box 11 ').locator('.msg')
    roomy = await row.evaluate('row => row.offsetHeight')
    await choose(liam, 'Compact')
    await liam.page.wait_for_function(
        'height => document.querySelector(".entry:last-of-type .msg").offsetHeight < height', arg=roomy
    )
    await expect(liam.message('box 11 ')).to_be_in_viewport(ratio=1)
    assert kira.errors == liam.errors == []
