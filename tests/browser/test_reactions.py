"""Two people react to a message, by mouse, by keyboard and by finger."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


def chip(person: Person, emoji: str) -> Locator:
    """The button of a reaction in the log."""
    return person.log.get_by_role('button', name=f'{emoji} ')


async def test_a_reaction_comes_counts_and_goes_for_both_at_once(server, arrive) -> None:
    """By mouse: chosen in the popup, joined by a click on it, taken back by another; the row itself is not touched."""
    alice: Person = await arrive(server, 'Alice')
    bob: Person = await arrive(server, 'Bob')
    await alice.creates('Watercooler')
    await bob.joins('Watercooler')
    await alice.says('Tea?')
    await bob.sees('Tea?')
    await bob.message('Tea?').evaluate('row => row.firstChild.dataset.untouched = 1')

    await alice.reacts('Tea?', 'thumbs up')
    await expect(chip(bob, '👍')).to_have_accessible_name('👍 1: Alice. Toggle')
    await chip(bob, '👍').click()
    for person in (alice, bob):
        await expect(chip(person, '👍')).to_have_accessible_name('👍 2: Alice and Bob. Toggle')
        await expect(chip(person, '👍')).to_have_attribute('title', 'Alice and Bob')
    await expect(bob.message('Tea?').locator('[data-untouched]')).to_have_count(1)
    await expect(chip(bob, '👍')).to_be_focused()

    await chip(alice, '👍').dblclick()
    await chip(alice, '👍').click()
    await expect(chip(bob, '👍')).to_have_accessible_name('👍 1: Bob. Toggle')
    await bob.page.reload()
    await chip(bob, '👍').click()
    await expect(chip(alice, '👍')).to_have_count(0)

    await bob.reacts('Tea?', 'eyes')
    await expect(chip(alice, '👀')).to_be_visible()
    await alice.deletes('Tea?')
    await expect(chip(bob, '👀')).to_have_count(0)
    assert alice.errors == bob.errors == []


async def test_by_keyboard_one_searches_chooses_and_is_back_at_the_row(server, arrive) -> None:
    """Plus opens the popup, what is typed there is searched, arrows move, Enter chooses, Esc closes."""
    carol: Person = await arrive(server, 'Carol')
    await carol.opens('Lobby')
    await carol.says('Ready to go')
    await carol.message('Ready to go').focus()
    popup = carol.page.get_by_role('dialog', name='Choose a reaction')

    await carol.page.keyboard.press('+')
    await expect(popup.get_by_role('button', name='thumbs up').first).to_be_focused()
    await carol.page.keyboard.type('rocket')
    await expect(popup.get_by_role('searchbox', name='Search emoji')).to_have_value('rocket')
    await expect(popup.get_by_role('status')).to_have_text('4 found')
    await carol.page.keyboard.press('ArrowDown')
    await carol.page.keyboard.press('ArrowRight')
    await expect(popup.get_by_role('button', name='astronaut', exact=True)).to_be_focused()
    await carol.page.keyboard.press('ArrowLeft')
    await carol.page.keyboard.press('Enter')
    await expect(popup).to_have_count(0)
    await expect(chip(carol, '🚀')).to_be_visible()
    await expect(carol.message('Ready to go')).to_be_focused()

    await chip(carol, '🚀').focus()
    await carol.page.keyboard.press('Enter')
    await expect(chip(carol, '🚀')).to_have_count(0)
    await expect(carol.message('Ready to go')).to_be_focused()

    await carol.page.keyboard.press('+')
    await expect(popup.get_by_role('group', name='At hand').get_by_role('button', name='rocket')).to_be_visible()
    await carol.page.keyboard.press('Escape')
    await expect(popup).to_have_count(0)
    await expect(carol.message('Ready to go')).to_be_focused()


async def test_on_a_small_phone_the_popup_fits_and_a_tap_chooses(server, arrive) -> None:
    """At 360 pixels nothing of it is outside the screen, and targets are as large as a finger."""
    dora: Person = await arrive(server, 'Dora', viewport={'width': 360, 'height': 640}, has_touch=True, is_mobile=True)
    await dora.opens('Lobby')
    await dora.box.fill('On my way')
    await dora.page.get_by_role('button', name='Send').tap()
    await dora.message('On my way').tap()
    await dora.message('On my way').get_by_role('button', name='React').tap()
    popup = dora.page.get_by_role('dialog', name='Choose a reaction')
    await popup.get_by_role('button', name='Food', exact=True).tap()
    pizza = popup.get_by_role('button', name='pizza')
    await pizza.scroll_into_view_if_needed()
    place, target = await popup.bounding_box(), await pizza.bounding_box()
    assert place is not None
    assert target is not None
    assert place['x'] >= 0
    assert place['x'] + place['width'] <= 360
    assert place['y'] >= 0
    assert place['y'] + place['height'] <= 640
    assert min(target['width'], target['height']) >= 44
    await pizza.tap()
    await expect(chip(dora, '🍕')).to_be_visible()
    await expect(popup).to_have_count(0)
