"""One viewer's window: paging, leaving, receipts and the pill."""

import asyncio
from dataclasses import replace

import pytest
from nicegui.testing import User

from messenger.components.conversation import Conversation
from messenger.components.paging import STRETCH_SIZE
from messenger.components.window import MOST_ROWS
from messenger.model.ids import LogId
from messenger.model.refused import NotFound, Unavailable
from tests.components.eventually import eventually
from tests.components.looking import UTC, Looking, holds, read_all, report, talk_until
from tests.world import World, rid

WHOLE_BLOCKS = MOST_ROWS // STRETCH_SIZE
"""So many stretches are shown at once in which every row is seen."""


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


async def test_a_group_opens_at_its_newest_rows(world: World, looking: Looking, viewer: User) -> None:
    """With a screen's worth at least, however few are in the last stretch."""
    await talk_until(world, 203)
    read_all(world)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    assert [block.key[1] for block in conversation._view.blocks] == [3, 4]


async def test_scrolling_up_brings_older_rows_to_the_very_first(world: World, looking: Looking, viewer: User) -> None:
    """The window moves over the group and never holds more than it may."""
    await talk_until(world, 460)
    read_all(world)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    for _ in range(10):
        first = conversation._window.first * 50 + 1
        await report(conversation, first, first + 10, at_bottom=False)
        assert len(conversation._view.blocks) <= WHOLE_BLOCKS
    assert [block.key[1] for block in conversation._view.blocks] == list(range(WHOLE_BLOCKS))
    assert any(map(holds('created the group'), looking.rows(world.watercooler.id, 0)))


async def test_older_rows_that_cannot_be_read_are_said_so(world: World, looking: Looking, viewer: User) -> None:
    """The page tells why and stays as it is; a later scroll asks again."""
    await talk_until(world, 203)
    read_all(world)
    conversation = await looking.open(viewer, world.alice, world.watercooler)

    class Failing:
        async def read_messages(self, *asked):
            raise Unavailable

    looking.logs._actions = replace(world.actions, messages=Failing())
    with conversation.log:
        await report(conversation, 151, 160, at_bottom=False)
    assert viewer.notify.messages == [Unavailable().reason]
    looking.logs._actions = world.actions
    await report(conversation, 151, 160, at_bottom=False)
    assert [block.key[1] for block in conversation._view.blocks] == [2, 3, 4]


async def test_the_way_back_down_ends_at_the_newest(world: World, looking: Looking, viewer: User) -> None:
    await talk_until(world, 460)
    conversation = await looking.open(viewer, world.alice, world.watercooler, around=1)
    for _ in range(12):
        last = (conversation._window.last + 1) * 50
        await report(conversation, last - 10, last, at_bottom=True)
    assert conversation._view.blocks[-1].key[1] == 9
    assert conversation.is_at_newest


async def test_nothing_is_taken_from_who_reads_above_when_the_log_grows(
    world: World, looking: Looking, viewer: User
) -> None:
    """With all the rows that a page may hold, the next block waits until one scrolls down."""
    await talk_until(world, 300)
    read_all(world)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    for first in (251, 201, 151, 101, 51):
        await report(conversation, first, first + 10, at_bottom=False)
    await talk_until(world, 301)
    assert [block.key[1] for block in conversation._view.blocks] == [0, 1, 2, 3, 4, 5]
    await report(conversation, 280, 300, at_bottom=True)
    assert [block.key[1] for block in conversation._view.blocks] == [1, 2, 3, 4, 5, 6]
    assert not conversation.is_at_newest
    await report(conversation, 290, 301, at_bottom=True)
    assert conversation.is_at_newest
    assert 'past' not in conversation.log.classes


async def test_an_address_beyond_the_newest_message_opens_at_the_newest(
    world: World, looking: Looking, viewer: User
) -> None:
    """Anybody can write any number into an address: looking for that row must not take the server's time."""
    await talk_until(world, 203)
    conversation = await asyncio.wait_for(looking.open(viewer, world.alice, world.watercooler, around=10**6), 5)
    assert [block.key[1] for block in conversation._view.blocks] == [3, 4]


async def test_a_window_that_could_not_be_opened_can_be_closed(world: World, looking: Looking, viewer: User) -> None:
    """Its page then leaves the other lines of the group, too."""
    with viewer:
        conversation = Conversation(
            logs=looking.logs,
            live=looking.live,
            store=world.store,
            reading=world.actions.reading,
            member_id=world.carol.id,
            log=LogId(world.watercooler.id),
        )
        with pytest.raises(NotFound):
            await conversation.open(UTC)
    conversation.close()


