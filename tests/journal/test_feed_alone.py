"""What the feed learns from one source alone, and how it is put right; the next comparison is an hour away."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence

import pytest

from messenger.journal.bus import LocalBus
from messenger.journal.contract import Listener, Picture
from messenger.journal.feed import PAGE, Feed
from messenger.journal.memory import MemoryJournal
from messenger.model.changes import Change, GroupCreated
from messenger.model.group import GroupKind
from messenger.model.ids import SITE, GroupId, StreamId
from tests.journal.node import DeafToCommits, Node
from tests.journal.story import ALICE, WATERCOOLER, Story

STREAM = StreamId(WATERCOOLER)
KITCHEN = StreamId('kitchen22222')
HOUR_SECONDS = 3600


class Watched(DeafToCommits):
    """The journal as another node sees it; tells what it was asked, and passes on only the commits it is told to."""

    def __init__(self, journal: MemoryJournal) -> None:
        super().__init__(journal)
        self.hear: Listener = lambda changes: None
        self.asked: list[str] = []
        self.longest = 0
        self.defects: list[Exception] = []

    def __getattr__(self, name: str) -> object:
        self.asked.append(name)
        return super().__getattr__(name)

    def listen(self, listener: Listener) -> None:
        self.hear = listener

    async def read(self, stream: StreamId, *, after: int, limit: int = 500) -> Sequence[Change]:
        if self.defects:
            raise self.defects.pop()
        changes = await self.journal.read(stream, after=after, limit=limit)
        self.longest = max(self.longest, len(changes))
        return changes


class Mute(LocalBus):
    """Tells nobody anything, so that a node does not hear its own commits a second time."""

    def ring(self, heads: Mapping[StreamId, int]) -> None:
        """Say nothing."""


@pytest.fixture
async def story(memory_journal: MemoryJournal) -> Story:
    return await Story(memory_journal).begin()


@pytest.fixture
def watched(memory_journal: MemoryJournal, story: Story) -> Watched:
    return Watched(memory_journal)


@pytest.fixture
def bus() -> LocalBus:
    return LocalBus()


@pytest.fixture
async def node(watched: Watched, bus: LocalBus) -> AsyncIterator[Node]:
    """A node that hears nothing by itself but what a test lets it hear."""
    node = Node(watched, bus, compare_seconds=HOUR_SECONDS)
    await node.feed.start()
    watched.asked.clear()
    yield node
    await node.feed.stop()


async def found(story: Story) -> Change:
    """Let Alice make the group Kitchen, whose first change that is."""
    fact = GroupCreated(group_id=GroupId(KITCHEN), name='Kitchen', kind=GroupKind.OPEN, owner_id=ALICE)
    return await story.ask(fact, ALICE)


def running() -> list[str]:
    """The names of the tasks that go on now."""
    return [task.get_name() for task in asyncio.all_tasks()]


async def test_before_its_start_a_feed_knows_of_nothing(memory_journal: MemoryJournal):
    feed = Node(memory_journal, LocalBus()).feed
    assert feed.position(STREAM) == 0
    await feed.stop()


async def test_a_stream_that_nobody_spoke_of_has_no_change(node: Node):
    assert node.feed.position(KITCHEN) == 0


async def test_it_runs_under_its_name_and_nothing_of_it_is_left_when_it_stopped(node: Node):
    assert running().count('feed') == 1
    await node.feed.stop()
    assert running().count('feed') == 0


async def test_after_its_stop_it_applies_nothing(node: Node, story: Story, watched: Watched):
    await node.feed.stop()
    await story.say(ALICE, 'too late')
    watched.hear(await watched.journal.read(STREAM, after=3))
    assert node.numbers() == []


async def test_a_ring_alone_makes_it_read_and_compare_nothing(
    node: Node, story: Story, watched: Watched, bus: LocalBus
):
    await story.say(ALICE, 'heard')
    bus.ring({STREAM: 4})
    await node.until(lambda: node.numbers() == [4])
    assert watched.asked == []


async def test_a_commit_after_a_gap_waits_for_what_lies_between(story: Story, watched: Watched):
    node = Node(watched, Mute(), compare_seconds=HOUR_SECONDS)
    await node.feed.start()
    for text in ('missed', 'heard'):
        await story.say(ALICE, text)
    watched.hear(await watched.journal.read(STREAM, after=4))
    assert node.numbers() == []
    await node.until(lambda: node.numbers() == [4, 5])
    await node.feed.stop()


async def test_the_first_change_of_a_stream_is_heard_like_any_other(node: Node, story: Story, bus: LocalBus):
    await found(story)
    bus.ring({KITCHEN: 1})
    await node.until(lambda: node.numbers(KITCHEN) == [1])


async def test_the_first_change_of_a_stream_made_while_the_picture_loads_is_not_lost(
    memory_journal: MemoryJournal, story: Story
):
    node = Node(memory_journal, LocalBus())

    async def slow(picture: Picture) -> None:
        await found(story)
        await node._forget(picture)

    node.feed = Feed(memory_journal, Mute(), node._apply, slow, compare_seconds=HOUR_SECONDS)
    await node.feed.start()
    await node.until(lambda: node.numbers(KITCHEN) == [1])
    await node.feed.stop()


async def test_a_late_ring_for_less_does_not_end_the_catching_up(
    node: Node, story: Story, watched: Watched, bus: LocalBus
):
    await asyncio.gather(*(story.say(ALICE, str(index)) for index in range(3 * PAGE)))
    bus.ring({STREAM: 3 * PAGE + 3})
    bus.ring({STREAM: 5})
    await node.until(lambda: len(node.applied) == 3 * PAGE)
    assert watched.longest == PAGE


async def test_members_come_before_the_groups_that_speak_of_them_whichever_rang_first(
    node: Node, story: Story, bus: LocalBus
):
    registered = await story.register('dave22222222', 'Dave')
    joined = await story.join('dave22222222')
    bus.ring({STREAM: joined.number})
    bus.ring({SITE: registered.number})
    await node.until(lambda: len(node.applied) == 2)
    assert node.applied == [registered, joined]


async def test_a_defect_makes_it_start_over_with_the_whole_picture(
    memory_journal: MemoryJournal, story: Story, caplog: pytest.LogCaptureFixture
):
    watched, bus = Watched(memory_journal), LocalBus()
    node = Node(watched, bus, compare_seconds=0.02)
    await node.feed.start()
    watched.defects.append(ZeroDivisionError())
    await story.say(ALICE, 'heard')
    bus.ring({STREAM: 4})
    await node.until(lambda: len(node.pictures) == 2)
    assert node.pictures[1].heads[STREAM] == 4
    assert 'feed starts over' in caplog.text
    await node.feed.stop()


async def test_a_restored_journal_without_a_stream_of_one_change_is_known_as_one_and_is_no_defect(
    memory_journal: MemoryJournal, story: Story, caplog: pytest.LogCaptureFixture
):
    await found(story)
    older = DeafToCommits(memory_journal)
    node = Node(older, LocalBus(), compare_seconds=0.02)
    await node.feed.start()
    assert node.feed.position(KITCHEN) == 1

    restored = MemoryJournal()
    await restored.open()
    await Story(restored).begin()
    restored._epoch = memory_journal._epoch
    older.journal = restored
    await node.until(lambda: len(node.pictures) == 2)

    assert node.feed.position(KITCHEN) == 0
    assert 'starts over' not in caplog.text
    await node.feed.stop()
