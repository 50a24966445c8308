"""The group that a page has open."""

import asyncio

import pytest

from messenger.components.open_group import OpenGroup
from tests.world import rid

SECONDS = 0.1


class Shown:
    """Counts how often the line was shown."""

    def __init__(self):
        self.times = 0
        self.again = asyncio.Event()

    def __call__(self):
        self.times += 1
        self.again.set()


@pytest.fixture
def shown():
    return Shown()


@pytest.fixture
def open_group(world, shown):
    open_group = OpenGroup(world.store, world.alice.id, shown, seconds=SECONDS)
    open_group.choose(world.watercooler.id)
    yield open_group
    open_group.choose(None)


async def test_the_title_names_the_group_and_counts(open_group):
    assert open_group.title('Messenger', 0) == 'Watercooler – Messenger'
    assert open_group.title('Messenger', 3) == '(3) Watercooler – Messenger'
    assert open_group.title('Messenger', 120) == '(99+) Watercooler – Messenger'
    open_group.choose(None)
    assert open_group.title('Messenger', 1) == '(1) Messenger'


async def test_the_title_of_a_foreign_group_gives_nothing_away(world, shown):
    foreign = OpenGroup(world.store, world.carol.id, shown)
    foreign.choose(world.design.id)
    assert foreign.title('Messenger', 0) == 'Messenger'


async def test_with_nothing_unread_the_line_is_shown_at_once(open_group, shown):
    open_group.look_soon()
    assert shown.times == 1


async def test_what_nobody_reads_is_shown_after_a_while(world, open_group, shown):
    await world.say(world.bob, 'hello')
    open_group.look_soon()
    open_group.look_soon()
    assert shown.times == 0
    assert open_group.is_waiting
    async with asyncio.timeout(5):
        await shown.again.wait()
    assert shown.times == 1
    assert not open_group.is_waiting


async def test_while_somebody_reads_the_line_stays(world, open_group, shown):
    first = await world.say(world.bob, 'one')
    await world.say(world.bob, 'two')
    open_group.look_soon()
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, first.ordinal)
    started_at = asyncio.get_running_loop().time()
    async with asyncio.timeout(5):
        await shown.again.wait()
    assert asyncio.get_running_loop().time() - started_at > SECONDS * 1.5


async def test_it_tells_when_one_comes_in(world, shown):
    foreign = OpenGroup(world.store, world.carol.id, shown)
    foreign.choose(world.design.id)
    assert not foreign.is_entered
    await world.actions.memberships.invite(world.alice.id, world.design.id, 'Carol', rid())
    assert foreign.is_entered


async def test_what_was_marked_unread_is_shown_at_once(world, open_group, shown):
    sent = await world.say(world.bob, 'hello')
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, sent.ordinal)
    await world.actions.reading.mark_unread(world.alice.id, world.watercooler.id, sent.ordinal)
    open_group.look_soon()
    assert shown.times == 1
