"""One socket of a page: the one path that all its traffic takes, and how far behind it is."""

import time
from typing import TYPE_CHECKING, Any

from starlette.requests import HTTPConnection

from messenger.live.allowance import Allowance
from messenger.live.frame import Frame
from messenger.live.wire import Protocol, protocol_of

if TYPE_CHECKING:
    from messenger.live.gap import Gap
    from messenger.live.page import Page


class Connection:
    """A Socket.IO connection, directly on its transport, or through Engine.IO's queue when it began on polling.

    The path is fixed when the browser connects: a connection that is upgraded later stays on the queue, so that no
    frame can overtake another.
    """

    __slots__ = (
        'allowance',
        'caught_up_bytes',
        'eio_sid',
        'gap',
        'http',
        'page',
        'protocol',
        'sid',
        'socket',
        'stale_at',
    )

    def __init__(self, sid: str, eio_sid: str, socket: Any, environ: dict[str, Any]) -> None:
        scope = environ['asgi.scope']
        self.sid = sid
        self.eio_sid = eio_sid
        self.socket = socket
        self.protocol: Protocol | None = protocol_of(scope)
        self.http = HTTPConnection(scope)
        self.allowance = Allowance()
        self.page: Page | None = None
        self.gap: Gap | None = None
        self.stale_at = 0.0
        self.caught_up_bytes = 0

    @property
    def is_stale(self) -> bool:
        """Whether frames are withheld because the browser does not read what it was sent."""
        return self.gap is not None

    @property
    def buffered_bytes(self) -> int:
        """How much was written and not yet taken by the network; 0 on the queue."""
        return self.protocol.transport.get_write_buffer_size() if self.protocol is not None else 0

    def write(self, frame: Frame) -> None:
        """Send a frame unless the connection is ending."""
        if self.protocol is None:
            if not self.socket.closed:
                self.socket.queue.put_nowait(frame.packet)
        elif self.protocol.is_writable:
            self.protocol.write(frame.wire)

    def mark_stale(self, gap: 'Gap') -> None:
        """Withhold what is shared until the buffer has drained."""
        self.gap = gap
        self.stale_at = time.monotonic()

    def close(self) -> None:
        """End it after what was written; the browser then tries to come back."""
        if self.protocol is not None:
            self.protocol.transport.close()
        else:
            self.abort()

    def abort(self) -> None:
        """End it at once; a browser that is still there comes back by itself."""
        if self.protocol is not None:
            self.protocol.abort()
        else:
            self.socket.closed = True
            self.socket.queue.put_nowait(None)
