"""Statuses: set, seen by all, and taken away by the server at their end."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from messenger.model.changes import Change, StatusChanged
from messenger.model.member import Member
from messenger.model.refused import Refused
from messenger.model.status import Status
from tests.world import World, rid


async def say(world: World, member: Member, **status: object) -> None:
    """Let a member say something of the moment."""
    await world.actions.statuses.set_status(member.id, Status(**status), rid())


def status_of(world: World, member: Member) -> Status | None:
    """What all see of a member."""
    return world.store.member(member.id).status


def end(world: World) -> asyncio.Event:
    """An event that comes when a status was taken away."""
    ended = asyncio.Event()

    def hear(change: Change) -> None:
        if isinstance(change.fact, StatusChanged) and change.fact.status is None:
            ended.set()

    world.store.listen(hear)
    return ended


async def test_a_status_is_cleaned_and_outlives_a_restart(world: World) -> None:
    await say(world, world.alice, emoji='🌴', text='  On\nholiday\u202e ')
    await world.restart()
    assert status_of(world, world.alice) == Status(emoji='🌴', text='On holiday')


async def test_with_nothing_in_it_there_is_none(world: World) -> None:
    await say(world, world.alice, emoji='🌴')
    await say(world, world.alice, text=' ')
    assert status_of(world, world.alice) is None


async def test_the_same_again_changes_nothing(world: World) -> None:
    await say(world, world.alice, text='Away')
    heard: list[object] = []
    world.store.listen(heard.append)
    await say(world, world.alice, text='Away')
    assert heard == []


async def test_the_server_takes_it_away_at_its_end(world: World) -> None:
    world.actions.statuses.start()
    ended = end(world)
    await say(world, world.alice, text='Lunch', clear_at=datetime.now(UTC) + timedelta(milliseconds=50))
    assert status_of(world, world.alice) is not None
    await asyncio.wait_for(ended.wait(), 5)
    assert status_of(world, world.alice) is None


async def test_what_ended_while_the_server_was_away_goes_when_it_is_back(world: World) -> None:
    await say(world, world.alice, text='Lunch', clear_at=datetime.now(UTC) + timedelta(milliseconds=20))
    await say(world, world.bob, text='Here')
    await world.restart()
    ended = end(world)
    world.actions.statuses.start()
    await asyncio.wait_for(ended.wait(), 5)
    assert status_of(world, world.alice) is None
    assert status_of(world, world.bob) == Status(text='Here')


async def test_the_end_of_one_status_does_not_take_the_next(world: World) -> None:
    await say(world, world.alice, text='Lunch', clear_at=datetime.now(UTC) + timedelta(milliseconds=20))
    ended = end(world)
    await say(world, world.bob, text='Tea', clear_at=datetime.now(UTC) + timedelta(milliseconds=40))
    await say(world, world.alice, text='Back')
    world.actions.statuses.start()
    await asyncio.wait_for(ended.wait(), 5)
    assert status_of(world, world.alice) == Status(text='Back')


@pytest.mark.parametrize(
    ('status', 'code'),
    [
        (Status(emoji='no emoji'), 'bad_emoji'),
        (Status(emoji='🌴🌴'), 'bad_emoji'),
        (Status(text='x' * 81), 'too_long'),
        (Status(text='\ud800'), 'bad_text'),
        (Status(text='Then', clear_at=datetime(2020, 1, 1, tzinfo=UTC)), 'bad_request'),
        (Status(text='Then', clear_at=datetime(9999, 1, 1, tzinfo=UTC)), 'bad_request'),
    ],
)
async def test_what_cannot_be_said_is_refused(world: World, status: Status, code: str) -> None:
    with pytest.raises(Refused) as refused:
        await world.actions.statuses.set_status(world.alice.id, status, rid())
    assert refused.value.code == code
    assert status_of(world, world.alice) is None
