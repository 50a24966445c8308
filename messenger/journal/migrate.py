"""Bringing the database to the present version before the event loop starts, or refusing to touch it."""

import fcntl
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from messenger.journal.contract import JournalUnusable
from messenger.journal.inspection import PRIVATE_FILE, check_file, read_revision

LOCK_FILE = 'migration.lock'
LOCK_PATIENCE_SECONDS = 30.0
LOCK_PAUSE_SECONDS = 0.1

MIGRATIONS = Path(__file__).parent / 'migrations'

SYNC_DRIVERS = (('sqlite+aiosqlite', 'sqlite'), ('postgresql+asyncpg', 'postgresql+psycopg'))
"""Migrations run before the event loop, so with the driver that needs none."""


def migrate(
    url: str, data_folder: Path, *, scripts: Path = MIGRATIONS, patience_seconds: float = LOCK_PATIENCE_SECONDS
) -> None:
    """Make the database if there is none, else bring it to the newest version, keeping a copy of it as it was.

    The copy is ``<file>.before-<version>``. One process at a time does this in a data folder.
    Raises JournalUnusable with one line for the operator, having written nothing to the database.
    """
    parsed = make_url(url)
    with _locked(data_folder, patience_seconds):
        if parsed.get_backend_name() != 'sqlite':
            _upgrade(parsed, scripts)
            return
        file = Path(parsed.database or '')
        if check_file(file):
            _upgrade_file(file, scripts)
        else:
            _make_file(file, scripts)


def _make_file(file: Path, scripts: Path) -> None:
    """Make the database beside its place and move it there when it is whole: a crash leaves no half one."""
    draft = file.with_name(f'{file.name}.new')
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=PRIVATE_FILE)
        _upgrade(URL.create('sqlite', database=str(draft)), scripts)
        draft.replace(file)
    except (OSError, SQLAlchemyError) as error:
        raise JournalUnusable(f'The database {file} cannot be made ({_reason(error)}).') from error


def _upgrade_file(file: Path, scripts: Path) -> None:
    revision = read_revision(file)
    known = [each.revision for each in ScriptDirectory(str(scripts)).walk_revisions()]
    newest = known[0]
    if revision == newest:
        return
    if revision not in known:
        raise JournalUnusable(
            f'The database {file} was written by a newer messenger (version {revision}, this one knows {newest}): '
            'start that messenger, or restore a copy from before.'
        )
    try:
        _keep_copy(file, file.with_name(f'{file.name}.before-{newest}'))
        _upgrade(URL.create('sqlite', database=str(file)), scripts)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        raise JournalUnusable(
            f'The database {file} could not be brought to version {newest} ({_reason(error)}); it is as it was.'
        ) from error


def _keep_copy(file: Path, copy: Path) -> None:
    """Copy the database with what is still in its write-ahead log; the copy appears when it is whole."""
    draft = copy.with_name(f'{copy.name}.new')
    draft.unlink(missing_ok=True)
    draft.touch(mode=PRIVATE_FILE)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(draft)) as target:
        source.backup(target)
    draft.replace(copy)


def _upgrade(url: URL, scripts: Path) -> None:
    drivername = dict(SYNC_DRIVERS).get(url.drivername, url.drivername)
    engine = create_engine(url.set(drivername=drivername), poolclass=NullPool, hide_parameters=True)
    if engine.dialect.name == 'sqlite':
        event.listen(engine, 'connect', _prepare)
        event.listen(engine, 'begin', _begin)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option('script_location', str(scripts).replace('%', '%%'))
        config.attributes['connection'] = connection
        command.upgrade(config, 'head')


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would commit before each CREATE TABLE; a migration is one transaction or nothing.
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql('BEGIN IMMEDIATE')


@contextmanager
def _locked(data_folder: Path, patience_seconds: float) -> Iterator[None]:
    try:
        file = (data_folder / LOCK_FILE).open('a')
    except OSError as error:
        raise JournalUnusable(f'The folder {data_folder} cannot be written ({_reason(error)}).') from error
    with file:
        _wait_for_lock(file.fileno(), data_folder, patience_seconds)
        yield


def _wait_for_lock(descriptor: int, data_folder: Path, patience_seconds: float) -> None:
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise JournalUnusable(
                    f'Another process has been migrating {data_folder} for {patience_seconds:.0f} s: '
                    'let it finish, or stop it.'
                ) from error
        time.sleep(LOCK_PAUSE_SECONDS)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(getattr(error, 'orig', error))
