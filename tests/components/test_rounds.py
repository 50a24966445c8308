"""News for open pages."""

import asyncio

import pytest

from messenger.components.rounds import Rounds
from messenger.model.group import GroupKind
from tests.world import rid

SECONDS = 0.2


class Page:
    """A page that writes down what it hears."""

    def __init__(self):
        self.heard = []
        self.news = asyncio.Event()

    def hear(self, group_ids):
        self._note(('some', frozenset(group_ids)))

    def hear_read(self, group_ids):
        self._note(('read', frozenset(group_ids)))

    def hear_all(self):
        self._note(('all',))

    def hear_at_once(self, group_id):
        self._note(('now', group_id))

    async def next(self):
        async with asyncio.timeout(5):
            await self.news.wait()
        self.news.clear()
        return self.heard[-1]

    def _note(self, what):
        self.heard.append(what)
        self.news.set()


@pytest.fixture
def rounds(world):
    return Rounds(world.store, seconds=SECONDS)


async def test_a_burst_is_told_once(world, rounds):
    page = Page()
    rounds.join(page, world.alice.id)
    for number in range(20):
        await world.say(world.bob, f'message {number}')
    assert await page.next() == ('some', {world.watercooler.id})
    assert len(page.heard) == 1


async def test_a_page_is_told_again_only_after_a_while(world, rounds):
    page = Page()
    rounds.join(page, world.alice.id)
    await world.say(world.bob, 'one')
    await page.next()
    started_at = asyncio.get_running_loop().time()
    await world.say(world.bob, 'two')
    await page.next()
    assert asyncio.get_running_loop().time() - started_at > SECONDS * 0.8
    assert len(page.heard) == 2


async def test_reading_on_is_told_to_the_own_pages_only_and_names_the_groups(world, rounds):
    alice, bob = Page(), Page()
    rounds.join(alice, world.alice.id)
    rounds.join(bob, world.bob.id)
    change = await world.say(world.bob, 'hello')
    await alice.next()
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, change.ordinal)
    assert await alice.next() == ('read', {world.watercooler.id})
    assert ('read', {world.watercooler.id}) not in bob.heard


async def test_who_reads_on_while_others_write_is_told_both(world, rounds):
    page = Page()
    rounds.join(page, world.alice.id)
    change = await world.say(world.bob, 'hello')
    await world.say(world.bob, 'hello', world.design)
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, change.ordinal)
    await page.next()
    assert page.heard == [
        ('read', {world.watercooler.id}),
        ('some', {world.watercooler.id, world.design.id}),
    ]


async def test_own_drafts_and_receipts_are_told_to_the_own_pages_only(world, rounds):
    alice, bob = Page(), Page()
    rounds.join(alice, world.alice.id)
    rounds.join(bob, world.bob.id)
    world.actions.reading.save_draft(world.alice.id, world.watercooler.id, 'typed')
    assert await alice.next() == ('all',)
    assert bob.heard == []


async def test_a_new_name_is_told_to_everybody(world, rounds):
    page = Page()
    rounds.join(page, world.alice.id)
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    assert await page.next() == ('all',)


async def test_coming_in_and_going_are_told_at_once_to_whom_they_concern(world, rounds):
    carol, bob = Page(), Page()
    rounds.join(carol, world.carol.id)
    rounds.join(bob, world.bob.id)
    await world.join(world.carol, world.watercooler)
    assert await carol.next() == ('now', world.watercooler.id)
    assert await carol.next() == ('some', {world.watercooler.id})
    assert ('now', world.watercooler.id) not in bob.heard
    await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.carol.id, rid())
    assert await carol.next() == ('now', world.watercooler.id)


async def test_a_deleted_group_is_told_at_once(world, rounds):
    page = Page()
    rounds.join(page, world.bob.id)
    await world.actions.groups.delete_group(world.alice.id, world.design.id, rid())
    assert await page.next() == ('now', world.design.id)


async def test_a_page_that_left_hears_nothing_more(world, rounds):
    stays, goes = Page(), Page()
    rounds.join(stays, world.alice.id)
    leave = rounds.join(goes, world.alice.id)
    await world.say(world.bob, 'hello')
    await world.actions.groups.create_group(world.bob.id, 'Kitchen', GroupKind.OPEN, rid())
    leave()
    world.actions.reading.save_draft(world.alice.id, world.watercooler.id, 'typed')
    while stays.heard[-1:] != [('all',)]:
        await stays.next()
    assert goes.heard == []


async def test_the_first_message_of_a_direct_group_is_told_to_its_members_at_once(world, rounds):
    pages = {member.id: Page() for member in (world.alice, world.bob, world.carol)}
    for member_id, page in pages.items():
        rounds.join(page, member_id)
    group_id = await world.actions.directs.open_direct(world.alice.id, [world.bob.id])
    await world.actions.messages.send_message(world.alice.id, group_id, 'hi', rid())
    await pages[world.bob.id].next()
    await pages[world.alice.id].next()
    told = {member_id for member_id, page in pages.items() if ('now', group_id) in page.heard}
    assert told == {world.alice.id, world.bob.id}
