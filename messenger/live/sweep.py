"""Once a second: sockets whose browsers do not read are ended, blocks that nobody came to show are dropped."""

import asyncio
from collections.abc import Callable
from contextvars import Context

from messenger.live.broadcast import Broadcast
from messenger.live.connection import Connection
from messenger.live.gate import Gate

INTERVAL_SECONDS = 1.0
CLOSE_BYTES = 1024 * 1024
STALL_SECONDS = 10.0
MOST_QUEUED = 300  # Engine.IO packets


class Sweep:
    """Runs from the start of the server to its end."""

    def __init__(self, *, gate: Gate, broadcast: Broadcast, drop_unseen: Callable[[], None]) -> None:
        self._gate = gate
        self._broadcast = broadcast
        self._drop_unseen = drop_unseen
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin."""
        loop = asyncio.get_running_loop()
        self._handle = loop.call_later(INTERVAL_SECONDS, self._run, context=Context())

    def stop(self) -> None:
        """End."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _run(self) -> None:
        self.start()
        for connection in [c for c in self._gate.connections.values() if self._is_stalled(c)]:
            connection.abort()
        self._drop_unseen()
        self._broadcast.mark_time()

    def _is_stalled(self, connection: Connection) -> bool:
        """Whether a browser does not read; one that reads slowly is left alone."""
        if connection.socket.queue.qsize() > MOST_QUEUED:
            return True
        if not self._broadcast.is_full(connection):
            return False
        if connection.page is None:
            return True
        limit = INTERVAL_SECONDS if connection.buffered_bytes > CLOSE_BYTES else STALL_SECONDS
        return connection.seconds_without_progress() > limit
