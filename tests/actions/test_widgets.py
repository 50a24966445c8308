"""Posting widgets and changing their states."""

import asyncio
from dataclasses import replace

import pytest

from messenger.actions.enclosed import Enclosed
from messenger.actions.limits import ActionLimits
from messenger.actions.widgets import STATE_BYTES, SUMMARY_CHARACTERS, NewState, Posting
from messenger.model.changes import MessageSent
from messenger.model.ids import MemberId, Ordinal
from messenger.model.message import Message, Widget
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid

POLL = Posting(widget=Widget(name='poll', version=1, state='0'), summary='Poll: Lunch?', via='poll')


async def post(world: World, posting: Posting = POLL) -> Ordinal:
    change = await world.actions.widgets.post_widget(world.alice.id, world.watercooler.id, posting, rid())
    assert change.ordinal is not None
    return change.ordinal


async def vote(
    world: World, by: MemberId | None, ordinal: Ordinal, state: str, revision: int, **request: str
) -> object:
    new = NewState(state=state, version=1, revision=revision, summary=f'Poll: Lunch? ({state})')
    return await world.actions.widgets.change_widget(
        by, world.watercooler.id, ordinal, new, request.get('request_id', rid())
    )


async def row(world: World, ordinal: Ordinal) -> Message:
    return await world.actions.messages.read_message(world.bob.id, world.watercooler.id, ordinal)


async def test_a_widget_is_a_message_whose_text_is_its_summary(world: World) -> None:
    posted = await row(world, await post(world))

    assert (posted.text, posted.via, posted.widget) == ('Poll: Lunch?', 'poll', POLL.widget)
    assert world.store.newest(world.watercooler.id) == posted
    assert world.store.unread(world.watercooler.id, world.bob.id).messages == 1


async def test_what_the_group_shows_follows_each_change(world: World) -> None:
    poll = await post(world)
    await vote(world, world.bob.id, poll, '1', 2)
    await vote(world, None, poll, '2', 3)

    changed = await row(world, poll)
    newest = world.store.newest(world.watercooler.id)

    assert (changed.text, changed.edited_at) == ('Poll: Lunch? (2)', None)
    assert changed.widget == Widget(name='poll', version=1, state='2', revision=3)
    assert newest == changed
    assert world.store.unread(world.watercooler.id, world.bob.id).messages == 1


async def test_a_state_made_from_an_older_one_is_refused_with_the_way_out(world: World) -> None:
    poll = await post(world)
    await vote(world, world.bob.id, poll, '1', 2)

    with pytest.raises(Refused, match='Somebody else was faster') as refused:
        await vote(world, world.alice.id, poll, 'other', 2)

    assert refused.value.code == 'stale'
    assert (await row(world, poll)).text == 'Poll: Lunch? (1)'


async def test_of_two_at_once_one_is_told_that_it_is_stale(world: World) -> None:
    poll = await post(world)

    answers = await asyncio.gather(
        vote(world, world.alice.id, poll, 'a', 2), vote(world, world.bob.id, poll, 'b', 2), return_exceptions=True
    )

    assert [each.code for each in answers if isinstance(each, Refused)] == ['stale']


async def test_a_repeated_request_posts_and_changes_once(world: World) -> None:
    request_id, voting = rid(), rid()
    asked = world.actions.widgets.post_widget
    first = await asked(world.alice.id, world.watercooler.id, POLL, request_id)
    assert await asked(world.alice.id, world.watercooler.id, POLL, request_id) == first
    assert first.ordinal is not None
    voted = await vote(world, world.bob.id, first.ordinal, '1', 2, request_id=voting)
    assert await vote(world, world.bob.id, first.ordinal, '1', 2, request_id=voting) == voted
    await world.restart()

    await vote(world, world.bob.id, first.ordinal, '1', 2, request_id=voting)

    assert world.store.newest(world.watercooler.id) == await row(world, first.ordinal)
    assert (await row(world, first.ordinal)).text == 'Poll: Lunch? (1)'


async def test_a_widget_has_no_text_to_edit(world: World) -> None:
    poll = await post(world)
    with pytest.raises(Refused, match='is a widget and has no text of its own') as refused:
        await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, poll, 'other', rid())
    assert refused.value.code == 'widget'


async def test_what_is_no_widget_or_is_deleted_takes_no_state(world: World) -> None:
    poll, text = await post(world), (await world.say(world.alice, 'hi')).ordinal
    assert text is not None
    with pytest.raises(Refused, match='only a text'):
        await vote(world, world.bob.id, text, '1', 2)
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, poll, rid())
    for by in (world.bob.id, None):
        with pytest.raises(NotFound):
            await vote(world, by, poll, '1', 2)


async def test_a_state_may_be_as_large_as_said_and_no_larger(world: World) -> None:
    poll = await post(world)
    await vote(world, None, poll, 'é' * (STATE_BYTES // 2), 2)
    for state in ('é' * (STATE_BYTES // 2) + 'x', '', '\ud800'):
        with pytest.raises(Refused):
            await vote(world, None, poll, state, 3)


async def test_a_summary_is_one_line_and_never_blank(world: World) -> None:
    poll = await row(world, await post(world, Posting(widget=POLL.widget, summary='  a\n b  ')))
    assert poll.text == 'a b'
    poll = await row(world, await post(world, Posting(widget=POLL.widget, summary=' \n')))
    assert poll.text == 'poll'
    poll = await row(world, await post(world, Posting(widget=POLL.widget, summary='x' * 5000)))
    assert poll.text == 'x' * (SUMMARY_CHARACTERS - 1) + '…'


async def test_changing_widgets_has_a_pace_for_members_and_none_for_extensions() -> None:
    world = World(limits=ActionLimits(widget_changes_per_minute=1))
    await world.open()
    await world.people()
    poll = await post(world)
    await vote(world, world.bob.id, poll, '1', 2)
    with pytest.raises(Refused, match='using widgets very fast') as refused:
        await vote(world, world.bob.id, poll, '2', 3)
    assert refused.value.code == 'too_fast'
    await vote(world, None, poll, '2', 3)
    await vote(world, None, poll, '3', 4)
    await world.close()


async def test_a_text_says_what_wrote_it(world: World) -> None:
    change = await world.actions.messages.send_message(
        world.alice.id, world.watercooler.id, '¯\\_(ツ)_/¯', rid(), Enclosed(via='shrug')
    )
    assert isinstance(change.fact, MessageSent)
    assert change.ordinal is not None
    assert (await row(world, change.ordinal)).via == 'shrug'


async def test_a_widget_in_a_thread_is_new_for_those_who_follow_it(world: World) -> None:
    root, where = (await world.say(world.bob, 'lunch?')).ordinal, world.watercooler.id
    poll = await post(world, replace(POLL, enclosed=Enclosed(thread=root)))
    assert await world.actions.threads.read_thread(world.bob.id, where, root) == [root, poll]
    assert world.store.threads.unread_in(where, world.bob.id).messages == 1
    assert world.store.unread(where, world.bob.id).messages == 0
