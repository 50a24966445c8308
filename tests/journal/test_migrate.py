"""The database is made, brought up to date, or refused untouched."""

import asyncio
import fcntl
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from messenger.journal import migrate as migrating
from messenger.journal.contract import JournalUnusable
from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal
from tests.journal.story import ALICE, Story

NEWEST = ScriptDirectory(str(migrating.MIGRATIONS)).get_current_head()
"""The version that migrations lead to now."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / 'messenger.db'


@pytest.fixture
def url(file: Path) -> str:
    return f'sqlite:///{file}'


async def _with_messages(url: str, folder: Path, count: int = 200) -> None:
    migrate(url, folder)
    journal = SqlJournal(url)
    await journal.open()
    story = await Story(journal).begin()
    await asyncio.gather(*(story.say(ALICE, f'message {index} ' + 'x' * 200) for index in range(count)))
    await journal.close()


def _refusal(url: str, folder: Path) -> str:
    """What the operator is told; every file is as it was, and no other has come."""
    before = _contents(folder)
    with pytest.raises(JournalUnusable) as refused:
        migrate(url, folder)
    assert _contents(folder) == before
    assert len(str(refused.value).splitlines()) == 1
    return str(refused.value)


def _contents(folder: Path) -> dict[str, str]:
    files = [each for each in folder.iterdir() if each.name != migrating.LOCK_FILE]
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def test_a_new_database_is_made_once_and_private(url: str, file: Path, tmp_path: Path):
    migrate(url, tmp_path)
    first = _epoch(file)
    migrate(url, tmp_path)

    assert _epoch(file) == first
    assert len(first) == 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert {each.name for each in tmp_path.iterdir()} == {'messenger.db', migrating.LOCK_FILE}


def test_two_databases_have_different_epochs(tmp_path: Path):
    for name in 'ab':
        (tmp_path / name).mkdir()
        migrate(f'sqlite:///{tmp_path / name}/messenger.db', tmp_path / name)

    assert _epoch(tmp_path / 'a' / 'messenger.db') != _epoch(tmp_path / 'b' / 'messenger.db')


async def test_a_migration_keeps_a_copy_and_every_message(url: str, file: Path, tmp_path: Path, tomorrow: Path):
    await _with_messages(url, tmp_path, 20)
    with closing(sqlite3.connect(file)) as connection:
        # Held open, the last write stands in the write-ahead log alone, and belongs into the copy too.
        connection.execute("UPDATE properties SET value = 'late' WHERE key = 'probed_at'")
        connection.commit()
        migrate(url, tmp_path, scripts=tomorrow)

    copy = tmp_path / 'messenger.db.before-tomorrow'
    assert (_revision(file), _revision(copy)) == ('tomorrow', NEWEST)
    assert (_count(file), _count(copy)) == (20, 20)
    assert _value(copy, 'probed_at') == 'late'
    assert copy.stat().st_mode & 0o777 == 0o600


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    url: str, file: Path, tmp_path: Path, tomorrow: Path
):
    await _with_messages(url, tmp_path, 5)
    step = tomorrow / 'versions' / 'tomorrow.py'
    step.write_text(TOMORROW.replace('SELECT 1', 'SELECT nonsense'))

    with pytest.raises(JournalUnusable, match=r'could not be brought to version tomorrow .* it is as it was'):
        migrate(url, tmp_path, scripts=tomorrow)

    assert _revision(file) == NEWEST
    assert 'mood' not in _columns_of(file, 'members')
    migrate(url, tmp_path)


def test_a_newer_database_is_refused(url: str, tmp_path: Path, tomorrow: Path):
    migrate(url, tmp_path, scripts=tomorrow)

    assert f'written by a newer messenger (version tomorrow, this one knows {NEWEST})' in _refusal(url, tmp_path)


@pytest.mark.parametrize('content', [b'', b'hello', b'SQLite format 3\x00', b'\x00' * 8192])
def test_what_is_not_a_database_is_refused(url: str, file: Path, tmp_path: Path, content: bytes):
    file.write_bytes(content)

    assert 'is not a database' in _refusal(url, tmp_path)


def test_a_foreign_database_is_refused(url: str, file: Path, tmp_path: Path):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute('CREATE TABLE recipes (name)')

    assert 'is not a database of the messenger' in _refusal(url, tmp_path)


def test_a_truncated_database_is_refused(url: str, file: Path, tmp_path: Path):
    asyncio.run(_with_messages(url, tmp_path))
    os.truncate(file, file.stat().st_size // 2)

    assert 'is cut off' in _refusal(url, tmp_path)


def test_a_corrupt_database_is_refused(url: str, file: Path, tmp_path: Path):
    asyncio.run(_with_messages(url, tmp_path))
    content = bytearray(file.read_bytes())
    for offset in range(4096, len(content), 4096):
        content[offset : offset + 64] = os.urandom(64)
    file.write_bytes(content)

    assert 'is damaged' in _refusal(url, tmp_path)


def test_a_database_without_its_file_but_with_its_log_is_refused(url: str, file: Path, tmp_path: Path):
    file.with_name('messenger.db-wal').write_bytes(b'log')

    assert 'is missing, but its log' in _refusal(url, tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason='only root can give a file away')
def test_a_database_of_another_user_is_refused(url: str, file: Path, tmp_path: Path):
    migrate(url, tmp_path)
    os.chown(file, 12345, 12345)

    assert 'belongs to user 12345 and this is user 0' in _refusal(url, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason='root may write everything')
def test_a_database_that_may_not_be_written_is_refused(url: str, file: Path, tmp_path: Path):
    migrate(url, tmp_path)
    file.chmod(0o400)

    assert 'belongs to user' in _refusal(url, tmp_path)


async def test_a_log_left_by_a_killed_process_is_no_reason_to_refuse(url: str, file: Path, tmp_path: Path):
    await _with_messages(url, tmp_path, 3)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE properties SET value = 'late' WHERE key = 'probed_at'")
        connection.commit()
        killed = tmp_path / 'killed'
        killed.mkdir()
        for name in ('messenger.db', 'messenger.db-wal'):
            (killed / name).write_bytes((tmp_path / name).read_bytes())

    migrate(f'sqlite:///{killed}/messenger.db', killed)

    assert _value(killed / 'messenger.db', 'probed_at') == 'late'


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    folder = tmp_path / 'nowhere'

    with pytest.raises(JournalUnusable, match='cannot be written'):
        migrate(f'sqlite:///{folder}/messenger.db', folder)


def test_a_half_made_database_of_a_crash_is_made_anew(url: str, file: Path, tmp_path: Path):
    file.with_name('messenger.db.new').write_bytes(b'half')

    migrate(url, tmp_path)

    assert _revision(file) == NEWEST


def test_who_comes_while_another_migrates_waits_and_gives_up(url: str, tmp_path: Path):
    with (tmp_path / migrating.LOCK_FILE).open('w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(JournalUnusable, match='Another process has been migrating'):
            migrate(url, tmp_path, patience_seconds=0.05)


async def test_a_journal_does_not_make_a_database_that_is_missing(url: str, tmp_path: Path):
    journal = SqlJournal(url)

    with pytest.raises(JournalUnusable, match='The database is not there'):
        await journal.open()

    await journal.close()
    assert _contents(tmp_path) == {}


@pytest.fixture
def tomorrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The migrations of a later messenger."""
    scripts = tmp_path_factory.mktemp('later') / 'migrations'
    shutil.copytree(migrating.MIGRATIONS, scripts)
    (scripts / 'versions' / 'tomorrow.py').write_text(TOMORROW)
    return scripts


TOMORROW = f"""
import sqlalchemy as sa
from alembic import op

revision = 'tomorrow'
down_revision = '{NEWEST}'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('members', sa.Column('mood', sa.String()))
    op.execute('SELECT 1')
"""


def _value(file: Path, key: str) -> str:
    return str(_one(file, f"SELECT value FROM properties WHERE key = '{key}'"))


def _epoch(file: Path) -> str:
    return _value(file, 'epoch')


def _revision(file: Path) -> str:
    return str(_one(file, 'SELECT version_num FROM alembic_version'))


def _count(file: Path) -> object:
    return _one(file, "SELECT count(*) FROM messages WHERE kind = 'text'")


def _one(file: Path, query: str) -> object:
    return _all(file, query)[0][0]


def _all(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def _columns_of(file: Path, table: str) -> list[object]:
    return [row[1] for row in _all(file, f'PRAGMA table_info({table})')]
