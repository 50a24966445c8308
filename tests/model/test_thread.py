"""What counts of a thread's messages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Mention, Message, MessageKind
from messenger.model.thread import MOST_NAMED, reply_of, threads_among

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ALICE, BOB, CAROL, ROBO = (MemberId(f'{name:2<12}') for name in ('alice', 'bob', 'carol', 'robo'))


def below(ordinal: int, by: MemberId = BOB) -> Message:
    """A message of the thread below the third row."""
    return Message(
        group_id=GroupId('watercooler2'),
        ordinal=Ordinal(ordinal),
        author_id=by,
        text='indeed',
        thread=Ordinal(3),
        sent_at=NOON + timedelta(minutes=ordinal),
    )


def test_a_reply_counts_for_those_whom_it_names():
    reply = reply_of(replace(below(5), mentions=(Mention(member_id=ALICE, name='Alice'),)))
    assert reply is not None
    assert (reply.thread, reply.ordinal, reply.author_id, reply.mentioned) == (3, 5, BOB, {ALICE})


@pytest.mark.parametrize('change', [{'thread': None}, {'is_deleted': True}, {'kind': MessageKind.NOTICE}])
def test_a_row_of_the_group_a_deleted_one_and_a_notice_are_no_replies(change):
    assert reply_of(replace(below(5), **change)) is None


def test_a_thread_is_summed_up_by_its_undeleted_replies():
    rows = [replace(below(3), thread=None), below(4), replace(below(5, ALICE), is_deleted=True), below(6, CAROL)]
    (thread,) = threads_among([*rows, rows[-1]]).values()
    assert (thread.root, thread.count, thread.last, thread.last_at) == (3, 2, 6, NOON + timedelta(minutes=6))
    assert thread.author_ids == (CAROL, BOB)


def test_those_who_replied_last_are_named_each_once_and_only_a_few():
    authors = [BOB, ALICE, CAROL, ROBO, CAROL]
    (thread,) = threads_among(below(4 + place, author) for place, author in enumerate(authors)).values()
    assert thread.author_ids == (CAROL, ROBO, ALICE)
    assert len(thread.author_ids) == MOST_NAMED
