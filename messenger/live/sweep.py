"""Looks after sockets that do not read and blocks that nobody came to show."""

import asyncio
import time
from collections.abc import Callable

from nicegui import background_tasks, core

from messenger.live.gate import Gate
from messenger.live.wire import protocol_of

INTERVAL_SECONDS = 1.0
LARGEST_BUFFER = 2 * 1024 * 1024  # bytes
MOST_QUEUED = 300  # Engine.IO packets
STALE_SECONDS = 10.0


class Sweep:
    """Runs once a second."""

    def __init__(self, gate: Gate, drop_unseen: Callable[[], None]) -> None:
        self._gate = gate
        self._drop_unseen = drop_unseen
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin; called when the server has started."""
        self._handle = asyncio.get_running_loop().call_later(INTERVAL_SECONDS, self._run)

    def stop(self) -> None:
        """End."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _run(self) -> None:
        self.start()
        self._abort_stalled()
        self._drop_unseen()

    def _abort_stalled(self) -> None:
        now = time.monotonic()
        for connection in list(self._gate.connections.values()):
            if connection.is_stale and now - connection.stale_at > STALE_SECONDS:
                connection.abort()
        for eio_sid, environ in list(core.sio.environ.items()):
            socket = core.sio.eio.sockets.get(eio_sid)
            protocol = protocol_of(environ['asgi.scope'])
            if (
                protocol is not None
                and not protocol.disconnected
                and protocol.transport.get_write_buffer_size() > LARGEST_BUFFER
            ):
                protocol.abort()
            elif socket is not None and socket.queue.qsize() > MOST_QUEUED:
                if protocol is not None:
                    protocol.abort()
                else:
                    background_tasks.create(socket.close(wait=False, abort=True), name='close a full queue')
