"""What the writer remembers between transactions is never older than the tables."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.engine import Engine

from messenger.journal.contract import ConflictCode, JournalUnavailable
from messenger.journal.scene import Scene
from messenger.journal.sql import SqlJournal
from messenger.journal.sql.journal import utc_now
from messenger.journal.sql.needs import needs_of
from messenger.journal.sql.remembered import Remembered
from messenger.model.changes import Draft, MessageSent
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, Ordinal, StreamId
from messenger.model.membership import Membership, Role
from tests.journal.story import ALICE, BOB, CAROL, DESIGN, FIRST, ROBO, WATERCOOLER, Story, rid


@pytest.fixture
async def story(sql_journal: SqlJournal) -> Story:
    """Watercooler, where Alice and Bob have spoken, so that they are remembered."""
    story = await Story(sql_journal).begin()
    await story.say(ALICE, 'first')
    await story.say(BOB, 'second')
    return story


@pytest.fixture
def asked(story: Story) -> Iterator[list[str]]:
    """The tables that are read from now on, in any transaction."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith('SELECT'):
            statements.append(statement.split('FROM ')[1].split(maxsplit=1)[0])

    event.listen(Engine, 'before_cursor_execute', note)
    yield statements
    event.remove(Engine, 'before_cursor_execute', note)


def _change_elsewhere(database: str, statement: str) -> None:
    """Write as another process would."""
    with closing(sqlite3.connect(make_url(database).database or '')) as other:
        other.execute(statement)
        other.commit()


async def test_who_spoke_before_is_not_read_again(story: Story, asked: list[str]):
    assert await story.say(ALICE, 'third') == FIRST + 2
    assert asked == ['changes']


async def test_who_has_not_spoken_yet_is_read(story: Story, asked: list[str]):
    assert await story.say(ROBO, 'third') == FIRST + 2
    assert 'memberships' in asked


async def test_who_is_outside_is_refused_however_often(story: Story):
    for _ in range(2):
        assert await story.conflict(story.say(CAROL, 'hi')) == ConflictCode.NOT_A_MEMBER
        assert await story.conflict(story.say(ALICE, 'hi', GroupId('nowhere22222'))) == ConflictCode.GONE
    assert await story.say(ALICE, 'third') == FIRST + 2


async def test_who_was_removed_is_refused_at_once(story: Story):
    await story.leave(BOB, by=ALICE)

    assert await story.conflict(story.say(BOB, 'still here')) == ConflictCode.NOT_A_MEMBER


async def test_who_was_removed_in_the_same_batch_is_refused(story: Story):
    answers = await asyncio.gather(
        story.say(BOB, 'just in time'),
        story.leave(BOB, by=ALICE),
        story.say(BOB, 'too late'),
        return_exceptions=True,
    )

    assert answers[0] == FIRST + 2
    assert str(answers[2]) == ConflictCode.NOT_A_MEMBER
    assert await story.conflict(story.say(BOB, 'much too late')) == ConflictCode.NOT_A_MEMBER


async def test_who_came_back_may_speak(story: Story):
    await story.leave(BOB)
    await story.join(BOB)

    assert await story.say(BOB, 'back again') == FIRST + 4


async def test_a_deleted_group_takes_no_message(story: Story):
    await story.delete_group()

    assert await story.conflict(story.say(ALICE, 'hello?')) == ConflictCode.GONE


async def test_what_another_process_changed_is_seen(story: Story, database: str):
    _change_elsewhere(database, f"DELETE FROM receipts WHERE member_id = '{BOB}'")
    _change_elsewhere(database, f"DELETE FROM memberships WHERE member_id = '{BOB}' AND group_id = '{WATERCOOLER}'")

    assert await story.conflict(story.say(BOB, 'still here')) == ConflictCode.NOT_A_MEMBER


async def test_numbers_go_on_from_where_another_process_left_them(story: Story, database: str):
    other = SqlJournal(database)
    await other.open()

    ordinals = [await each.say(author, 'hi') for author in (ALICE, BOB) for each in (Story(other), story)]

    assert ordinals == [FIRST + 2, FIRST + 3, FIRST + 4, FIRST + 5]
    changes = await story.journal.read(story.heard[-1].stream, after=0)
    assert [change.number for change in changes] == list(range(1, len(changes) + 1))
    await other.close()


