"""People talk in threads beside their group."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.person import PHONE, Person
from tests.browser.test_access import faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

IN_THREAD = 'Reply in thread'


def thread_of(person: Person):
    """The messages of the thread that is open."""
    return person.page.get_by_role('log', name='Thread')


def box_of(person: Person):
    """Where one writes in the thread that is open."""
    return person.page.get_by_role('textbox', name=IN_THREAD, exact=True)


async def opens(person: Person, text: str) -> None:
    """Open the thread below a message."""
    row = person.message(text).first
    await row.hover()
    await row.get_by_role('button', name='Open thread').click()
    await expect(thread_of(person)).to_be_visible()
    await expect(box_of(person)).to_be_focused()


async def says(person: Person, text: str) -> None:
    """Write in the thread."""
    await box_of(person).fill(text)
    await box_of(person).press('Enter')


async def test_two_people_talk_in_a_thread_beside_their_group(server, arrive) -> None:
    """It is counted and marked below its message, opens beside the group, and tells the group what is for all."""
    alice: Person = await arrive(server, 'Alice')
    bob: Person = await arrive(server, 'Bob')
    await alice.creates('Kitchen')
    await bob.joins('Kitchen')
    await alice.says('Where do we eat?')
    await bob.sees('Where do we eat?')

    await opens(bob, 'Where do we eat?')
    await says(bob, 'At the new place')
    await expect(thread_of(bob).get_by_text('At the new place')).to_be_visible()
    line = alice.log.get_by_role('button', name='1 reply')
    await expect(line).to_be_visible()
    await alice.does_not_see('At the new place')
    await expect(alice.page.get_by_role('button', name='Threads')).to_be_visible()

    await line.click()
    await expect(thread_of(alice).get_by_text('At the new place')).to_be_visible()
    await expect(alice.log.get_by_text('Where do we eat?')).to_be_visible()
    await box_of(alice).press_sequentially('The soup there is…')
    await expect(bob.page.get_by_text('Alice is typing…')).to_be_visible()
    await alice.page.get_by_label('Also send to the group').check()
    await says(alice, 'So we meet at noon')
    await expect(thread_of(bob).get_by_text('So we meet at noon')).to_be_visible()
    await bob.sees('In the thread of Alice')
    await expect(alice.page.get_by_label('Also send to the group')).not_to_be_checked()
    assert await faults(alice.page) == []

    await thread_of(bob).get_by_role('article').filter(has_text='At the new place').hover()
    await thread_of(bob).get_by_role('button', name='More actions').nth(1).click()
    await bob.page.get_by_role('menuitem', name='Edit').click()
    await bob.page.get_by_role('textbox', name='Edit message').fill('At the old place')
    await bob.page.get_by_role('button', name='Save').click()
    await expect(thread_of(alice).get_by_text('At the old place')).to_be_visible()
    assert alice.errors == bob.errors == []


async def test_a_thread_is_found_again_and_keeps_what_was_typed(server, arrive) -> None:
    """By the panel, by the address of one of its messages, and after loading the page anew."""
    carol: Person = await arrive(server, 'Carol')
    await carol.creates('Garden')
    await carol.says('Who waters?')
    await carol.sees('Who waters?')
    await opens(carol, 'Who waters?')
    await says(carol, 'I do on Mondays')
    await expect(thread_of(carol).get_by_text('I do on Mondays')).to_be_visible()
    ordinal = await thread_of(carol).get_by_role('article').last.get_attribute('data-o')
    await box_of(carol).press_sequentially('and on')
    await carol.page.reload()
    await expect(box_of(carol)).to_have_value('and on')

    await carol.page.get_by_role('button', name='Close the thread').click()
    await expect(thread_of(carol)).to_have_count(0)
    await expect(carol.box).to_have_value('')
    await carol.page.get_by_role('button', name='Threads').click()
    await carol.page.get_by_role('dialog').get_by_role('link', name='Who waters?').click()
    await expect(box_of(carol)).to_have_value('and on')
    await box_of(carol).fill('')
    await carol.page.keyboard.press('Escape')
    await expect(thread_of(carol)).to_have_count(0)

    await carol.page.goto(f'{carol.page.url}?at={ordinal}')
    await expect(thread_of(carol).get_by_role('article').last).to_be_focused()
    assert carol.errors == []


async def test_on_a_phone_a_thread_covers_its_group_and_back_leaves_it(server, arrive) -> None:
    dora: Person = await arrive(server, 'Dora', **PHONE)
    await dora.creates('Attic')
    await dora.box.fill('What is up there?')
    await dora.page.get_by_role('button', name='Send').tap()
    await dora.message('What is up there?').tap()
    await dora.message('What is up there?').get_by_role('button', name='Open thread').tap()
    await expect(thread_of(dora)).to_be_visible()
    await expect(dora.log).to_be_hidden()
    assert await faults(dora.page) == []
    await box_of(dora).fill('Dust')
    await dora.page.get_by_role('button', name='Send').last.tap()
    await expect(thread_of(dora).get_by_text('Dust')).to_be_visible()
    await dora.page.go_back()
    await expect(dora.log.get_by_role('button', name=re.compile('1 reply'))).to_be_visible()
    await expect(thread_of(dora)).to_have_count(0)
    assert dora.errors == []
