"""Where the migrations lead, and what they make of a database that each of them finds."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from messenger.journal import migrate as migrating
from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal
from messenger.journal.sql.tables import metadata
from messenger.model.draft import DraftText
from messenger.model.ids import Ordinal
from tests.journal.story import ALICE, BOB, FIRST, WATERCOOLER, Story


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / 'messenger.db'


@pytest.fixture
def url(file: Path) -> str:
    return f'sqlite:///{file}'


def test_the_migrations_make_the_tables_that_the_code_uses(url: str, file: Path, tmp_path: Path):
    migrate(url, tmp_path)
    other = tmp_path / 'other.db'
    engine = create_engine(f'sqlite:///{other}')
    metadata.create_all(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql('CREATE TABLE alembic_version (version_num)')
    engine.dispose()

    assert _definitions(file) == _definitions(other)


def test_alembic_finds_no_difference_between_the_migrations_and_the_tables(url: str, file: Path, tmp_path: Path):
    migrate(url, tmp_path)
    engine = create_engine(f'sqlite:///{file}')

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={'include_object': _is_ours, 'compare_type': True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_key_of_a_table_without_row_ids_stands_first():
    """SQLite 3.40 checks such a table wrongly where another column stands within the key, and finds it damaged."""
    for table in metadata.sorted_tables:
        if not table.dialect_options['sqlite']['with_rowid']:
            key = [column.name for column in table.primary_key.columns]
            assert [column.name for column in table.columns][: len(key)] == key, table.name


async def test_a_database_from_before_reactions_takes_them(url: str, file: Path, tmp_path: Path):
    migrate(url, tmp_path, scripts=_up_to('v0001', tmp_path))
    assert _all(file, 'SELECT version_num FROM alembic_version') == [('0001',)]
    migrate(url, tmp_path)

    journal = SqlJournal(url)
    await journal.open()
    story = await Story(journal).begin()
    await story.react(BOB, await story.say(ALICE, 'hi'), '👍')
    await journal.close()
    assert _all(file, 'SELECT ordinal, emoji, member_id FROM reactions') == [(FIRST, '👍', BOB)]


async def test_a_database_from_before_attachments_keeps_its_messages_and_takes_files(
    url: str, file: Path, tmp_path: Path
):
    migrate(url, tmp_path, scripts=_up_to('v0002', tmp_path))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO groups VALUES ('watercooler2', 'W', 'open', '2026-01-01')")
        connection.execute(
            'INSERT INTO messages (group_id, ordinal, number, kind, author_id, text, mentions, detail, sent_at,'
            " revision, is_deleted, plain) VALUES ('watercooler2', 1, 1, 'text', 'alice2222222', 'old', '', '',"
            " '2026-01-01 00:00:00.000000', 1, 0, 'old')"
        )
        connection.commit()
    migrate(url, tmp_path)

    journal = SqlJournal(url)
    await journal.open()
    row = await journal.message(WATERCOOLER, Ordinal(1))
    await journal.close()
    assert row is not None
    assert (row.text, row.attachments, row.widget, row.via) == ('old', (), None, '')
    assert _all(file, 'SELECT * FROM attachments') == []


async def test_a_database_from_before_threads_keeps_its_drafts_and_takes_those_of_threads(
    url: str, file: Path, tmp_path: Path
):
    migrate(url, tmp_path, scripts=_up_to('v0005', tmp_path))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO members VALUES ('alice2222222', 'Alice', 'alice', 0, 0, '2026-01-01')")
        connection.execute("INSERT INTO groups VALUES ('watercooler2', 'W', 'open', '2026-01-01')")
        connection.execute("INSERT INTO memberships VALUES ('watercooler2', 'alice2222222', 'owner', '2026-01-01')")
        connection.execute("INSERT INTO drafts VALUES ('watercooler2', 'alice2222222', 'half')")
        connection.commit()
    migrate(url, tmp_path)

    journal = SqlJournal(url)
    await journal.open()
    of_thread = DraftText(group_id=WATERCOOLER, member_id=ALICE, text='other half', thread=FIRST)
    await journal.keep([of_thread])
    drafts = (await journal.load()).drafts
    await journal.close()
    assert drafts == [DraftText(group_id=WATERCOOLER, member_id=ALICE, text='half'), of_thread]


def _up_to(newest: str, folder: Path) -> Path:
    """The migrations of an earlier messenger."""
    scripts = folder / 'earlier'
    shutil.copytree(migrating.MIGRATIONS, scripts)
    for script in (scripts / 'versions').glob('v*.py'):
        if script.name[: len(newest)] > newest:
            script.unlink()
    return scripts


def _all(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def _is_ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == 'table' and str(name).startswith('message_search')) and name != 'alembic_version'


def _definitions(file: Path) -> dict[object, str]:
    """What makes each table and index, whatever the order of lines and the spaces between words."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'message_search%'"
    definitions = dict(_all(file, query))
    definitions.pop('alembic_version')
    return {name: ' '.join(sorted(str(sql).replace(',', ' ').split())) for name, sql in definitions.items()}