async def test_what_other_work_of_the_writer_changed_is_seen(story: Story):
    def remove(connection: Connection) -> None:
        connection.execute(text('DELETE FROM receipts'))
        connection.execute(text('DELETE FROM memberships'))

    assert isinstance(story.journal, SqlJournal)
    await story.journal.write(remove)

    assert await story.conflict(story.say(BOB, 'still here')) == ConflictCode.NOT_A_MEMBER


async def test_a_commit_that_failed_leaves_no_gap(story: Story, database: str):
    assert isinstance(story.journal, SqlJournal)
    await story.journal.write(lambda connection: connection.exec_driver_sql('PRAGMA busy_timeout = 10'))
    await story.say(ALICE, 'third')
    with closing(sqlite3.connect(make_url(database).database or '', isolation_level=None)) as other:
        other.execute('BEGIN IMMEDIATE')
        with pytest.raises(JournalUnavailable):
            await story.say(ALICE, 'lost')
    with pytest.raises(JournalUnavailable):
        await story.say(ALICE, 'cannot be written \ud800')

    assert await story.say(ALICE, 'fourth') == FIRST + 3
    assert await story.texts() == ['first', 'second', 'third', 'fourth']


async def test_a_batch_that_was_undone_is_forgotten(story: Story, asked: list[str]):
    with pytest.raises(JournalUnavailable):
        await story.say(ALICE, 'cannot be written \ud800')
    asked.clear()

    await story.say(ALICE, 'third')

    assert 'streams' in asked


async def test_a_repeated_request_returns_the_first_result_also_after_a_restart(story: Story, database: str):
    request_id = rid()
    ordinal = await story.say(ALICE, 'third', request_id=request_id)
    await story.say(ALICE, 'fourth')

    assert await story.say(ALICE, 'third', request_id=request_id) == ordinal

    await story.journal.close()
    restarted = SqlJournal(database)
    await restarted.open()
    again = Story(restarted)
    await again.say(ALICE, 'fifth')
    assert await again.say(ALICE, 'third', request_id=request_id) == ordinal
    assert await again.texts() == ['first', 'second', 'third', 'fourth', 'fifth']
    await restarted.close()


async def test_a_repeated_request_holds_no_words_of_what_was_deleted(story: Story):
    request_id = rid()
    ordinal = await story.say(ALICE, 'my secret', request_id=request_id)
    await story.delete(ALICE, ordinal)
    await story.say(ALICE, 'fourth')

    fact = MessageSent(group_id=WATERCOOLER, author_id=ALICE, text='my secret')
    assert getattr((await story.ask(fact, ALICE, request_id)).fact, 'text', None) == ''


async def test_the_same_request_id_in_another_group_is_another_request(story: Story):
    request_id = rid()
    await story.say(ALICE, 'there', DESIGN)
    await story.say(ALICE, 'here', request_id=request_id)

    assert await story.say(ALICE, 'there too', DESIGN, request_id=request_id) == Ordinal(4)


@pytest.mark.parametrize(('earlier', 'later', 'is_known'), [(1, 1, True), (1, 2, False), (None, None, False)])
def test_only_what_is_of_this_version_is_remembered(earlier: int | None, later: int | None, is_known: bool):
    fact = MessageSent(group_id=WATERCOOLER, author_id=ALICE, text='hi')
    draft = Draft(stream=StreamId(WATERCOOLER), by=ALICE, request_id=rid(), fact=fact)
    group = Group(id=WATERCOOLER, name='Watercooler', kind=GroupKind.OPEN, created_at=utc_now())
    alice = Membership(group_id=WATERCOOLER, member_id=ALICE, role=Role.OWNER, joined_at=utc_now())
    scene = Scene(
        groups={WATERCOOLER: group},
        memberships={WATERCOOLER: {ALICE: alice}},
        heads={StreamId(WATERCOOLER): 7},
        ordinals={WATERCOOLER: Ordinal(5)},
    )
    remembered = Remembered()
    remembered.forget_unless(earlier)
    remembered.learn([draft], scene)
    remembered.forget_unless(later)

    assert remembered.recall(needs_of([draft])) == (scene if is_known else None)
