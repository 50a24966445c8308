"""Reading while others write: what is counted, and what of it is written when."""

import asyncio

import pytest

from messenger.actions import reading as module
from messenger.actions.enclosed import Enclosed
from messenger.actions.reading import ReadingActions
from messenger.actions.scope import Scope
from messenger.journal.memory import MemoryJournal
from messenger.model.ids import LogId
from messenger.model.receipt import Receipt
from tests.world import World, rid


async def test_what_is_deleted_while_it_is_counted_is_not_counted(world: World) -> None:
    sent, where = [await world.say(world.alice, text) for text in ('one', 'two')], world.watercooler.id
    count, doomed = world.journal.unread, [sent[1].ordinal]

    async def delete_meanwhile(*arguments, **others):
        unread = await count(*arguments, **others)
        if doomed:
            await world.actions.messages.delete_message(world.alice.id, where, doomed.pop(), rid())
        return unread

    world.journal.unread = delete_meanwhile
    await world.actions.reading.mark_unread(world.bob.id, where, sent[0].ordinal)
    assert world.store.unread(where, world.bob.id).messages == 1
    assert doomed == []


async def test_what_many_read_together_is_written_a_little_later_without_anybody_s_doing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, 'KEEP_SECONDS', 0.001)
    monkeypatch.setattr(module, 'TOGETHER_SECONDS', 0.005)
    kept: asyncio.Queue[object] = asyncio.Queue()

    class Telling(MemoryJournal):
        async def keep(self, records):
            for record in records:
                kept.put_nowait(record)

    sent = await world.say(world.alice, 'hi')
    actions = ReadingActions(journal=Telling(), scope=Scope(world.store))
    actions.start()
    actions.mark_read_together([world.bob.id, world.carol.id, world.robo.id], world.watercooler.id, sent.ordinal)
    async with asyncio.timeout(5):
        records = [await kept.get() for _ in range(2)]
    await actions.stop()
    assert records == [
        Receipt(group_id=world.watercooler.id, member_id=member.id, ordinal=sent.ordinal)
        for member in (world.bob, world.robo)
    ]


async def test_who_left_the_group_does_not_follow_the_thread_below_what_they_wrote(world: World) -> None:
    root, where = (await world.say(world.bob, 'tea?')).ordinal, world.watercooler.id
    await world.leave(world.bob, world.watercooler)
    enclosed = Enclosed(thread=root)
    await world.actions.messages.send_message(world.alice.id, where, 'yes', rid(), enclosed)
    assert world.store.threads.read_up_to(LogId(where, root), world.bob.id) is None
    assert world.store.threads.read_up_to(LogId(where, root), world.alice.id) is not None
