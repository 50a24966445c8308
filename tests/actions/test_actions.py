"""All actions together: what they do by themselves between start and stop."""

import asyncio
from datetime import UTC, datetime, timedelta

from messenger.journal.memory import MemoryJournal
from messenger.model.changes import StatusChanged
from messenger.model.status import Status
from tests.world import World, rid

PATIENCE_SECONDS = 5


async def test_once_started_they_keep_what_is_typed_and_end_what_is_over(world: World) -> None:
    kept, ended = asyncio.Event(), asyncio.Event()

    class Telling(MemoryJournal):
        async def keep(self, records):
            kept.set()

    world.journal.__class__ = Telling
    world.store.listen(lambda change: isinstance(change.fact, StatusChanged) and ended.set())
    over = Status(text='Lunch', clear_at=datetime.now(UTC) + timedelta(milliseconds=20))
    await world.actions.statuses.set_status(world.alice.id, over, rid())
    ended.clear()

    await world.actions.start()
    world.actions.reading.save_draft(world.bob.id, world.watercooler.id, 'not yet')
    async with asyncio.timeout(PATIENCE_SECONDS):
        await kept.wait()
        await ended.wait()

    assert world.store.member(world.alice.id).status is None
