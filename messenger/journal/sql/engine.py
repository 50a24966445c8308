"""Connections: how each engine is opened and how a transaction begins on it."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

READERS = 3
BUSY_TIMEOUT_MILLISECONDS = 5_000
WAL_LIMIT_BYTES = 64 * 1024 * 1024
"""What is left of the write-ahead log after a checkpoint; a long reader can make it grow beyond."""

PRAGMAS = (
    'journal_mode = WAL',
    'synchronous = FULL',
    f'busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}',
    'foreign_keys = ON',
    'secure_delete = ON',
    f'journal_size_limit = {WAL_LIMIT_BYTES}',
)
READER_PRAGMAS = (f'busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}', 'query_only = ON')


def writing_engine(url: str) -> AsyncEngine:
    """Return an engine with the one connection that writes."""
    engine = create_async_engine(sqlite_file(url, 'rw'), hide_parameters=True, pool_size=1, max_overflow=0)
    prepare_sqlite(engine, PRAGMAS, 'BEGIN IMMEDIATE')
    return engine


def reading_engine(url: str) -> AsyncEngine:
    """Return an engine with a few connections that cannot write."""
    engine = create_async_engine(sqlite_file(url, 'ro'), hide_parameters=True, pool_size=READERS, max_overflow=0)
    prepare_sqlite(engine, READER_PRAGMAS, 'BEGIN')
    return engine


def sqlite_file(url: str, mode: str) -> URL:
    """Return the URL with SQLite's open mode, so that a missing file is never made anew; others as they are."""
    parsed = make_url(url)
    if parsed.get_backend_name() != 'sqlite' or parsed.database is None:
        return parsed
    return parsed.set(database=f'file:{quote(parsed.database)}', query={'mode': mode, 'uri': 'true'})


def is_missing(url: str) -> bool:
    """Tell whether the URL names a file that is not there."""
    parsed = make_url(url)
    return parsed.get_backend_name() == 'sqlite' and not Path(parsed.database or '').is_file()


def prepare_sqlite(engine: AsyncEngine, pragmas: tuple[str, ...], begin: str) -> None:
    """Set each SQLite connection up; does nothing for another engine."""
    if engine.dialect.name != 'sqlite':
        return

    def connect(connection: Any, _record: Any) -> None:
        # The driver would begin by itself, and late; see SQLAlchemy's notes on pysqlite and transactions.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f'PRAGMA {pragma}')
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, 'connect', connect)
    event.listen(engine.sync_engine, 'begin', begin_transaction)
