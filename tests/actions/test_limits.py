"""How often a member may do what."""

from collections.abc import Awaitable, Callable

import pytest

from messenger.actions.limits import ActionLimits, Limits, Pace
from messenger.model.group import GroupKind
from messenger.model.ids import MemberId
from messenger.model.refused import Refused
from tests.world import World, rid

ANN, BOB = MemberId('ann'), MemberId('bob')


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def accepted(limits: Limits, pace: Pace = Pace.SEND, member_id: MemberId = ANN, tries: int = 50) -> int:
    count = 0
    for _ in range(tries):
        try:
            limits.spend(pace, member_id)
        except Refused:
            continue
        count += 1
    return count


def test_of_fifty_sends_in_a_second_twenty_pass(clock: Clock):
    assert accepted(Limits(ActionLimits(), clock=clock)) == 20


def test_afterwards_ten_pass_in_ten_seconds(clock: Clock):
    limits = Limits(ActionLimits(), clock=clock)
    accepted(limits)
    clock.now += 10.01
    assert accepted(limits) == 10
    clock.now += 10.01
    assert accepted(limits) == 10


def test_after_a_quiet_minute_a_burst_passes_again(clock: Clock):
    limits = Limits(ActionLimits(), clock=clock)
    accepted(limits)
    clock.now += 60.01
    assert accepted(limits) == 20


def test_who_is_slowed_is_told_until_when(clock: Clock):
    limits = Limits(ActionLimits(), clock=clock)
    accepted(limits)
    clock.now += 3
    with pytest.raises(Refused, match='try again in 7 seconds') as refused:
        limits.spend(Pace.SEND, ANN)
    assert refused.value.code == 'too_fast'
    clock.now += 7.01
    limits.spend(Pace.SEND, ANN)


def test_members_and_kinds_are_counted_apart(clock: Clock):
    limits = Limits(ActionLimits(), clock=clock)
    accepted(limits)
    limits.spend(Pace.SEND, BOB)
    limits.spend(Pace.EDIT, ANN)


def test_without_a_burst_only_the_steady_pace_counts(clock: Clock):
    assert accepted(Limits(ActionLimits(sends_per_10_seconds=5, send_burst=5), clock=clock)) == 5


@pytest.mark.parametrize(
    ('limits', 'ask'),
    [
        (ActionLimits(sends_per_10_seconds=1, send_burst=1), lambda world: world.say(world.carol, 'hi')),
        (
            ActionLimits(edits_per_minute=1),
            lambda world: world.actions.messages.edit_message(world.carol.id, world.watercooler.id, 5, rid(), rid()),
        ),
        (
            ActionLimits(deletions_per_minute=0),
            lambda world: world.actions.messages.delete_message(world.carol.id, world.watercooler.id, 5, rid()),
        ),
        (
            ActionLimits(groups_per_hour=1),
            lambda world: world.actions.groups.create_group(world.carol.id, 'New', GroupKind.PRIVATE, rid()),
        ),
        (
            ActionLimits(renames_per_hour=1),
            lambda world: world.actions.groups.rename_group(world.alice.id, world.watercooler.id, rid(), rid()),
        ),
        (
            ActionLimits(invitations_per_minute=1),
            lambda world: world.actions.invitations.make_link(world.carol.id, world.watercooler.id),
        ),
        (ActionLimits(joins_per_minute=1), lambda world: world.leave(world.carol, world.watercooler)),
    ],
    ids=['send', 'edit', 'delete', 'create', 'rename', 'invite', 'join'],
)
async def test_each_kind_of_action_is_slowed(limits: ActionLimits, ask: Callable[[World], Awaitable[object]]):
    world = World()
    await world.open()
    await world.people()
    await world.join(world.carol, world.watercooler)
    await world.say(world.carol, 'hi')
    await world.feed.stop()
    world.limits = limits
    await world.open()
    with pytest.raises(Refused, match='very fast') as refused:
        await _ask_twice(world, ask)
    assert refused.value.code == 'too_fast'
    await world.close()


async def _ask_twice(world: World, ask: Callable[[World], Awaitable[object]]) -> None:
    for _ in range(2):
        await ask(world)
        if world.limits.joins_per_minute == 1:
            await world.join(world.carol, world.watercooler)


async def test_a_request_repeated_is_not_counted_twice():
    world = World(limits=ActionLimits(sends_per_10_seconds=1, send_burst=1))
    await world.open()
    await world.people()
    request_id = rid()
    for _ in range(3):
        await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    assert await world.texts(world.bob) == ['hi']
    await world.close()


async def test_what_is_refused_anyway_is_not_counted():
    world = World(limits=ActionLimits(sends_per_10_seconds=1, send_burst=1))
    await world.open()
    await world.people()
    for _ in range(3):
        with pytest.raises(Refused, match='nothing to send'):
            await world.say(world.alice, '')
    await world.say(world.alice, 'hi')
    await world.close()
