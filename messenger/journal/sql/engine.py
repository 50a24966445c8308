"""Connections: how each engine is opened and how a transaction begins on it."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MILLISECONDS = 5_000
WAL_LIMIT_BYTES = 64 * 1024 * 1024
"""What is left of the write-ahead log after a checkpoint; a long reader can make it grow beyond."""

WRITER_PRAGMAS = (
    'journal_mode = WAL',
    'synchronous = FULL',
    f'busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}',
    'foreign_keys = ON',
    'secure_delete = ON',
    f'journal_size_limit = {WAL_LIMIT_BYTES}',
)
READER_PRAGMAS = (f'busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}', 'query_only = ON')


def blocking_engine(url: str, connections: int, *, is_reading: bool) -> Engine:
    """Return an engine over a driver that blocks. Whoever opens a transaction on it calls `begin` first."""
    opened = _with_mode(url, is_reading=is_reading)
    options = _options(connections, is_reading=is_reading)
    engine = create_engine(opened.set(drivername=opened.get_backend_name()), **options)
    _prepare(engine, is_reading=is_reading)
    return engine


def async_engine(url: str, connections: int, *, is_reading: bool) -> AsyncEngine:
    """Return an engine over a driver that knows asyncio. Whoever opens a transaction on it calls `begin` first."""
    engine = create_async_engine(_with_mode(url, is_reading=is_reading), **_options(connections, is_reading=is_reading))
    _prepare(engine.sync_engine, is_reading=is_reading)
    return engine


def _options(connections: int, *, is_reading: bool) -> dict[str, Any]:
    return {
        'pool_size': connections,
        'max_overflow': 0,
        'hide_parameters': True,
        'execution_options': {'is_reading': is_reading},
    }


def is_missing(url: str) -> bool:
    """Tell whether the URL names a file that is not there."""
    parsed = make_url(url)
    return parsed.get_backend_name() == 'sqlite' and not Path(parsed.database or '').is_file()


def begin(connection: Connection) -> None:
    """Begin a transaction on SQLite, at once with the right to write; other drivers have begun by themselves.

    Called by whoever opens a transaction, and not by an event of the engine: with one, SQLAlchemy looks
    for listeners around each statement, a fifth of what the statement costs.
    """
    if connection.dialect.name == 'sqlite':
        connection.exec_driver_sql('BEGIN' if connection.get_execution_options()['is_reading'] else 'BEGIN IMMEDIATE')


def version_of(connection: Connection) -> int | None:
    """Return a number that is another one after any other connection committed; None where the engine has no such.

    See https://sqlite.org/pragma.html#pragma_data_version; it holds for as long as this connection is open.
    """
    if connection.dialect.name != 'sqlite':
        return None
    # Through SQLAlchemy it takes ten times as long, at every commit.
    cursor = connection.connection.cursor()
    cursor.execute('PRAGMA data_version')
    (version,) = cursor.fetchall()[0]
    cursor.close()
    return int(version)


def _with_mode(url: str, *, is_reading: bool) -> URL:
    """Return the URL with SQLite's open mode, so that a missing file is never made anew; others as they are."""
    parsed = make_url(url)
    if parsed.get_backend_name() != 'sqlite' or parsed.database is None:
        return parsed
    mode = 'ro' if is_reading else 'rw'
    return parsed.set(database=f'file:{quote(parsed.database)}', query={'mode': mode, 'uri': 'true'})


def _prepare(engine: Engine, *, is_reading: bool) -> None:
    """Set each SQLite connection up; does nothing for another engine."""
    if engine.dialect.name != 'sqlite':
        return

    def connect(connection: Any, _record: Any) -> None:
        # The driver would begin by itself, and late; see SQLAlchemy's notes on pysqlite and transactions.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in READER_PRAGMAS if is_reading else WRITER_PRAGMAS:
            cursor.execute(f'PRAGMA {pragma}')
        cursor.close()

    event.listen(engine, 'connect', connect)
