"""The door for sockets: who may connect, how much they may send, and what happens when they go."""

import inspect
import logging
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from nicegui import core
from nicegui.client import Client
from socketio.exceptions import ConnectionRefusedError as Refusal  # type: ignore[import-untyped]

from messenger.live.connection import Connection
from messenger.live.dispatcher import Dispatcher, Dropped
from messenger.live.message import LARGEST_MESSAGE, Malformed, parse_handshake, parse_packet
from messenger.live.page import Page
from messenger.live.wire import protocol_of

log = logging.getLogger(__name__)

Handler = Callable[..., Any]

NAMESPACE = '/'
STUCK_SECONDS = 5.0
LOG_SECONDS = 1.0
# The page reloads itself on exactly these words (nicegui.js, connect_error), and so ends at the sign-in page.
HANDSHAKE_FAILED = 'Implicit handshake failed'


class Gate:
    """Stands between Engine.IO and Socket.IO, and in place of NiceGUI's own handlers."""

    def __init__(
        self,
        *,
        dispatcher: Dispatcher,
        page_of: Callable[[Client], Page],
        dropped: Counter[str],
        drained: Callable[[Connection], None],
    ) -> None:
        self.connections: dict[str, Connection] = {}
        self._dispatcher = dispatcher
        self._page_of = page_of
        self._dropped = dropped
        self._drained = drained
        self._logged: dict[str, float] = {}
        self._originals: dict[str, Handler] = {}

    def install(self) -> None:
        """Replace the handlers of NiceGUI's socket server."""
        sio = core.sio
        handlers = sio.handlers[NAMESPACE]
        for event in ('connect', 'handshake', 'disconnect'):
            self._originals[event] = _original(handlers[event])
        for event in ('event', 'javascript_response', 'ack', 'log'):
            handlers.pop(event, None)  # they come to on_message and never get as far as Socket.IO
        handlers['connect'] = _replacing(self._originals['connect'], self.on_connect)
        handlers['handshake'] = _replacing(self._originals['handshake'], self.on_handshake)
        handlers['disconnect'] = _replacing(self._originals['disconnect'], self.on_disconnect)
        for event in ('message', 'disconnect'):
            self._originals[f'eio {event}'] = _original(sio.eio.handlers[event])
        sio.eio.handlers['message'] = _replacing(self._originals['eio message'], self.on_message)
        sio.eio.handlers['disconnect'] = _replacing(self._originals['eio disconnect'], self.on_gone)

    # Engine.IO

    async def on_message(self, eio_sid: str, data: Any) -> None:
        """Take one packet of a socket: events are acted upon here, what Socket.IO needs to connect goes on to it."""
        connection = self.connections.get(eio_sid)
        try:
            if connection is not None and not connection.allowance.take():
                raise Dropped('too many')
            if connection is not None and isinstance(data, str) and data.startswith('2['):
                self._dispatcher.handle(connection, *parse_packet(data))
            elif _belongs_to_protocol(data, connection):
                await self._originals['eio message'](eio_sid, data)
            else:
                raise Malformed('packet')
        except (Dropped, Malformed) as reason:
            self.drop(str(reason))
        except Exception:  # noqa: BLE001 (whatever a browser sends must not end its socket's task with a traceback)
            self._log('failed', exc_info=True)

    async def on_gone(self, eio_sid: str, reason: Any = None) -> None:
        """Let Socket.IO clean up, and make sure that the transport does not stay open behind it."""
        environ = core.sio.environ.get(eio_sid)
        protocol = protocol_of(environ['asgi.scope']) if environ else None
        if protocol is not None and not protocol.disconnected and core.loop is not None:
            core.loop.call_later(STUCK_SECONDS, _abort_if_open, protocol)
        await self._originals['eio disconnect'](eio_sid, reason)
        self.connections.pop(eio_sid, None)

    # Socket.IO

    async def on_connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        """Accept a socket; most pages shake hands in the same step, by the address of the socket."""
        query = {key: values[0] for key, values in parse_qs(environ.get('QUERY_STRING', '')).items()}
        if query.get('implicit_handshake') == 'true' and not await self.on_handshake(sid, query):
            raise Refusal(HANDSHAKE_FAILED)

    async def on_handshake(self, sid: str, data: Any) -> bool:
        """Bind a socket to a page, if both belong to the same session, and let it join."""
        try:
            handshake = parse_handshake(data)
        except Malformed as reason:
            self.drop(str(reason))
            return False
        client = Client.instances.get(handshake['client_id'])
        eio_sid = core.sio.manager.eio_sid_from_sid(sid, NAMESPACE)
        environ = core.sio.environ.get(eio_sid)
        socket = core.sio.eio.sockets.get(eio_sid)
        if client is None or environ is None or socket is None:
            return False
        connection = Connection(sid, eio_sid, socket, environ)
        if not self._dispatcher.is_same_session(connection, client):
            self.drop('session')
            return False
        if not await self._originals['handshake'](sid, handshake):
            return False
        if eio_sid not in core.sio.environ or client.is_deleted:
            return False
        self._join(connection, self._page_of(client))
        return True

    def _join(self, connection: Connection, page: Page) -> None:
        self.connections[connection.eio_sid] = connection
        if connection.protocol is not None:
            connection.protocol.on_drained = lambda: self._drained(connection)
        page.join(connection, self.horizon_seconds)
        page.client.outbox.wake()  # type: ignore[attr-defined]

    def on_disconnect(self, sid: str, _reason: Any = None) -> None:
        """Take a socket out of its page."""
        connection = next((c for c in self.connections.values() if c.sid == sid), None)
        if connection is not None and connection.page is not None:
            connection.page.lose(sid, self.horizon_seconds)
            connection.page.client.handle_disconnect(sid)

    @property
    def horizon_seconds(self) -> float:
        """After how long a frame has surely arrived, or else the connection would have been found dead by then.

        A ping goes out `ping_interval` after the last answer, must be answered within `ping_timeout`, and Engine.IO
        looks at each socket once per `ping_timeout`; the answer itself may have taken as long.
        """
        eio = core.sio.eio
        return float(eio.ping_interval + 4 * eio.ping_timeout)

    # What is not acted upon

    def drop(self, reason: str) -> None:
        """Count a message that is not acted upon; log at most one a second for each reason."""
        self._dropped[reason] += 1
        self._log(reason)

    def _log(self, reason: str, *, exc_info: bool = False) -> None:
        now = time.monotonic()
        if now - self._logged.get(reason, -LOG_SECONDS) >= LOG_SECONDS:
            self._logged[reason] = now
            log.warning(
                'Dropped messages of browsers: %s (%s so far)', reason, self._dropped[reason], exc_info=exc_info
            )


def _belongs_to_protocol(data: Any, connection: Connection | None) -> bool:
    """Whether a packet is one that connects or disconnects, or a handshake that wants an answer."""
    if not isinstance(data, str) or len(data) > LARGEST_MESSAGE:
        return False
    if data.startswith(('0', '1')):
        return data[1:2] in {'', '{'}
    return connection is None and data.startswith('2') and data[1:2].isdigit() and '["handshake"' in data[:32]


def _abort_if_open(protocol: Any) -> None:
    if not protocol.disconnected:
        protocol.abort()


def _original(handler: Any) -> Handler:
    return getattr(handler, 'replaces', handler)  # type: ignore[no-any-return]


def _replacing(original: Handler, method: Handler) -> Handler:
    """Return the method as a plain function that knows what it stands for, so that a second Live finds it."""

    async def run(*arguments: Any) -> Any:
        result = method(*arguments)
        return await result if inspect.isawaitable(result) else result

    run.replaces = original  # type: ignore[attr-defined]
    return run
