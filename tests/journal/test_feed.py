"""Each change once and in order, whatever the bus does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from messenger.journal.bus import LocalBus
from messenger.journal.contract import Picture
from messenger.journal.feed import Feed
from messenger.journal.memory import MemoryJournal
from messenger.journal.sql import SqlJournal
from messenger.model.changes import MessageSent
from messenger.model.ids import SITE, StreamId
from tests.journal.node import PATIENCE_SECONDS, BadBus, DeafToCommits, Node
from tests.journal.story import ALICE, BOB, DESIGN, WATERCOOLER, Story

STREAM = StreamId(WATERCOOLER)


@pytest.fixture
async def story(memory_journal: MemoryJournal) -> Story:
    story = Story(memory_journal)
    return await story.begin()


@pytest.fixture
async def own(memory_journal: MemoryJournal, story: Story) -> AsyncIterator[Node]:
    node = Node(memory_journal, LocalBus())
    await node.feed.start()
    yield node
    await node.feed.stop()


async def test_the_picture_comes_first_and_the_changes_after_it(own: Node, story: Story):
    await story.say(ALICE, 'hi')

    assert own.pictures[0].heads[STREAM] == 3
    assert own.numbers() == [4]
    assert own.feed.position(STREAM) == 4


async def test_own_commits_are_applied_before_the_sender_knows(own: Node, story: Story):
    for index in range(5):
        change = await story.ask(MessageSent(group_id=WATERCOOLER, author_id=ALICE, text=str(index)), ALICE)
        assert own.applied[-1] == change


async def test_a_change_committed_while_the_picture_loads_is_not_lost(memory_journal: MemoryJournal):
    story = await Story(memory_journal).begin()
    node = Node(memory_journal, LocalBus())
    forget = node._forget

    async def slow(picture: Picture) -> None:
        await story.say(ALICE, 'in between')
        await forget(picture)

    node.feed = Feed(memory_journal, LocalBus(), node._apply, slow)
    await node.feed.start()
    await node.until(lambda: node.numbers() == [4])
    await story.say(ALICE, 'after')

    assert node.numbers() == [4, 5]
    await node.feed.stop()


@pytest.mark.parametrize('seed', range(4))
async def test_two_nodes_see_the_same_over_a_bus_that_loses_repeats_and_reorders(
    memory_journal: MemoryJournal, seed: int
):
    bus = BadBus(seed)
    story = await Story(memory_journal).begin()
    here, there = Node(memory_journal, bus), Node(DeafToCommits(memory_journal), bus)
    await here.feed.start()
    await there.feed.start()

    for index in range(60):
        await story.say((ALICE, BOB)[index % 2], f'message {index}', (WATERCOOLER, DESIGN)[index % 3 == 0])
        if index % 10 == 0:
            await asyncio.sleep(0.01)
    await there.until(lambda: len(there.applied) == 60)

    for node in (here, there):
        assert node.numbers(STREAM) == list(range(4, 44))
        assert node.numbers(StreamId(DESIGN)) == list(range(3, 23))
    assert sorted(there.applied, key=repr) == sorted(here.applied, key=repr)
    assert here.pictures == there.pictures[:1]
    await here.feed.stop()
    await there.feed.stop()


async def test_what_no_doorbell_told_is_found_by_comparing(memory_journal: MemoryJournal, story: Story):
    node = Node(DeafToCommits(memory_journal), LocalBus(), compare_seconds=0.05)
    await node.feed.start()

    await story.say(ALICE, 'unheard')
    await node.until(lambda: node.numbers() == [4])

    assert node.feed.is_alive
    await node.feed.stop()


async def test_a_ring_is_answered_long_before_the_comparison(memory_journal: MemoryJournal, story: Story):
    bus = LocalBus()
    node = Node(DeafToCommits(memory_journal), bus, compare_seconds=3600)
    await node.feed.start()

    await story.say(ALICE, 'heard')
    bus.ring({STREAM: 4})
    await node.until(lambda: node.numbers() == [4])

    await node.feed.stop()


async def test_a_ring_for_what_never_comes_does_no_harm(memory_journal: MemoryJournal, story: Story):
    bus = LocalBus()
    node = Node(DeafToCommits(memory_journal), bus, compare_seconds=0.05)
    await node.feed.start()

    bus.ring({STREAM: 999, StreamId('nowhere22222'): 1})
    await story.say(ALICE, 'real')
    await node.until(lambda: node.numbers() == [4])

    await node.feed.stop()


async def test_members_are_known_before_the_groups_they_are_in(memory_journal: MemoryJournal, story: Story):
    other = DeafToCommits(memory_journal)
    node = Node(other, LocalBus(), compare_seconds=0.05)
    await node.feed.start()

    await story.register('dave22222222', 'Dave')
    await story.join('dave22222222')
    await node.until(lambda: len(node.applied) == 2)

    assert [change.stream for change in node.applied] == [SITE, STREAM]
    await node.feed.stop()


async def test_a_long_absence_is_caught_up_page_by_page(memory_journal: MemoryJournal, story: Story):
    node = Node(DeafToCommits(memory_journal), LocalBus(), compare_seconds=0.05)
    await node.feed.start()

    await asyncio.gather(*(story.say(ALICE, str(index)) for index in range(450)))
    await node.until(lambda: len(node.applied) == 450)

    assert node.numbers() == list(range(4, 454))
    await node.feed.stop()


async def test_another_epoch_makes_the_feed_forget_its_picture(own: Node, memory_journal: MemoryJournal, story: Story):
    memory_journal._epoch = 'restored'
    await own.until(lambda: len(own.pictures) == 2)

    await story.say(ALICE, 'after')

    assert own.pictures[1].epoch == 'restored'
    assert own.numbers() == [4]


async def test_a_journal_that_is_behind_was_restored(memory_journal: MemoryJournal, story: Story):
    await story.say(ALICE, 'lost with the disk')
    older = DeafToCommits(memory_journal)
    node = Node(older, LocalBus(), compare_seconds=0.05)
    await node.feed.start()

    restored = MemoryJournal()
    await restored.open()
    await Story(restored).begin()
    restored._epoch = memory_journal._epoch
    older.journal = restored
    await node.until(lambda: len(node.pictures) == 2)

    assert node.feed.position(STREAM) == 3
    await node.feed.stop()


async def test_a_change_that_cannot_be_applied_makes_the_feed_load_anew(
    own: Node, story: Story, caplog: pytest.LogCaptureFixture
):
    own.poison = lambda change: change.number == 5
    for index in range(4):
        await story.say(ALICE, f'message {index}')
    await own.until(lambda: len(own.pictures) == 2 and own.feed.is_alive)
    seen = own.pictures[1].heads[STREAM]

    await story.say(ALICE, 'after')

    assert own.numbers() == list(range(seen + 1, 9))
    assert own.feed.position(STREAM) == 8
    assert 'could not be applied' in caplog.text


async def test_the_feed_outlives_a_journal_that_does_not_answer(memory_journal: MemoryJournal, story: Story):
    other = DeafToCommits(memory_journal)
    node = Node(other, LocalBus(), compare_seconds=0.02)
    await node.feed.start()

    other.is_down = True
    other.was_asked.clear()
    await story.say(ALICE, 'meanwhile')
    await asyncio.wait_for(other.was_asked.wait(), PATIENCE_SECONDS)
    assert node.numbers() == []
    other.is_down = False
    await node.until(lambda: node.numbers() == [4])

    await node.feed.stop()


async def test_a_feed_is_alive_between_start_and_stop(memory_journal: MemoryJournal):
    node = Node(memory_journal, LocalBus())
    assert not node.feed.is_alive

    await node.feed.start()
    assert node.feed.is_alive

    await node.feed.stop()
    assert not node.feed.is_alive


async def test_a_feed_that_cannot_compare_is_not_alive_for_long(memory_journal: MemoryJournal):
    other = DeafToCommits(memory_journal)
    node = Node(other, LocalBus(), alive_seconds=0.05)
    await node.feed.start()

    other.is_down = True
    await asyncio.sleep(0.1)
    assert not node.feed.is_alive

    await node.feed.stop()


async def test_two_nodes_on_one_database_see_the_same(sql_journal: SqlJournal):
    story = await Story(sql_journal).begin()
    bus = LocalBus()
    here, there = Node(sql_journal, bus), Node(DeafToCommits(sql_journal), bus)
    await here.feed.start()
    await there.feed.start()

    target = await story.say(ALICE, 'hi')
    await story.edit(ALICE, target, 'hello')
    await story.delete(ALICE, target)
    await there.until(lambda: len(there.applied) == 3)

    assert [replace(each, fact=None) for each in there.applied] == [replace(each, fact=None) for each in here.applied]
    await here.feed.stop()
    await there.feed.stop()


async def test_own_commits_ring_for_the_other_nodes(memory_journal: MemoryJournal, story: Story):
    bus, rung = LocalBus(), asyncio.Queue()
    node = Node(memory_journal, bus)
    await node.feed.start()
    bus.listen(rung.put_nowait)
    await story.say(ALICE, 'hi')
    async with asyncio.timeout(5):
        assert await rung.get() == {STREAM: 4}
    await node.feed.stop()
