"""Ends the sockets whose browsers do not read or do not answer, and drops the blocks that nobody came to show."""

import asyncio
import time
from collections.abc import Callable
from contextvars import Context
from typing import Any

from nicegui import background_tasks, core

from messenger.live.broadcast import Broadcast
from messenger.live.connection import Connection
from messenger.live.gate import Gate
from messenger.live.pulse import ping

INTERVAL_SECONDS = 1.0
CLOSE_BYTES = 1024 * 1024
STALL_SECONDS = 10.0
MOST_QUEUED = 300  # Engine.IO packets


class Sweep:
    """Runs once a second from the start of the server to its end.

    It takes the place of Engine.IO's own service task, which waits for a moment of its own for each socket.
    """

    def __init__(self, *, gate: Gate, broadcast: Broadcast, drop_unseen: Callable[[], None]) -> None:
        self._gate = gate
        self._broadcast = broadcast
        self._drop_unseen = drop_unseen
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin."""
        core.sio.eio.start_service_task = False
        loop = asyncio.get_running_loop()
        self._handle = loop.call_later(INTERVAL_SECONDS, self._run, context=Context())

    def stop(self) -> None:
        """End."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _run(self) -> None:
        self.start()
        self._end_the_silent()
        for connection in [c for c in self._gate.connections.values() if self._is_stalled(c)]:
            connection.abort()
        for connection in self._gate.connections.values():
            ping(connection, core.sio.eio.ping_interval)
        self._drop_unseen()
        self._broadcast.mark_time()

    def _end_the_silent(self) -> None:
        """End the sockets that did not answer a ping in time, and forget those that have ended."""
        sockets: dict[str, Any] = core.sio.eio.sockets
        limit = time.time() - core.sio.eio.ping_timeout  # Engine.IO notes its pings by this clock
        for eio_sid, socket in list(sockets.items()):
            if socket.closed:
                del sockets[eio_sid]
            elif socket.last_ping and socket.last_ping < limit and not socket.closing:
                background_tasks.create(socket.check_ping_timeout(), name='end a silent socket')

    def _is_stalled(self, connection: Connection) -> bool:
        """Whether a browser does not read; one that reads slowly is left alone."""
        if connection.protocol is None:
            return bool(connection.socket.queue.qsize() > MOST_QUEUED)
        if connection.buffered_bytes == 0 or not self._broadcast.is_full(connection):
            return False
        if connection.page is None:
            return True
        limit = INTERVAL_SECONDS if connection.buffered_bytes > CLOSE_BYTES else STALL_SECONDS
        return connection.seconds_without_progress() > limit
