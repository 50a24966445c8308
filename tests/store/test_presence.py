"""Who is here and who is typing."""

from collections.abc import Callable

import pytest

from messenger.model.ids import GroupId, MemberId
from messenger.store.presence import TYPING_SECONDS, Presence
from tests.world import World, rid

ANN, BOB, CAROL = MemberId('ann'), MemberId('bob'), MemberId('carol')
KITCHEN = GroupId('kitchen')


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self._alarms: list[tuple[float, Callable[[], None]]] = []

    def __call__(self) -> float:
        return self.now

    def later(self, seconds: float, then: Callable[[], None]) -> None:
        self._alarms.append((self.now + seconds, then))

    def pass_by(self, seconds: float) -> None:
        self.now += seconds
        due = [alarm for alarm in self._alarms if alarm[0] <= self.now]
        self._alarms = [alarm for alarm in self._alarms if alarm[0] > self.now]
        for _, then in due:
            then()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def presence(clock: Clock) -> Presence:
    return Presence(lambda group_id: [ANN, BOB], clock=clock, later=clock.later)


def test_a_member_is_here_while_any_page_is_open(presence: Presence):
    presence.arrive(ANN, 'tab 1')
    presence.arrive(ANN, 'tab 2')
    presence.depart('tab 1')
    assert presence.is_here(ANN)
    presence.depart('tab 2')
    presence.depart('tab 2')
    assert not presence.is_here(ANN)


def test_only_members_of_a_group_are_here_in_it(presence: Presence):
    presence.arrive(BOB, 'tab 1')
    presence.arrive(CAROL, 'tab 2')
    assert presence.here(KITCHEN) == [BOB]


def test_coming_and_going_is_told_once_for_all_tabs(presence: Presence):
    heard: list[GroupId | None] = []
    presence.listen(heard.append)
    presence.arrive(ANN, 'tab 1')
    presence.arrive(ANN, 'tab 2')
    presence.arrive(ANN, 'tab 2')
    presence.depart('tab 1')
    assert heard == [None]
    presence.depart('tab 2')
    assert heard == [None, None]


def test_a_page_that_changes_hands_counts_for_the_new_member(presence: Presence):
    presence.arrive(ANN, 'tab')
    presence.arrive(BOB, 'tab')
    assert not presence.is_here(ANN)
    assert presence.is_here(BOB)


def test_typing_is_shown_to_the_others(presence: Presence):
    presence.types(ANN, KITCHEN)
    assert presence.typing(KITCHEN, besides=BOB) == [ANN]
    assert presence.typing(KITCHEN, besides=ANN) == []


def test_typing_ends_after_five_seconds_and_is_told(presence: Presence, clock: Clock):
    heard: list[GroupId | None] = []
    presence.types(ANN, KITCHEN)
    presence.listen(heard.append)
    clock.pass_by(TYPING_SECONDS - 0.1)
    assert presence.typing(KITCHEN, besides=BOB) == [ANN]
    clock.pass_by(0.1)
    assert presence.typing(KITCHEN, besides=BOB) == []
    assert heard == [KITCHEN]


def test_who_goes_on_typing_is_told_of_once_and_shown_on(presence: Presence, clock: Clock):
    heard: list[GroupId | None] = []
    presence.listen(heard.append)
    for _ in range(4):
        presence.types(ANN, KITCHEN)
        clock.pass_by(TYPING_SECONDS / 2)
    assert presence.typing(KITCHEN, besides=BOB) == [ANN]
    assert heard == [KITCHEN]
    clock.pass_by(TYPING_SECONDS)
    clock.pass_by(TYPING_SECONDS)
    assert heard == [KITCHEN, KITCHEN]


def test_who_stops_typing_is_told_of_once(presence: Presence):
    heard: list[GroupId | None] = []
    presence.types(ANN, KITCHEN)
    presence.listen(heard.append)
    presence.stops(ANN, KITCHEN)
    presence.stops(ANN, KITCHEN)
    assert heard == [KITCHEN]


def test_who_closes_the_last_page_types_no_longer(presence: Presence):
    presence.arrive(ANN, 'tab')
    presence.types(ANN, KITCHEN)
    presence.depart('tab')
    assert presence.typing(KITCHEN, besides=BOB) == []


def test_who_is_not_a_member_is_not_shown_typing(presence: Presence):
    presence.types(CAROL, KITCHEN)
    assert presence.typing(KITCHEN, besides=BOB) == []


async def test_a_removed_member_is_no_longer_shown(world: World):
    world.store.presence.arrive(world.bob.id, 'tab')
    world.actions.reading.types(world.bob.id, world.watercooler.id)
    await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid())
    assert world.store.presence.here(world.watercooler.id) == []
    assert world.store.presence.typing(world.watercooler.id, besides=world.alice.id) == []


async def test_sending_ends_typing(world: World):
    world.actions.reading.types(world.bob.id, world.watercooler.id)
    await world.say(world.bob, 'hi')
    assert world.store.presence.typing(world.watercooler.id, besides=world.alice.id) == []
