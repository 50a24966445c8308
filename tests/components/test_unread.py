"""One viewer's unread messages: where the group opens, the line above them, and what marks them so again."""

import pytest
from nicegui.testing import User

from messenger.components.preferences import Preference, prefer
from messenger.model.ids import Ordinal
from tests.components.looking import Looking, divided, read_all, report, talk_until
from tests.world import World


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


async def test_a_divider_stands_above_the_first_unread_by_others(world: World, looking: Looking, viewer: User) -> None:
    await world.say(world.bob, 'seen')
    seen = world.store.last_ordinal(world.watercooler.id)
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, seen)
    await world.say(world.bob, 'not seen')
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    assert f'[data-o="{seen + 1}"]::before' in conversation.style._element.props['innerHTML']


async def test_a_group_opens_at_the_first_unread_row_under_a_new_line(
    world: World, looking: Looking, viewer: User
) -> None:
    """However much was said since; the line stays put while one reads on."""
    await talk_until(world, 120)
    read_all(world)
    await talk_until(world, 403)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    assert [block.key[1] for block in conversation._view.blocks] == [2, 3]
    assert divided(conversation) == ['121']
    assert 'past' in conversation.log.classes
    for last in (190, 240, 290):
        await report(conversation, last - 10, last, at_bottom=False)
    assert divided(conversation) == ['121']
    assert world.store.read_up_to(world.watercooler.id, world.alice.id) == 290


async def test_a_group_opens_at_the_newest_for_who_wants_it_so(world: World, looking: Looking, viewer: User) -> None:
    """The line is drawn once one comes to it."""
    await talk_until(world, 20)
    read_all(world)
    await talk_until(world, 203)
    prefer(world.actions.reading, world.alice.id, Preference.OPENS_AT_THE_NEWEST, is_on=True)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    assert [block.key[1] for block in conversation._view.blocks] == [3, 4]
    assert conversation._is_at_bottom
    assert divided(conversation) == []
    for first in (151, 101, 51):
        await report(conversation, first, first + 10, at_bottom=False)
    assert divided(conversation) == ['21']


async def test_the_new_line_waits_for_the_first_unread_row(world: World, looking: Looking, viewer: User) -> None:
    """It never stands above what merely was loaded first, and stays put once it is drawn."""
    await talk_until(world, 30)
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, Ordinal(20))
    await talk_until(world, 203)
    conversation = await looking.open(viewer, world.alice, world.watercooler, around=180)
    assert divided(conversation) == []
    for first in (151, 101, 51):
        await report(conversation, first, first + 10, at_bottom=False)
    assert divided(conversation) == ['21']
    await report(conversation, 1, 30, at_bottom=False)
    assert divided(conversation) == ['21']


async def test_what_was_marked_unread_stays_so_until_one_comes_back(
    world: World, looking: Looking, viewer: User
) -> None:
    """It stands on screen, under a new line, and counts as read only when one has been away from the newest row."""
    await talk_until(world, 20)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await report(conversation, 5, 20, at_bottom=True)
    await world.actions.reading.mark_unread(world.alice.id, world.watercooler.id, Ordinal(18))
    conversation.hear_own()
    assert divided(conversation) == ['18']
    await report(conversation, 5, 20, at_bottom=True)
    assert not conversation.is_at_newest
    conversation.close()
    assert world.store.unread(world.watercooler.id, world.alice.id).messages == 3


@pytest.mark.parametrize('away', [{'at_bottom': False}, {'at_bottom': True, 'visible': False}])
async def test_who_leaves_and_returns_has_read_what_was_marked_unread(
    world: World, looking: Looking, viewer: User, away: dict[str, bool]
) -> None:
    await talk_until(world, 20)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await report(conversation, 5, 20, at_bottom=True)
    await world.actions.reading.mark_unread(world.alice.id, world.watercooler.id, Ordinal(18))
    conversation.hear_own()
    await report(conversation, 2, 17, **away)
    assert world.store.unread(world.watercooler.id, world.alice.id).messages == 3
    await report(conversation, 5, 20, at_bottom=True)
    assert world.store.unread(world.watercooler.id, world.alice.id).messages == 0


async def test_a_mark_of_another_tab_holds_here_too(world: World, looking: Looking, viewer: User) -> None:
    """Else the tab that shows the rows would have them read at once."""
    await talk_until(world, 20)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await report(conversation, 5, 20, at_bottom=True)
    conversation.hear_own()
    await world.actions.reading.mark_unread(world.alice.id, world.watercooler.id, Ordinal(18))
    conversation.hear_own()
    await report(conversation, 5, 20, at_bottom=True)
    assert divided(conversation) == ['18']
    assert world.store.unread(world.watercooler.id, world.alice.id).messages == 3


async def test_what_one_has_just_read_up_to_can_be_marked_unread(world: World, looking: Looking, viewer: User) -> None:
    """Whoever looks on reads on a beat: the receipt may stand right above the row that is marked."""
    await talk_until(world, 20)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    stop = world.store.listen_to_own(world.alice.id, lambda _: conversation.hear_own())
    await report(conversation, 1, 17, at_bottom=True)
    assert world.store.read_up_to(world.watercooler.id, world.alice.id) == 17
    await world.actions.reading.mark_unread(world.alice.id, world.watercooler.id, Ordinal(18))
    assert not conversation.is_at_newest
    await report(conversation, 5, 20, at_bottom=True)
    assert world.store.unread(world.watercooler.id, world.alice.id).messages == 3
    stop()
