"""The server takes statuses away at their end, whatever comes in between."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from messenger.actions import statuses as module
from messenger.actions.limits import Limits
from messenger.actions.scope import Scope
from messenger.actions.statuses import StatusActions
from messenger.actions.submissions import Submissions
from messenger.journal.contract import JournalUnavailable
from messenger.journal.memory import MemoryJournal
from messenger.model.status import Status
from tests.actions.test_statuses import end, say, status_of
from tests.world import UNHURRIED, World, rid

PATIENCE_SECONDS = 5


def soon() -> datetime:
    """A moment that is over before a test is."""
    return datetime.now(UTC) + timedelta(milliseconds=20)


async def test_the_same_request_again_says_nothing_anew(world: World) -> None:
    request_id = rid()
    await world.actions.statuses.set_status(world.alice.id, Status(text='Away'), request_id)
    await say(world, world.alice, text='Back')
    await world.actions.statuses.set_status(world.alice.id, Status(text='Away'), request_id)
    assert status_of(world, world.alice) == Status(text='Back')


@pytest.mark.parametrize(
    ('trouble', 'told'),
    [
        (JournalUnavailable('The disk is full.'), 'could not be taken away; tried again'),
        (ZeroDivisionError(), 'was not taken away'),
    ],
)
async def test_what_cannot_be_taken_away_now_is_later(
    world: World,
    trouble: Exception,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(module, 'LATER_SECONDS', 0.001)
    troubles = [trouble]

    class Failing(MemoryJournal):
        async def append(self, draft):
            if draft.fact.status is None and troubles:
                raise troubles.pop()
            return await super().append(draft)

    await say(world, world.alice, text='Lunch', clear_at=soon())
    ended = end(world)
    world.journal.__class__ = Failing
    with caplog.at_level(logging.WARNING):
        world.actions.statuses.start()
        await asyncio.wait_for(ended.wait(), PATIENCE_SECONDS)
    assert status_of(world, world.alice) is None
    assert told in caplog.text


async def test_a_status_that_is_said_at_the_very_end_of_the_one_before_stays(world: World) -> None:
    """The server has seen that the first is over, and waits while the next is written."""
    writing, may_go_on = asyncio.Event(), asyncio.Event()

    class Slow(MemoryJournal):
        async def append(self, draft):
            if draft.fact.status == Status(text='Back'):
                writing.set()
                await may_go_on.wait()
            return await super().append(draft)

    moments = [datetime.now(UTC)]
    statuses = StatusActions(
        scope=Scope(world.store),
        submissions=Submissions(world.journal, world.store),
        limits=Limits(UNHURRIED),
        now=lambda: moments[-1],
    )
    at_one = moments[0] + timedelta(hours=1)
    for member in (world.alice, world.bob):
        await statuses.set_status(member.id, Status(text='Lunch', clear_at=at_one), rid())
    ended = end(world)
    world.journal.__class__ = Slow
    async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as saying:
        saying.create_task(statuses.set_status(world.alice.id, Status(text='Back'), rid()))
        await writing.wait()
        moments.append(at_one)
        statuses.start()
        await asyncio.sleep(0)  # it finds that Alice's is over, and waits for its turn
        may_go_on.set()
        await ended.wait()
    await statuses.stop()
    assert status_of(world, world.alice) == Status(text='Back')
    assert status_of(world, world.bob) is None
