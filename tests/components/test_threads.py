"""Threads: the line below a message, the log of a thread, and a group's own log around what stands in threads."""

import pytest
from nicegui.testing import User

from messenger.actions.enclosed import Enclosed
from messenger.model.member import Member
from messenger.model.refused import NotFound
from tests.components.eventually import eventually
from tests.components.looking import Looking, holds, read_all, report, talk_until
from tests.world import World, rid


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


async def reply(world: World, who: Member, root: int, text: str, *, is_in_group_too: bool = False) -> int:
    """Let somebody write in the thread below a row of the watercooler."""
    enclosed = Enclosed(thread=root, is_in_group_too=is_in_group_too)
    change = await world.actions.messages.send_message(who.id, world.watercooler.id, text, rid(), enclosed)
    return change.ordinal


async def delete(world: World, who: Member, ordinal: int) -> None:
    """Let somebody take a message of the watercooler back."""
    await world.actions.messages.delete_message(who.id, world.watercooler.id, ordinal, rid())


async def test_what_is_said_in_a_thread_alone_has_a_line_below_its_message(
    world: World, looking: Looking, viewer: User
) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    await looking.open(viewer, world.alice, world.watercooler)
    before = len(looking.rows(world.watercooler.id))
    await reply(world, world.bob, root, 'yes')
    await reply(world, world.robo, root, 'beep')
    rows = looking.rows(world.watercooler.id)
    assert len(rows) == before + 1
    assert '2 replies' in rows[-1]
    assert f'thread-{root}' in rows[-1]
    assert not any(map(holds('yes'), rows))


async def test_what_is_for_the_group_too_names_its_thread(world: World, looking: Looking, viewer: User) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    await looking.open(viewer, world.alice, world.watercooler)
    await reply(world, world.bob, root, 'all of you', is_in_group_too=True)
    last = looking.rows(world.watercooler.id)[-1]
    assert 'In the thread of' in last
    assert f'class="quote of-thread by-{world.alice.id}"' in last  # who has blocked its author sees none of it
    assert 'tea?' in last
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, root, 'coffee?', rid())
    assert 'coffee?' in looking.rows(world.watercooler.id)[-1]


async def test_the_line_goes_with_the_last_message_of_the_thread(world: World, looking: Looking, viewer: User) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    first, second = await reply(world, world.bob, root, 'yes'), await reply(world, world.bob, root, 'no')
    await looking.open(viewer, world.alice, world.watercooler)
    await delete(world, world.bob, second)
    assert await eventually(lambda: any(map(holds('1 reply'), looking.rows(world.watercooler.id))))
    await delete(world, world.bob, first)
    assert await eventually(lambda: not any(map(holds('thread-line'), looking.rows(world.watercooler.id))))


async def test_a_deleted_message_stays_as_a_line_while_its_thread_does(
    world: World, looking: Looking, viewer: User
) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    answer = await reply(world, world.bob, root, 'yes')
    await looking.open(viewer, world.alice, world.watercooler)
    await delete(world, world.alice, root)
    rows = looking.rows(world.watercooler.id)
    assert any(map(holds('This message was deleted'), rows))
    assert '1 reply' in rows[-1]
    await delete(world, world.bob, answer)
    assert await eventually(lambda: not any(map(holds('This message was deleted'), looking.rows(world.watercooler.id))))


async def test_a_thread_shows_its_message_and_what_is_said_below(world: World, looking: Looking, viewer: User) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    await reply(world, world.bob, root, 'yes')
    await world.say(world.bob, 'by the way')
    await looking.open(viewer, world.alice, world.watercooler, thread=root)
    await reply(world, world.robo, root, 'beep', is_in_group_too=True)
    rows = looking.rows(world.watercooler.id, thread=root)
    shown = ' '.join(rows)
    assert [text in shown for text in ('tea?', 'yes', 'beep', 'by the way')] == [True, True, True, False]
    assert 'Also sent to the group' in rows[-1]
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, root, 'coffee?', rid())
    assert any(map(holds('coffee?'), looking.rows(world.watercooler.id, thread=root)))


