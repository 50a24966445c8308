"""The same work through a driver that blocks and through one that knows asyncio, as PostgreSQL's does."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from messenger.journal.contract import ConflictCode
from messenger.journal.sql import SqlJournal
from messenger.journal.sql.transactions import (
    Connect,
    LoopTransactions,
    ThreadTransactions,
    Transactions,
    connect,
    in_threads,
    on_loop,
)
from messenger.model.search import Sought
from tests.journal.story import ALICE, BOB, CAROL, WATERCOOLER, Story


@pytest.fixture(params=[in_threads, on_loop])
def opened(request: pytest.FixtureRequest) -> Connect:
    """A way to open transactions."""
    return request.param


@pytest.fixture
def url(database: str) -> str:
    return database.replace('sqlite:', 'sqlite+aiosqlite:')


@pytest.fixture
async def transactions(url: str, opened: Connect) -> AsyncIterator[Transactions]:
    transactions = opened(url, is_reading=False)
    yield transactions
    await transactions.close()


async def test_sqlite_gets_threads_whatever_its_driver_is_called(url: str):
    local = connect(url, is_reading=False)

    assert isinstance(local, ThreadTransactions)
    assert local.dialect == 'sqlite'
    await local.close()


async def test_work_that_fails_is_undone(transactions: Transactions):
    def spoil(connection: Connection) -> None:
        connection.execute(text("UPDATE properties SET value = 'spoiled'"))
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await transactions.run(spoil)

    assert 'spoiled' not in await transactions.run(_values)


async def test_what_is_committed_is_seen_by_a_reader(transactions: Transactions, opened: Connect, url: str):
    reader = opened(url, is_reading=True)
    await transactions.run(lambda connection: connection.execute(text("UPDATE properties SET value = 'new'")))

    assert set(await reader.run(_values)) == {'new'}

    with pytest.raises(OperationalError, match='readonly'):
        await reader.run(lambda connection: connection.execute(text('DELETE FROM properties')))
    await reader.close()


async def test_work_does_not_block_the_loop(transactions: Transactions):
    is_running, may_end = threading.Event(), threading.Event()

    def wait(connection: Connection) -> bool:
        connection.execute(text('SELECT 1'))
        is_running.set()
        return isinstance(transactions, LoopTransactions) or may_end.wait(20)

    working = asyncio.create_task(transactions.run(wait))
    await asyncio.to_thread(is_running.wait, 20)
    may_end.set()

    assert await working


async def test_a_journal_works_over_each_driver(opened: Connect, url: str):
    journal = SqlJournal(url, connect=opened)
    await journal.open()
    story = await Story(journal).begin()

    answers = await asyncio.gather(
        *(story.say(author, f'message of {author}') for author in (ALICE, BOB)), story.conflict(story.say(CAROL, 'hi'))
    )
    await story.edit(ALICE, answers[0], 'another text')
    await story.delete(BOB, answers[1])

    assert answers[2] == ConflictCode.NOT_A_MEMBER
    assert await story.texts() == ['another text']
    assert [hit.text for hit in await journal.search(Sought(words=('other',), group_ids=(WATERCOOLER,)))] == [
        'another text'
    ]
    assert len(await journal.revisions(WATERCOOLER, answers[0])) == 2
    assert (await journal.load()).newest[WATERCOOLER].ordinal == answers[0]
    assert await journal.is_writable()
    await journal.close()


def _values(connection: Connection) -> list[str]:
    return list(connection.execute(text('SELECT value FROM properties')).scalars())
