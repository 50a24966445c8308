"""A finger that rests on something gets what a mouse gets by hovering: menus, names, who reacted."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.finger import Finger
from tests.browser.person import PHONE, Person
from tests.browser.test_access import faults
from tests.files import picture

COPYING = {'permissions': ['clipboard-read', 'clipboard-write']}

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

CALL_FOR_A_MENU = """element => !element.dispatchEvent(
  new PointerEvent('contextmenu', {bubbles: true, cancelable: true, pointerType: 'touch'})
)"""
"""What the browser says before it opens its own menu, which no test can see; tells whether it is kept from that."""

SELECTABLE = 'element => getComputedStyle(element).userSelect'


def menu(person: Person) -> Locator:
    """The menu that is open."""
    return person.page.get_by_role('menu')


def tip(person: Person) -> Locator:
    """What is said of the thing under the finger."""
    return person.page.get_by_role('tooltip')


def pressed(person: Person) -> Locator:
    """What shows that a finger rests on it."""
    return person.page.locator('[data-pressed]')


async def choose(person: Person, item: str) -> None:
    """Tap a line of the open menu."""
    await menu(person).get_by_role('menuitem', name=item, exact=True).tap()
    await expect(menu(person)).to_have_count(0)


async def test_a_long_press_opens_the_menu_of_a_message_and_presses_nothing(server, arrive) -> None:
    """From below, over the finger; nothing is selected or chosen when that is lifted; a line is chosen by a tap."""
    alma: Person = await arrive(server, 'Alma')
    await alma.creates('Press')
    bela: Person = await arrive(server, 'Bela', **PHONE)
    await bela.joins('Press')
    for number in range(9):
        await alma.says(f'line {number} ' + 'word ' * 12)
    await bela.sees('line 8')
    finger = await Finger.at(bela.page)

    x, y = await finger.rests_on(bela.message('line 8').locator('.bd'))
    await expect(bela.message('line 8')).to_have_attribute('data-pressed', '')
    await expect(menu(bela)).to_be_visible()
    await expect(menu(bela)).to_contain_text('Alma')
    assert await bela.page.evaluate('([x, y]) => Boolean(document.elementFromPoint(x, y).closest(".q-menu"))', [x, y])
    await finger.lifts()
    await alma.says('the menu stays')
    await bela.sees('the menu stays')
    await expect(menu(bela)).to_be_visible()
    place = await menu(bela).bounding_box()
    assert place is not None
    assert place['x'] >= 0
    assert place['x'] + place['width'] <= 360
    assert 700 < place['y'] + place['height'] <= 740
    assert await faults(bela.page) == []

    await choose(bela, 'Reply')
    await expect(bela.page.locator('.replying')).to_contain_text('line 8')
    await finger.rests_on(bela.message('line 7').locator('.bd'))
    assert await bela.message('line 7').evaluate(CALL_FOR_A_MENU)
    await expect(menu(bela)).to_be_visible()
    await finger.lifts()
    await choose(bela, 'React')
    popup = bela.page.get_by_role('dialog', name='Choose a reaction')
    await popup.get_by_role('group', name='At hand').get_by_role('button', name='thumbs up').tap()
    await expect(alma.log.get_by_role('button', name='👍 1: Bela')).to_be_visible()
    assert await bela.message('line 7').locator('.bd').evaluate(SELECTABLE) == 'none'
    assert await alma.message('line 7').locator('.bd').evaluate(SELECTABLE) == 'auto'
    assert alma.errors == bela.errors == []


async def test_a_tap_a_scroll_and_two_fingers_are_no_long_press(server, arrive) -> None:
    """Nor is a finger that moves on; one that trembles is."""
    cora: Person = await arrive(server, 'Cora', **PHONE)
    await cora.creates('Touch')
    for number in range(9):
        await cora.box.fill(f'line {number}\n' + 'word ' * 30)
        await cora.page.get_by_role('button', name='Send').tap()
    await cora.sees('line 8')
    finger = await Finger.at(cora.page)
    row = cora.message('line 7').locator('.bd')

    await row.tap()
    await expect(cora.message('line 7').get_by_role('button', name='Reply')).to_be_visible()
    await expect(pressed(cora)).to_have_count(0)

    x, y = await finger.rests_on(row)
    await expect(pressed(cora)).to_have_count(1)
    await finger.moves((x, y + 15))
    await finger.moves((x, y + 120))
    await expect(pressed(cora)).to_have_count(0)
    await finger.lifts()
    await cora.page.wait_for_function("document.querySelector('[role=log]').scrollTop < -50")

    x, y = await finger.rests_on(row)
    await expect(pressed(cora)).to_have_count(1)
    await finger.touches((x, y), (x + 60, y))
    await expect(pressed(cora)).to_have_count(0)
    await finger.lifts()
    await expect(menu(cora)).to_have_count(0)

    x, y = await finger.rests_on(row)
    await finger.moves((x + 4, y + 3))
    await expect(menu(cora)).to_have_count(1)
    await finger.lifts()
    await choose(cora, 'Quote')
    assert (await cora.box.input_value()).startswith('> line 7')
    assert cora.errors == []


async def test_links_and_widgets_keep_what_the_browser_does(server, arrive) -> None:
    """A link its own menu, an option of a poll its tap; a picture belongs to its message."""
    dora: Person = await arrive(server, 'Dora', **PHONE, **COPYING)
    await dora.creates('Own')
    send = dora.page.get_by_role('button', name='Send')
    for text in ('https://example.org/a-page-to-read', '/poll Lunch? | Soup | Salad'):
        await dora.box.fill(text)
        await send.tap()
    shelf = {'name': 'shelf.png', 'mimeType': 'image/png', 'buffer': picture(300, 200)}
    await dora.page.locator('.picker').set_input_files(shelf)
    await expect(dora.page.locator('.tray li')).to_have_count(1)
    await expect(dora.page.get_by_role('progressbar')).to_have_count(0)
    await send.tap()
    shown = dora.log.get_by_role('button', name='Picture shelf.png')
    await expect(shown).to_be_visible()
    finger = await Finger.at(dora.page)

    link = dora.log.get_by_role('link', name='https://example.org')
    await finger.rests_on(link, along=0.2)
    await expect(pressed(dora)).to_have_count(0)
    assert not await link.evaluate(CALL_FOR_A_MENU)
    await finger.moves((5, 500))  # so that what is lifted follows no link
    await finger.lifts()
    await expect(menu(dora)).to_have_count(0)

    soup = dora.log.get_by_role('button', name='Soup')
    await finger.rests_on(soup)
    await expect(pressed(dora)).to_have_count(0)
    await finger.lifts()
    await expect(soup).to_contain_text('1')

    await finger.rests_on(shown)
    await expect(menu(dora)).to_be_visible()
    await finger.lifts()
    await choose(dora, 'Copy link')
    await expect(dora.page.locator('.viewer')).to_have_count(0)
    assert dora.errors == []


async def test_a_long_press_says_who_reacted_and_what_a_button_is(server, arrive) -> None:
    """It neither toggles nor opens anything; the next touch takes the words away."""
    emma: Person = await arrive(server, 'Emma')
    await emma.creates('Who')
    await emma.says('Tea?')
    await emma.reacts('Tea?', 'thumbs up')
    fritz: Person = await arrive(server, 'Fritz', **PHONE)
    await fritz.joins('Who')
    finger = await Finger.at(fritz.page)

    await finger.rests_on(fritz.log.get_by_role('button', name='👍 1: Emma'))
    await expect(tip(fritz)).to_have_text('Emma')
    await finger.lifts()
    await fritz.box.fill('and')
    await expect(tip(fritz)).to_have_text('Emma')
    await finger.rests_on(fritz.page.get_by_role('button', name='Members'))
    await expect(tip(fritz)).to_have_text('Members')
    await finger.lifts()
    await fritz.page.get_by_role('button', name='Send').tap()
    await emma.sees('and')
    await expect(tip(fritz)).to_have_count(0)
    await expect(fritz.page.get_by_role('dialog')).to_have_count(0)
    await expect(emma.log.get_by_role('button', name='👍 1: Emma')).to_be_visible()

    await fritz.log.get_by_role('button', name='Add a reaction').tap()
    popup = fritz.page.get_by_role('dialog', name='Choose a reaction')
    await finger.rests_on(popup.get_by_role('group', name='At hand').get_by_role('button', name='eyes'))
    await expect(tip(fritz)).to_have_text('eyes')
    await finger.lifts()
    await expect(popup).to_be_visible()
    assert emma.errors == fritz.errors == []


async def test_a_long_press_on_a_group_opens_its_menu(server, arrive) -> None:
    """In the list, without going there; of a direct group it says what the other is at."""
    gert: Person = await arrive(server, 'Gert')
    await gert.creates('Garden')
    await gert.page.get_by_role('button', name='your settings').click()
    await gert.page.get_by_role('menuitem', name='Set status').click()
    status = gert.page.get_by_role('dialog', name='Your status')
    await status.get_by_role('textbox', name='Status').fill('Watering the beans')
    await status.get_by_role('button', name='Save').click()
    await expect(status).to_have_count(0)
    await gert.says('Who comes along?')
    hans: Person = await arrive(server, 'Hans', **PHONE, **COPYING)
    await hans.joins('Garden')
    await hans.message('Who comes along?').locator('.avatar').tap()
    await hans.page.get_by_role('dialog', name='Gert').get_by_role('button', name='Message', exact=True).tap()
    await expect(hans.page.get_by_role('heading', name='Gert', level=1)).to_be_visible()
    finger = await Finger.at(hans.page)

    await hans.box.fill('I do')
    await hans.page.get_by_role('button', name='Send').tap()
    await finger.rests_on(hans.message('I do').locator('.bd'))
    await expect(menu(hans)).to_contain_text('Hans')
    await finger.lifts()
    await choose(hans, 'Open thread')
    thread = hans.page.get_by_role('log', name='Thread')
    await finger.rests_on(thread.get_by_role('article').locator('.bd'))
    await expect(menu(hans)).to_be_visible()
    await expect(menu(hans).get_by_role('menuitem', name='Open thread')).to_have_count(0)
    await finger.lifts()
    await choose(hans, 'Copy text')
    await hans.page.wait_for_function("async () => await navigator.clipboard.readText() === 'I do'")
    await hans.page.get_by_role('button', name='Back to the group', exact=True).tap()
    await hans.page.get_by_role('button', name='Back to the groups').tap()

    groups = hans.page.get_by_role('navigation', name='Groups')
    await hans.page.wait_for_url('/')
    await finger.rests_on(groups.get_by_role('link', name='Gert'))
    await expect(menu(hans)).to_contain_text('Watering the beans')
    await finger.lifts()
    await choose(hans, 'Mute')
    await finger.rests_on(groups.get_by_role('link', name='Garden'))
    await expect(menu(hans)).to_contain_text('Garden')
    await finger.lifts()
    assert await faults(hans.page) == []
    await hans.page.wait_for_url('/')
    await choose(hans, 'Leave group')
    await hans.page.get_by_role('dialog').get_by_role('button', name='Leave').tap()
    await expect(groups.get_by_role('link', name='Garden')).to_have_count(0)
    assert gert.errors == hans.errors == []
