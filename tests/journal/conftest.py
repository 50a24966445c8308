from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from messenger.journal.contract import Journal, Tokens
from messenger.journal.memory import MemoryJournal
from messenger.journal.memory_tokens import MemoryTokens
from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal, SqlTokens
from tests.journal.story import Story


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The URL of a new database."""
    url = f'sqlite:///{tmp_path}/messenger.db'
    migrate(url, tmp_path)
    return url


@pytest.fixture
async def sql_journal(database: str) -> AsyncIterator[SqlJournal]:
    journal = SqlJournal(database)
    await journal.open()
    yield journal
    await journal.close()


@pytest.fixture
async def memory_journal() -> AsyncIterator[MemoryJournal]:
    journal = MemoryJournal()
    await journal.open()
    yield journal
    await journal.close()


@pytest.fixture(params=['memory', 'sql'])
def journal(request: pytest.FixtureRequest) -> Iterator[Journal]:
    """Each journal in turn: all must answer alike."""
    return request.getfixturevalue(f'{request.param}_journal')


@pytest.fixture
def tokens(journal: Journal) -> Tokens:
    return SqlTokens(journal) if isinstance(journal, SqlJournal) else MemoryTokens()


@pytest.fixture
async def story(journal: Journal) -> Story:
    """The cast in its groups, on each journal in turn."""
    return await Story(journal).begin()
