"""The heartbeat of sockets that are written to directly: one prepared frame each, no task."""

import time
from typing import TYPE_CHECKING, Any

from engineio.packet import PING  # type: ignore[import-untyped]

from messenger.live.wire import text_frame

if TYPE_CHECKING:
    from messenger.live.connection import Connection

PING_FRAME = text_frame(str(PING).encode())
FOREVER_SECONDS = 10.0**7


class Patience:
    """An Engine.IO server as one of its sockets sees it, except that the socket waits for packets without an end.

    Engine.IO gives each socket a task that sleeps until the next ping, and two that wait until pings are overdue; all
    three start anew with each ping. At 1,000 idle browsers that was most of what the server did.
    """

    __slots__ = ('_server',)

    ping_interval = FOREVER_SECONDS

    def __init__(self, server: Any) -> None:
        self._server = server

    def __getattr__(self, name: str) -> Any:
        return getattr(self._server, name)


def take_over(connection: 'Connection', patience: Patience) -> None:
    """Let the sweep ping this socket, and its protocol take the answers."""
    socket = connection.socket
    socket.server = patience
    socket.schedule_ping = _nothing
    socket.last_ping = None
    connection.pinged_at = time.monotonic()
    assert connection.protocol is not None

    def answered() -> None:
        socket.last_ping = None

    connection.protocol.on_pong = answered


def ping(connection: 'Connection', interval_seconds: float) -> None:
    """Ping a socket when it is time; `last_ping` says since when the answer is awaited, as Engine.IO has it."""
    now = time.monotonic()
    protocol = connection.protocol
    if protocol is None or now - connection.pinged_at < interval_seconds:
        return
    if connection.socket.last_ping is None and protocol.is_writable:
        connection.pinged_at = now
        connection.socket.last_ping = time.time()  # the clock that Engine.IO compares it with
        protocol.transport.write(PING_FRAME)


def _nothing() -> None:
    """Stand in for what the sweep does."""
