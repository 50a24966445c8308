"""Running a piece of work in a transaction, without blocking the event loop.

The work itself is plain code over a SQLAlchemy connection, the same for every engine. What differs
is how it gets off the loop: a driver that blocks (SQLite's) is given a thread for a whole
transaction; one that knows asyncio (PostgreSQL's) runs on the loop. A batch for SQLite through
aiosqlite would change threads some forty times, 4 ms of processor time for one message against 1.
"""

import asyncio
from collections.abc import Callable
from threading import local
from typing import Protocol, TypeVar, cast

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from messenger.journal.sql.engine import async_engine, begin, blocking_engine
from messenger.journal.sql.workers import Workers

READERS = 3

Result = TypeVar('Result')


class Transactions(Protocol):
    """Somewhere to run work, each piece in a transaction of its own."""

    @property
    def dialect(self) -> str:
        """The name of the engine's dialect."""

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Begin, do the work, commit; or undo it all when it raises."""

    async def close(self) -> None:
        """Finish what runs, and disconnect."""


class ThreadTransactions:
    """Transactions of a driver that blocks; as many at once as there are threads, each on a connection it keeps."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._workers = Workers(threads)
        self._mine = local()
        self._connections: list[Connection] = []

    @property
    def dialect(self) -> str:
        """The name of the engine's dialect."""
        return self._engine.dialect.name

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Begin, do the work, commit, in one go in one thread."""
        return await self._workers.run(lambda: self._run(work))

    async def close(self) -> None:
        """Finish what runs, and disconnect."""
        await asyncio.to_thread(self._workers.stop)
        for connection in self._connections:
            connection.close()
        self._engine.dispose()

    def _run(self, work: Callable[[Connection], Result]) -> Result:
        connection = self._connection()
        with connection.begin():
            begin(connection)
            return work(connection)

    def _connection(self) -> Connection:
        """Return this thread's connection: to take one from the pool and give it back costs as much as a query."""
        if not hasattr(self._mine, 'connection'):
            self._mine.connection = self._engine.connect()
            self._connections.append(self._mine.connection)
        return cast('Connection', self._mine.connection)


class LoopTransactions:
    """Transactions of a driver that knows asyncio."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @property
    def dialect(self) -> str:
        """The name of the engine's dialect."""
        return self._engine.dialect.name

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Begin, do the work, commit; the driver gives way to others whenever it waits."""
        async with self._engine.begin() as connection:
            await connection.run_sync(begin)
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Disconnect."""
        await self._engine.dispose()


class Connect(Protocol):
    """A way to open transactions on a database."""

    def __call__(self, url: str, *, is_reading: bool) -> Transactions:
        """Open them on the one connection that writes, or on a few that cannot."""


def connect(url: str, *, is_reading: bool) -> Transactions:
    """Open transactions as the engine wants them. SQLite's driver blocks, also inside aiosqlite."""
    opened = in_threads if make_url(url).get_backend_name() == 'sqlite' else on_loop
    return opened(url, is_reading=is_reading)


def in_threads(url: str, *, is_reading: bool) -> Transactions:
    """Open transactions for a driver that blocks."""
    connections = READERS if is_reading else 1
    return ThreadTransactions(blocking_engine(url, connections, is_reading=is_reading), connections)


def on_loop(url: str, *, is_reading: bool) -> Transactions:
    """Open transactions for a driver that knows asyncio."""
    return LoopTransactions(async_engine(url, READERS if is_reading else 1, is_reading=is_reading))
