"""Rows read from the journal agree with the store, whatever happened while they were read."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from messenger.actions.history import History
from messenger.journal.contract import JournalUnavailable
from messenger.journal.memory import MemoryJournal
from messenger.model.ids import NO_THREAD, GroupId, MemberId, Ordinal
from messenger.model.message import Message, Revision
from messenger.model.refused import Unavailable
from tests.world import World, rid


class SlowDisk(MemoryJournal):
    """A journal whose reads answer only after something else was let happen."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], Awaitable[object]] | None = None
        self.is_broken = False

    async def messages(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> list[Message]:
        return await self._late(await super().messages(group_id, first=first, last=last))

    async def message(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        return (await self._late([await super().message(group_id, ordinal)]))[0]

    async def last_by(self, group_id: GroupId, member_id: MemberId, *, thread: Ordinal = NO_THREAD) -> Message | None:
        return (await self._late([await super().last_by(group_id, member_id, thread=thread)]))[0]

    async def revisions(self, group_id: GroupId, ordinal: Ordinal) -> list[Revision]:
        return await self._late(await super().revisions(group_id, ordinal))

    async def _late(self, read: Sequence[object]) -> list:
        if self.is_broken:
            raise JournalUnavailable('The disk is gone.')
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        await asyncio.sleep(0)
        return list(read)


@pytest.fixture
async def slow_world():
    world = World(journal=SlowDisk())
    await world.open()
    await world.people()
    yield world
    await world.close()


async def test_an_edit_during_the_read_is_in_what_was_read(slow_world: World):
    change = await slow_world.say(slow_world.alice, 'old')
    await slow_world.restart()
    slow_world.journal.meanwhile = lambda: slow_world.actions.messages.edit_message(
        slow_world.alice.id, slow_world.watercooler.id, change.ordinal, 'new', rid()
    )
    assert await slow_world.texts(slow_world.bob) == ['new']
    assert (await slow_world.rows(slow_world.bob))[-1].revision == 2


async def test_a_deletion_during_the_read_is_in_what_was_read(slow_world: World):
    change = await slow_world.say(slow_world.alice, 'old')
    await slow_world.restart()
    slow_world.journal.meanwhile = lambda: slow_world.actions.messages.delete_message(
        slow_world.alice.id, slow_world.watercooler.id, change.ordinal, rid()
    )
    assert await slow_world.texts(slow_world.bob) == []


async def test_a_reaction_during_the_read_is_in_what_was_read_once(slow_world: World):
    change = await slow_world.say(slow_world.alice, 'old')
    await slow_world.restart()
    slow_world.journal.meanwhile = lambda: slow_world.actions.reactions.react(
        slow_world.bob.id, slow_world.watercooler.id, change.ordinal, '👍', rid()
    )
    for _ in range(2):
        assert [each.emoji for each in (await slow_world.rows(slow_world.bob))[-1].reactions] == ['👍']


async def test_a_message_sent_during_the_read_comes_by_the_store_and_not_twice(slow_world: World):
    await slow_world.say(slow_world.alice, 'old')
    await slow_world.restart()
    slow_world.journal.meanwhile = lambda: slow_world.say(slow_world.alice, 'new')
    assert await slow_world.texts(slow_world.bob) == ['old']
    assert await slow_world.texts(slow_world.bob) == ['old', 'new']


async def test_who_is_removed_during_the_read_gets_nothing(slow_world: World):
    await slow_world.say(slow_world.alice, 'old')
    await slow_world.restart()
    slow_world.journal.meanwhile = lambda: slow_world.actions.memberships.remove(
        slow_world.alice.id, slow_world.watercooler.id, slow_world.bob.id, rid()
    )
    with pytest.raises(Exception, match='not a member'):
        await slow_world.rows(slow_world.bob)


async def test_the_last_own_message_deleted_during_the_read_is_not_found(slow_world: World):
    change = await slow_world.say(slow_world.bob, 'mine')
    await slow_world.restart()
    slow_world.journal.meanwhile = lambda: slow_world.actions.messages.delete_message(
        slow_world.bob.id, slow_world.watercooler.id, change.ordinal, rid()
    )
    found = await slow_world.actions.messages.last_own_message(slow_world.bob.id, slow_world.watercooler.id)
    assert found is None


async def test_when_the_disk_cannot_be_read_the_reader_is_told(slow_world: World):
    await slow_world.say(slow_world.alice, 'old')
    await slow_world.restart()
    slow_world.journal.is_broken = True
    for read in (
        slow_world.rows(slow_world.bob),
        slow_world.actions.messages.read_message(slow_world.bob.id, slow_world.watercooler.id, 3),
        slow_world.actions.messages.last_own_message(slow_world.bob.id, slow_world.watercooler.id),
        History(slow_world.journal, slow_world.store).revisions(slow_world.watercooler.id, 3),
    ):
        with pytest.raises(Unavailable, match='cannot read'):
            await read


async def test_what_the_store_holds_is_not_read_from_the_disk(slow_world: World):
    await slow_world.say(slow_world.alice, 'hi')
    slow_world.journal.is_broken = True
    assert await slow_world.texts(slow_world.bob) == ['hi']