async def test_what_was_on_screen_in_a_visible_tab_is_read(world: World, looking: Looking, viewer: User) -> None:
    await talk_until(world, 20)
    conversation = await looking.open(viewer, world.alice, world.watercooler, around=1)
    await report(conversation, 1, 12, at_bottom=False, visible=False)
    assert world.store.read_up_to(world.watercooler.id, world.alice.id) < 12
    await report(conversation, 1, 12, at_bottom=False)
    assert world.store.read_up_to(world.watercooler.id, world.alice.id) == 12


async def test_numbers_from_a_stranger_change_nothing(world: World, looking: Looking, viewer: User) -> None:
    """A browser may say anything; rows that do not exist are not read, and nothing fails."""
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    seen = world.store.read_up_to(world.watercooler.id, world.alice.id)
    await report(conversation, -5, 10**12, at_bottom=False)
    assert world.store.read_up_to(world.watercooler.id, world.alice.id) == seen


async def test_scrolled_up_the_pill_counts_what_others_say(world: World, looking: Looking, viewer: User) -> None:
    await talk_until(world, 40)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await report(conversation, 30, 40, at_bottom=True)
    await report(conversation, 1, 10, at_bottom=False)
    await world.say(world.bob, 'you there?')
    await world.say(world.alice, 'own words do not count')
    await eventually(lambda: conversation._pill.props['innerHTML'] == '1 new')
    assert 'shown' in conversation._pill.classes


async def test_at_the_newest_all_is_read_soon(world: World, looking: Looking, viewer: User) -> None:
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await report(conversation, 1, 3, at_bottom=True)
    await world.say(world.bob, 'look')
    assert world.store.unread(world.watercooler.id, world.alice.id).messages == 1
    await eventually(lambda: world.store.unread(world.watercooler.id, world.alice.id).messages == 0)


async def test_what_was_seen_is_read_when_the_window_closes(world: World, looking: Looking, viewer: User) -> None:
    """Switching groups at once leaves nothing unread that stood on screen."""
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await report(conversation, 1, 3, at_bottom=True)
    await world.say(world.bob, 'look')
    conversation.close()
    assert world.store.unread(world.watercooler.id, world.alice.id).messages == 0


async def test_a_tab_that_lost_its_connection_reads_nothing(world: World, looking: Looking, viewer: User) -> None:
    """Its page is kept for a while in case it comes back; nobody may be looking."""
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await report(conversation, 1, 3, at_bottom=True)
    assert conversation.is_at_newest
    conversation.log.client.tab_id = None
    assert not conversation.is_at_newest


async def test_a_tab_that_opened_behind_another_reads_nothing(world: World, looking: Looking, viewer: User) -> None:
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    assert not conversation.is_at_newest
    await report(conversation, 1, 3, at_bottom=True, visible=False)
    assert not conversation.is_at_newest


async def test_a_removed_member_shows_nothing_more_at_once(world: World, looking: Looking, viewer: User) -> None:
    """Before anything later is shown, the window holds no block."""
    conversation = await looking.open(viewer, world.bob, world.watercooler)
    left: list[bool] = []
    conversation.after_leaving = lambda: left.append(True)
    await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid())
    assert list(conversation._view.blocks) == []
    assert left == [True]


async def test_a_message_elsewhere_is_gone_to_and_the_way_back_works(
    world: World, looking: Looking, viewer: User
) -> None:
    await talk_until(world, 460)
    read_all(world)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    await conversation.show(70)
    assert [block.key[1] for block in conversation._view.blocks] == [1]
    assert 'past' in conversation.log.classes
    await conversation.to_newest()
    assert conversation._view.blocks[-1].key[1] == 9


async def test_messages_of_the_blocked_are_folded_for_who_blocked_them(
    world: World, looking: Looking, viewer: User
) -> None:
    """By the page's own stylesheet, which follows; the shared rows stay as they are."""
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    rule = f'.entry.by-{world.bob.id}:not(:focus-within)'
    assert rule not in conversation.style._element.props['innerHTML']
    world.actions.quiet.block(world.alice.id, world.bob.id)
    conversation.hear_own()
    assert rule in conversation.style._element.props['innerHTML']
    world.actions.quiet.unblock(world.alice.id, world.bob.id)
    conversation.hear_own()
    assert rule not in conversation.style._element.props['innerHTML']


async def test_a_direct_group_hears_of_a_members_other_name(world: World, looking: Looking, viewer: User) -> None:
    """It is called after its members; other groups have a name of their own."""
    group_id = await world.actions.directs.open_direct(world.alice.id, [world.bob.id])
    group = world.store.group_as(world.alice.id, group_id)
    heard = []
    for each in (group, world.watercooler):
        conversation = await looking.open(viewer, world.alice, each)
        conversation.after_renaming = lambda each=each: heard.append(each.id)
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    assert heard == [group_id]
