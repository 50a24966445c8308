"""One socket of a browser: the one path that all its traffic takes, and how far behind it is."""

import time
from typing import TYPE_CHECKING, Any

from nicegui import background_tasks
from starlette.requests import HTTPConnection

from messenger.live.allowance import Allowance
from messenger.live.frame import Frame
from messenger.live.wire import Protocol, protocol_of

if TYPE_CHECKING:
    from messenger.live.gap import Gap
    from messenger.live.page import Page


class Connection:
    """An Engine.IO connection: written to directly, or through Engine.IO's queue when it began on polling.

    The path is fixed when the browser connects: a connection that is upgraded later stays on the queue, so that no
    frame can overtake another.
    """

    __slots__ = (
        'allowance',
        'document_id',
        'gap',
        'http',
        'least_bytes',
        'page',
        'pinged_at',
        'progress_at',
        'protocol',
        'sid',
        'socket',
    )

    def __init__(self, socket: Any, environ: dict[str, Any]) -> None:
        scope = environ['asgi.scope']
        self.socket = socket
        self.protocol: Protocol | None = protocol_of(scope)
        self.http = HTTPConnection(scope)
        self.allowance = Allowance()
        self.sid = ''
        self.document_id = ''
        self.page: Page | None = None
        self.gap: Gap | None = None
        self.least_bytes = 0
        self.progress_at = 0.0
        self.pinged_at = 0.0

    @property
    def is_stale(self) -> bool:
        """Whether it is withheld because the browser does not read what it was sent."""
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
            self.protocol.transport.write(frame.wire)

    def withhold(self, gap: 'Gap') -> None:
        """Send nothing until the buffer has drained; the gap is what will be missing by then."""
        self.gap = gap
        self.least_bytes = self.buffered_bytes
        self.progress_at = time.monotonic()

    def seconds_without_progress(self) -> float:
        """Return for how long the browser of a stale connection has read nothing."""
        buffered = self.buffered_bytes
        if buffered < self.least_bytes:
            self.least_bytes = buffered
            self.progress_at = time.monotonic()
        return time.monotonic() - self.progress_at

    def close(self) -> None:
        """End it after what was written; the browser then tries to come back."""
        if self.protocol is None:
            # Not aborted: Engine.IO's CLOSE packet ends the poll that waits, and the browser comes back by itself.
            background_tasks.create(self.socket.close(wait=False), name='close a polling socket')
        elif self.is_stale:
            self.abort()
        else:
            self.protocol.transport.close()

    def close_for_restart(self) -> None:
        """End it with code 1012, service restart."""
        if self.protocol is None:
            self.close()
        elif not self.protocol.disconnected:
            self.protocol.shutdown()

    def abort(self) -> None:
        """End it at once; a browser that is still there comes back by itself."""
        if self.protocol is not None:
            self.protocol.transport.abort()
        elif not self.socket.closed:
            background_tasks.create(self.socket.close(wait=False, abort=True), name='close a polling socket')
