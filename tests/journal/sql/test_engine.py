"""How the connections are set up: what durability and privacy rest on."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from messenger.journal.contract import JournalUnavailable
from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal
from messenger.journal.sql.engine import blocking_engine
from tests.journal.story import ALICE, BOB, Story


def _ask(engine: Engine, pragma: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f'PRAGMA {pragma}').scalar()


@pytest.mark.parametrize(
    ('pragma', 'value'),
    [('journal_mode', 'wal'), ('synchronous', 2), ('foreign_keys', 1), ('secure_delete', 1), ('busy_timeout', 5000)],
)
def test_the_writer_is_durable_and_keeps_nothing_deleted(database: str, pragma: str, value: object):
    engine = blocking_engine(database, 1, is_reading=False)

    assert _ask(engine, pragma) == value

    engine.dispose()


def test_a_reader_cannot_write(database: str):
    engine = blocking_engine(database, 1, is_reading=True)

    with engine.connect() as connection, pytest.raises(DBAPIError, match='readonly'):
        connection.exec_driver_sql('DELETE FROM messages')

    engine.dispose()


async def test_errors_hold_no_texts(sql_journal: SqlJournal, caplog: pytest.LogCaptureFixture):
    story = await Story(sql_journal).begin()
    await sql_journal.write(lambda connection: connection.exec_driver_sql('DROP TABLE mentions'))

    with pytest.raises(JournalUnavailable) as raised:
        await story.say(ALICE, 'my secret', names=(BOB,))

    assert 'my secret' not in f'{raised.value!r} {raised.value} {caplog.text}'


async def test_a_path_with_odd_characters_works(tmp_path: Path):
    folder = tmp_path / 'a b%20?#ü'
    folder.mkdir()
    url = f'sqlite:///{folder}/messenger.db'.replace('%', '%25').replace('?', '%3F')
    migrate(url, folder)
    journal = SqlJournal(url)
    await journal.open()
    assert await journal.is_writable()
    await journal.close()
