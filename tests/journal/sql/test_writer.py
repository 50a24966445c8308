"""One writer for everybody: batches, fairness, and trouble with one job or with the disk."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing

import pytest
from sqlalchemy import make_url

from messenger.journal.contract import JournalUnavailable, Token, TokenKind
from messenger.journal.sql import SqlJournal, SqlTokens
from messenger.journal.sql.journal import utc_now
from messenger.journal.sql.transactions import Transactions, connect
from messenger.journal.sql.writer import BATCH_LIMIT, Writer
from messenger.model.changes import Change, Draft, MemberRegistered
from messenger.model.ids import SITE, Ordinal
from messenger.model.receipt import Receipt
from messenger.model.search import Sought
from tests.journal.story import ALICE, BOB, WATERCOOLER, Story, rid


@pytest.fixture
async def story(sql_journal: SqlJournal) -> Story:
    return await Story(sql_journal).begin()


@pytest.fixture
def batches(story: Story) -> list[int]:
    """How many changes were in each commit."""
    sizes: list[int] = []
    story.journal.listen(lambda changes: sizes.append(len(changes)))
    return sizes


def _receipt(ordinal: int) -> Receipt:
    return Receipt(group_id=WATERCOOLER, member_id=BOB, ordinal=Ordinal(ordinal))


async def test_those_who_ask_at_once_share_a_commit(story: Story, batches: list[int]):
    await asyncio.gather(*(story.say(ALICE, f'message {index}') for index in range(100)))

    assert batches == [100]


async def test_a_commit_has_a_limit(story: Story, batches: list[int]):
    await asyncio.gather(*(story.say(ALICE, f'message {index}') for index in range(BATCH_LIMIT + 10)))

    assert batches == [BATCH_LIMIT, 10]


async def test_nobody_waits_for_those_who_came_later(story: Story, batches: list[int]):
    early = [asyncio.create_task(story.say(ALICE, f'early {index}')) for index in range(BATCH_LIMIT)]
    keeping = asyncio.create_task(story.journal.keep([_receipt(4)]))
    late = [asyncio.create_task(story.say(ALICE, f'late {index}')) for index in range(3 * BATCH_LIMIT)]

    await keeping

    assert sum(batches) < 2.5 * BATCH_LIMIT
    await asyncio.gather(*early, *late)


async def test_side_records_and_tokens_and_messages_are_written_together(story: Story):
    tokens = SqlTokens(story.journal)
    token = Token(
        id='one',
        hash=b'1' * 32,
        kind=TokenKind.SESSION,
        member_id=ALICE,
        created_at=utc_now(),
        last_seen_at=utc_now(),
        expires_at=utc_now().replace(year=2100),
    )

    await asyncio.gather(
        story.say(ALICE, 'hi'), story.journal.keep([_receipt(4)]), tokens.add(token), story.journal.is_writable()
    )

    assert await story.texts() == ['hi']
    assert _receipt(4) in (await story.journal.load()).receipts
    assert await tokens.load(TokenKind.SESSION) == [token]


async def test_what_was_acknowledged_can_be_read(story: Story):
    for index in range(20):
        ordinal = await story.say(ALICE, f'message {index}')
        row = await story.journal.message(WATERCOOLER, ordinal)
        assert row is not None
        assert row.text == f'message {index}'


async def test_a_listener_that_fails_does_not_stop_the_commits(story: Story, caplog: pytest.LogCaptureFixture):
    def fail(changes: Sequence[Change]) -> None:
        raise ArithmeticError('The feed has a defect.')

    story.journal.listen(fail)
    await story.say(ALICE, 'my secret')
    await story.say(ALICE, 'second')

    assert await story.texts() == ['my secret', 'second']
    assert 'the listener failed' in caplog.text
    assert 'my secret' not in caplog.text


async def test_one_job_that_spoils_a_batch_is_found_and_the_others_are_written_in_order(
    story: Story, caplog: pytest.LogCaptureFixture
):
    poison = Draft(
        stream=SITE, by=None, request_id=rid(), fact=MemberRegistered(member_id='dave22222222', name='D \ud800')
    )
    asking = [story.say(ALICE, f'message {index}') for index in range(9)]
    answers = await asyncio.gather(*asking[:4], story.journal.append(poison), *asking[4:], return_exceptions=True)

    assert isinstance(answers.pop(4), JournalUnavailable)
    assert answers == sorted(answers)
    assert await story.texts() == [f'message {index}' for index in range(9)]
    assert [change.number for change in story.heard] == [change.number for change in sorted(story.heard, key=_order)]
    assert 'message 3' not in caplog.text


async def test_a_full_database_tells_the_sender_and_writes_again_when_there_is_space(story: Story):
    await _limit_pages(story, 1)

    with pytest.raises(JournalUnavailable, match='full'):
        await _say_much(story)
    assert await story.texts() == []
    assert len(await story.journal.search(Sought(words=('message',), group_ids=(WATERCOOLER,)))) == 0

    await _limit_pages(story, 1_000_000)
    await _say_much(story)

    assert len(await story.texts()) == 50
    changes = await story.journal.read(WATERCOOLER, after=0)
    assert [change.number for change in changes] == list(range(1, len(changes) + 1))


async def test_a_locked_database_tells_the_sender(story: Story, database: str):
    await story.journal.write(lambda connection: connection.exec_driver_sql('PRAGMA busy_timeout = 10'))
    with closing(sqlite3.connect(make_url(database).database, isolation_level=None)) as other:
        other.execute('BEGIN IMMEDIATE')
        with pytest.raises(JournalUnavailable, match='locked'):
            await story.say(ALICE, 'hi')
        assert not await story.journal.is_writable()

    await story.say(ALICE, 'again')
    assert await story.texts() == ['again']


@pytest.fixture
async def transactions(database: str) -> AsyncIterator[Transactions]:
    transactions = connect(database, is_reading=False)
    yield transactions
    await transactions.close()


async def test_a_queue_that_is_full_takes_no_more(transactions: Transactions):
    writer = Writer(transactions, now=utc_now, queue_limit=5)
    writer.start()

    answers = await asyncio.gather(*(writer.keep([_receipt(index)]) for index in range(8)), return_exceptions=True)

    assert [isinstance(answer, JournalUnavailable) for answer in answers] == [False] * 5 + [True] * 3
    await writer.stop()


async def test_a_writer_that_is_torn_down_leaves_nobody_waiting(transactions: Transactions):
    writer = Writer(transactions, now=utc_now)
    writer.start()
    asking = [asyncio.create_task(writer.keep([_receipt(index)])) for index in range(3)]
    await asyncio.sleep(0)
    assert writer._task is not None
    writer._task.cancel()

    answers = await asyncio.gather(*asking, return_exceptions=True)

    assert all(isinstance(answer, JournalUnavailable) for answer in answers)
    await asyncio.gather(writer._task, return_exceptions=True)


async def _limit_pages(story: Story, pages: int) -> None:
    await story.journal.write(lambda connection: connection.exec_driver_sql(f'PRAGMA max_page_count = {pages}'))


async def _say_much(story: Story) -> None:
    await asyncio.gather(*(story.say(ALICE, f'message {index} ' + 'x' * 1000) for index in range(50)))


def _order(change: Change) -> tuple[bool, str, int]:
    return change.stream != SITE, change.stream, change.number


async def test_each_commit_says_how_long_it_took(database: str):
    took: list[float] = []
    journal = SqlJournal(database, observe=took.append)
    await journal.open()
    story = await Story(journal).begin()
    before = len(took)
    await story.say(ALICE, 'hello')
    assert len(took) == before + 1
    assert took[-1] > 0
    await journal.close()
