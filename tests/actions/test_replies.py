"""Replying: to what, and what is known of it."""

import pytest

from messenger.actions.enclosed import Enclosed
from messenger.actions.seen import SEEN_MEMBERS
from messenger.model.ids import Ordinal
from messenger.model.refused import Refused
from tests.world import World, rid


async def reply(world: World, ordinal: object, *, request_id: str | None = None) -> Ordinal:
    """Let Bob reply to a row of the watercooler."""
    change = await world.actions.messages.send_message(
        world.bob.id, world.watercooler.id, 'indeed', request_id or rid(), Enclosed(reply_to=ordinal)
    )
    return change.ordinal


async def test_a_reply_names_what_it_replies_to(world: World):
    question = await world.say(world.alice, 'nice day')
    answer = await reply(world, question.ordinal)
    rows = await world.rows(world.alice)
    assert {row.ordinal: row.reply_to for row in rows if row.kind == 'text'} == {
        question.ordinal: None,
        answer: question.ordinal,
    }


@pytest.mark.parametrize('ordinal', [0, -3, 10**9, 'x', 1.5, {}])
async def test_nothing_replies_to_what_no_page_shows(world: World, ordinal: object):
    await world.say(world.alice, 'nice day')
    with pytest.raises(Refused) as refused:
        await reply(world, ordinal)
    assert refused.value.code == 'nothing_to_reply_to'


async def test_nothing_replies_to_a_deleted_message_or_a_notice(world: World):
    gone = await world.say(world.alice, 'nice day')
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, gone.ordinal, rid())
    for ordinal in (gone.ordinal, Ordinal(1)):
        with pytest.raises(Refused) as refused:
            await reply(world, ordinal)
        assert refused.value.code == 'nothing_to_reply_to'
    assert await world.texts(world.alice) == []


async def test_a_reply_sent_again_is_said_once_though_its_original_is_gone(world: World):
    """The page sends again what it got no answer for, also days later."""
    question, request_id = await world.say(world.alice, 'nice day'), rid()
    first = await reply(world, question.ordinal, request_id=request_id)
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, question.ordinal, rid())
    assert await reply(world, question.ordinal, request_id=request_id) == first
    assert await world.texts(world.alice) == ['indeed']


async def test_rows_come_with_what_they_quote_and_what_replies_to_them(world: World):
    """Also after a restart, when the store holds neither."""
    question = await world.say(world.alice, 'nice day')
    answers = [await reply(world, question.ordinal) for _ in range(2)]
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, question.ordinal, 'fine day', rid())
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, answers[0], rid())
    for _ in range(2):
        rows = await world.rows(world.alice)
        replies = await world.actions.messages.read_replies(world.alice.id, world.watercooler.id, rows[-1:])
        assert [row.text for row in replies.quoted] == ['fine day']
        replies = await world.actions.messages.read_replies(world.alice.id, world.watercooler.id, rows)
        assert replies.living == {answers[1]: question.ordinal}
        await world.restart()


async def test_the_author_learns_who_has_seen_a_message(world: World):
    """Not who joined later, and not oneself."""
    sent = await world.say(world.alice, 'nice day')
    seen_by, where = world.actions.seen.seen_by, world.watercooler.id
    assert await seen_by(world.alice.id, where, sent.ordinal) == []
    world.actions.reading.mark_read(world.bob.id, where, sent.ordinal)
    await world.join(world.carol, world.watercooler)
    assert await seen_by(world.alice.id, where, sent.ordinal) == [world.bob]


async def test_in_a_large_group_nobody_is_told_who_has_seen_a_message(world: World):
    sent = await world.say(world.alice, 'nice day')
    for number in range(SEEN_MEMBERS - 3):
        await world.join(await world.register(f'Guest {number}'), world.watercooler)
    where = world.watercooler.id
    assert await world.actions.seen.seen_by(world.alice.id, where, sent.ordinal) == []
    await world.join(world.carol, world.watercooler)
    assert await world.actions.seen.seen_by(world.alice.id, where, sent.ordinal) is None