async def test_a_long_thread_goes_on_in_a_new_block(world: World, looking: Looking, viewer: User) -> None:
    root = (await world.say(world.alice, 'count!')).ordinal
    for number in range(48):
        await reply(world, world.bob, root, f'number {number}')
    conversation = await looking.open(viewer, world.alice, world.watercooler, thread=root)
    for number in (48, 49):
        await reply(world, world.bob, root, f'number {number}')
    assert [block.key[1] for block in conversation._view.blocks] == [0, 1]
    assert any(map(holds('number 49'), looking.rows(world.watercooler.id, 1, thread=root)))


async def test_no_thread_opens_below_what_is_none(world: World, looking: Looking, viewer: User) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    inside = await reply(world, world.bob, root, 'yes')
    for ordinal in (1, inside, 10**6):
        with pytest.raises(NotFound):
            await looking.open(viewer, world.alice, world.watercooler, thread=ordinal)
    with pytest.raises(NotFound):
        await looking.open(viewer, world.carol, world.watercooler, thread=root)


async def test_what_is_on_screen_of_a_thread_is_read(world: World, looking: Looking, viewer: User) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    conversation = await looking.open(viewer, world.alice, world.watercooler, thread=root)
    ordinal = await reply(world, world.bob, root, 'yes')
    assert world.store.threads.unread_in(world.watercooler.id, world.alice.id).messages == 1
    await report(conversation, root, ordinal, at_bottom=True)
    assert world.store.threads.unread_in(world.watercooler.id, world.alice.id).messages == 0


async def test_the_readers_own_stylesheet_marks_what_is_new(world: World, looking: Looking, viewer: User) -> None:
    root = (await world.say(world.alice, 'tea?')).ordinal
    await reply(world, world.bob, root, 'yes')
    heard: list[int] = []
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    conversation.after_threads = heard.append
    assert f'.thread-{root}' in conversation.style._element.props['innerHTML']
    world.actions.reading.mark_thread_read(world.alice.id, world.watercooler.id, root, 10**6)
    conversation.hear_own()
    assert f'.thread-{root}' not in conversation.style._element.props['innerHTML']
    await reply(world, world.bob, root, 'and no')
    assert await eventually(lambda: heard[-1] == 1)


async def test_a_group_opens_at_its_own_rows_however_much_was_said_in_threads(
    world: World, looking: Looking, viewer: User
) -> None:
    """Stretches in which nothing is seen are passed over, also on the way up and down."""
    await talk_until(world, 70)
    root = (await world.say(world.alice, 'count!')).ordinal
    for number in range(220):
        await reply(world, world.bob, root, f'number {number}')
    read_all(world)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    assert [block.key[1] for block in conversation._view.blocks] == [0, 1, 5]
    await world.say(world.bob, 'at last')
    assert any(map(holds('at last'), looking.rows(world.watercooler.id, 5)))

    above = await looking.open(viewer, world.alice, world.watercooler, around=1)
    assert [block.key[1] for block in above._view.blocks] == [0]
    await report(above, 40, 50, at_bottom=False)
    await report(above, 60, 71, at_bottom=False)
    assert [block.key[1] for block in above._view.blocks] == [0, 1, 5]


async def test_what_is_said_in_threads_alone_pushes_no_row_out_of_sight(
    world: World, looking: Looking, viewer: User
) -> None:
    await talk_until(world, 60)
    read_all(world)
    conversation = await looking.open(viewer, world.alice, world.watercooler)
    root = (await world.say(world.alice, 'count!')).ordinal
    for number in range(320):
        await reply(world, world.bob, root, f'number {number}')
    assert [block.key[1] for block in conversation._view.blocks] == [0, 1, 7]
