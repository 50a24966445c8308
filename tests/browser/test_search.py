"""Searching, going to a day, and switching groups by keys."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browser.person import Person
from tests.browser.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]


async def test_a_message_is_found_as_one_types_and_opens_in_place(server, arrive) -> None:
    """From the field by arrows to a hit in another group; the draft stays, the page is not loaded again."""
    alice, bob = await arrive(server, 'Alice'), await arrive(server, 'Bob')
    await alice.creates('Kitchen')
    await alice.says('The **kettle** is <b>new</b>')
    await alice.says('Tea is ready')
    await alice.sees('Tea is ready')
    await bob.joins('Kitchen')
    await bob.opens('Lobby')
    await bob.says('Who has seen my kettle?')
    await bob.sees('Who has seen my kettle?')
    await bob.box.fill('half a thought')
    await bob.page.evaluate('window.isSamePage = true')

    await bob.page.get_by_role('button', name='Search').click()
    panel = bob.page.get_by_role('dialog', name='Search')
    field = panel.get_by_role('textbox', name='Search messages')
    await expect(field).to_be_focused()
    await expect(panel).to_contain_text('from:ann')
    await bob.page.keyboard.type('KETTLE')
    await expect(panel.get_by_role('status').filter(has_text='2 messages')).to_be_visible()
    await expect(panel.get_by_role('heading', level=3)).to_have_text(['Lobby', 'Kitchen'])
    hit = panel.get_by_role('link').filter(has_text='The kettle is <b>new</b>')
    await expect(hit.locator('mark')).to_have_text('kettle')

    await bob.page.keyboard.press('ArrowDown')
    await bob.page.keyboard.press('ArrowDown')
    await expect(hit).to_be_focused()
    await bob.page.keyboard.press('Enter')
    await expect(panel).to_have_count(0)
    await expect(bob.page.get_by_role('heading', name='Kitchen')).to_be_visible()
    await expect(bob.message('The kettle is')).to_be_focused()
    assert '?at=' in bob.page.url
    assert await bob.page.evaluate('window.isSamePage')
    await bob.opens('Lobby')
    await expect(bob.box).to_have_value('half a thought')
    assert alice.errors == bob.errors == []


async def test_what_is_deleted_leaves_the_results_and_escape_gives_the_focus_back(server, arrive) -> None:
    """A message that is taken back while somebody looks at it among the results is gone from there too."""
    carol, dave = await arrive(server, 'Carol'), await arrive(server, 'Dave', viewport={'width': 390, 'height': 844})
    for person in (carol, dave):
        await person.opens('Lobby')
    await carol.says('an umbrella of mine')
    await dave.sees('an umbrella of mine')
    await dave.page.get_by_role('button', name='Group settings').click()
    await dave.page.get_by_role('menuitem', name='Search here').click()
    panel = dave.page.get_by_role('dialog', name='Search')
    field = panel.get_by_role('textbox', name='Search messages')
    await expect(field).to_have_value('in:"Lobby" ')
    await field.fill('umbrella')
    await expect(panel.get_by_role('link')).to_have_text([re.compile('an umbrella of mine')])
    box = await panel.locator('section').bounding_box()
    assert box
    assert box['width'] == 390

    await carol.deletes('an umbrella of mine')
    await expect(panel.get_by_role('link')).to_have_count(0)
    await expect(panel).to_contain_text('Nothing found.')
    await dave.page.keyboard.press('Escape')
    await expect(panel).to_have_count(0)
    await expect(dave.page.get_by_role('button', name='Group settings')).to_be_focused()
    assert carol.errors == dave.errors == []


async def test_keys_open_what_one_would_click(server, arrive) -> None:
    """`/` searches, Ctrl+K switches, Alt and arrows go from group to group, `?` lists the keys; a box takes them."""
    erin: Person = await arrive(server, 'Erin')
    await erin.creates('Attic')
    await erin.creates('Basement')
    keyboard, page = erin.page.keyboard, erin.page
    await erin.box.press_sequentially('a/b?')
    await expect(erin.box).to_have_value('a/b?')
    await erin.box.fill('')

    await keyboard.press('Control+k')
    dialog = page.get_by_role('dialog', name='Switch group')
    await expect(dialog.get_by_role('textbox', name='Find a group')).to_be_focused()
    await keyboard.type('att')
    await keyboard.press('Enter')  # at once: it is not lost while the list is still on its way
    await expect(page.get_by_role('heading', name='Attic')).to_be_visible()
    await expect(dialog).to_have_count(0)

    await keyboard.press('Alt+ArrowDown')
    await expect(page.get_by_role('heading', name='Basement')).to_be_visible()
    await expect(erin.box).to_be_focused()
    await keyboard.press('Alt+ArrowUp')
    await expect(page.get_by_role('heading', name='Attic')).to_be_visible()

    await expect(erin.box).to_be_focused()
    await erin.log.focus()
    await keyboard.press('Alt+ArrowDown')
    await expect(page.get_by_role('heading', name='Basement')).to_be_visible()
    await expect(erin.box).to_be_focused()
    await erin.log.focus()
    await keyboard.press('?')
    await expect(page.get_by_role('dialog', name='Keys')).to_contain_text('switch to another group')
    await keyboard.press('Escape')
    await expect(page.get_by_role('dialog')).to_have_count(0)
    await expect(erin.log).to_be_focused()
    await keyboard.press('/')
    await expect(page.get_by_role('textbox', name='Search messages')).to_be_focused()
    await keyboard.press('Escape')
    await expect(page.get_by_role('dialog')).to_have_count(0)
    assert erin.errors == []


async def test_a_day_opens_at_its_first_message(server, arrive) -> None:
    """Before the first day it is the first message."""
    frank: Person = await arrive(server, 'Frank')
    await frank.creates('Diary')
    await frank.says('dear diary')
    await frank.sees('dear diary')
    await frank.says('good night')
    await frank.sees('good night')
    await frank.page.get_by_role('button', name='Group settings').click()
    await frank.page.get_by_role('menuitem', name='Go to date').click()
    dialog = frank.page.get_by_role('dialog', name='Go to date')
    await dialog.get_by_label('Date', exact=True).and_(dialog.locator('input')).fill('1900-01-01')
    await frank.page.keyboard.press('Enter')
    await expect(dialog).to_have_count(0)
    await expect(frank.message('dear diary')).to_be_focused()
    assert frank.errors == []


async def test_a_message_is_saved_found_again_and_let_go(server, arrive) -> None:
    """In the panel of the same name, which leads to it from wherever one is."""
    ines: Person = await arrive(server, 'Ines')
    await ines.creates('Recipes')
    await ines.says('flour and water')
    await ines.says('never mind')
    await ines.asks_of('flour and water', 'Save for later')
    await expect(ines.page.get_by_text('Saved. Find it under your name')).to_be_visible()
    await ines.opens('Lobby')
    panel = await _saved(ines)
    await expect(panel.get_by_role('link', name='flour and water')).to_be_visible()
    await expect(panel.get_by_role('link')).to_have_count(1)
    assert await faults(ines.page) == []
    await panel.get_by_role('link', name='flour and water').click()
    await expect(panel).to_have_count(0)
    await expect(ines.message('flour and water')).to_be_in_viewport()
    await ines.asks_of('flour and water', 'Remove from saved')
    panel = await _saved(ines)
    await expect(panel.get_by_text('Nothing is saved yet.')).to_be_visible()
    assert ines.errors == []


async def _saved(person: Person) -> Locator:
    await person.page.get_by_role('button', name='your settings').click()
    await person.page.get_by_role('menuitem', name='Saved messages').click()
    return person.page.get_by_role('dialog', name='Saved messages')
