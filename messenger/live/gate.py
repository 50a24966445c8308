"""The door for sockets: who may join which page, how much they may send, and what happens when they go."""

import functools
import inspect
import logging
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
from messenger.live.pulse import Patience, take_over
from messenger.live.refusals import OncePerSecond, Refusals
from messenger.live.shedding import shed

Handler = Callable[..., Any]

NAMESPACE = '/'
STUCK_SECONDS = 5.0
# The page reloads itself on exactly these words (nicegui.js, connect_error), and so ends at the sign-in page.
HANDSHAKE_FAILED = 'Implicit handshake failed'


class Gate:
    """Stands between Engine.IO and Socket.IO, and in place of NiceGUI's own handlers."""

    def __init__(self, *, dispatcher: Dispatcher, page_of: Callable[[Client], Page], refusals: Refusals) -> None:
        self.connections: dict[str, Connection] = {}  # by Engine.IO's id
        self.is_closed = False
        self._dispatcher = dispatcher
        self._page_of = page_of
        self._refusals = refusals
        self._originals: dict[str, Handler] = {}
        self._patience = Patience(core.sio.eio)

    def install(self) -> None:
        """Replace the handlers of NiceGUI's socket server."""
        handlers = core.sio.handlers[NAMESPACE]
        for event in ('event', 'javascript_response', 'ack', 'log'):
            handlers.pop(event, None)  # they come to on_message and never get as far as Socket.IO
        self._replace(handlers, 'connect', self.on_connect)
        self._replace(handlers, 'handshake', self.on_handshake)
        self._replace(handlers, 'disconnect', self.on_disconnect)
        self._replace(core.sio.eio.handlers, 'connect', self.on_arrival, name='arrival')
        self._replace(core.sio.eio.handlers, 'message', self.on_message)
        self._replace(core.sio.eio.handlers, 'disconnect', self.on_departure, name='departure')
        handle_request = core.sio.eio.handle_request
        core.sio.eio.handle_request = _forgiving(getattr(handle_request, 'replaces', handle_request))
        for name in ('engineio.server', 'socketio.server'):
            logger = logging.getLogger(name)
            if not any(isinstance(existing, OncePerSecond) for existing in logger.filters):
                logger.addFilter(OncePerSecond())

    def close(self) -> None:
        """Let nobody in any more: browsers that come back wait for the next server."""
        self.is_closed = True

    # Engine.IO

    async def on_arrival(self, eio_sid: str, environ: dict[str, Any]) -> bool:
        """Know every socket from its first moment, so that it has an allowance and is looked after."""
        if self.is_closed:
            return False
        await self._originals['arrival'](eio_sid, environ)
        connection = self.connections[eio_sid] = Connection(core.sio.eio.sockets[eio_sid], environ)
        if connection.protocol is not None:
            take_over(connection, self._patience)
        return True

    async def on_message(self, eio_sid: str, data: Any) -> None:
        """Take one packet: events are acted upon here, what Socket.IO needs to connect goes on to it."""
        connection = self.connections.get(eio_sid)
        if connection is None:
            return
        if connection.page is not None and isinstance(data, str) and data.startswith('2['):
            self._take(connection, data)
        elif not connection.allowance.take():
            self._refusals.count('too many')
        elif not _connects(data, connection):
            self._refusals.count('packet')
        else:
            await self._pass_on(eio_sid, data)

    async def _pass_on(self, eio_sid: str, data: str) -> None:
        try:
            await self._originals['message'](eio_sid, data)
        except Exception as error:  # noqa: BLE001 (whatever a browser sends must not end its socket's task)
            self._refusals.count('failed', error=error)

    def _take(self, connection: Connection, data: str | bytes) -> None:
        """Act upon an event packet, from a WebSocket or from polling."""
        try:
            if not connection.allowance.take():
                raise Dropped('too many')
            self._dispatcher.handle(connection, *parse_packet(data))
        except (Dropped, Malformed) as reason:
            self._refusals.count(str(reason))
        except Exception as error:  # noqa: BLE001 (whatever a browser sends must not end its connection)
            self._refusals.count('failed', error=error)

    async def on_departure(self, eio_sid: str, reason: Any = None) -> None:
        """Let Socket.IO clean up, and make sure that the transport does not stay open behind it."""
        connection = self.connections.get(eio_sid)
        protocol = connection.protocol if connection is not None else None
        if protocol is not None and not protocol.disconnected:
            assert core.loop is not None
            core.loop.call_later(STUCK_SECONDS, protocol.transport.abort)
        await self._originals['departure'](eio_sid, reason)
        self.connections.pop(eio_sid, None)

    # Socket.IO

    async def on_connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        """Accept a socket; most pages shake hands in the same step, by the address of the socket."""
        query = {key: values[0] for key, values in parse_qs(environ.get('QUERY_STRING', '')).items()}
        if query.get('implicit_handshake') == 'true' and not await self.on_handshake(sid, query):
            raise Refusal(HANDSHAKE_FAILED)

    async def on_handshake(self, sid: str, data: Any = None) -> bool:
        """Bind a socket to a page, if both belong to the same session, and let it join."""
        connection = self._connection(sid)
        try:
            handshake = parse_handshake(data)
            client = Client.instances.get(handshake['client_id'])
            if connection is None or connection.sid or client is None:
                return False
            if not self._dispatcher.is_same_session(connection, self._page_of(client)):
                raise Dropped('session')
        except (Dropped, Malformed) as reason:
            self._refusals.count(str(reason))
            return False
        if not await self._originals['handshake'](sid, handshake):
            return False
        if client.is_deleted or self._connection(sid) is not connection:
            client.handle_disconnect(sid)  # it went while the handshake was under way
            return False
        connection.sid = sid
        connection.document_id = handshake['document_id']
        self._join(connection, self._page_of(client))
        shed(connection, client, core.sio.get_environ(sid) or {})
        return True

    def _join(self, connection: Connection, page: Page) -> None:
        page.join(connection)

        def catch_up() -> None:
            if (gap := connection.gap) is not None:
                page.catch_up(connection, gap)
                page.tell_again(gap)
                page.client.outbox.wake()  # type: ignore[attr-defined]

        if connection.protocol is not None:
            connection.protocol.on_drained = catch_up
            connection.protocol.on_event = functools.partial(self._take, connection)
        page.client.outbox.wake()  # type: ignore[attr-defined]

    def on_disconnect(self, sid: str, _reason: Any = None) -> None:
        """Take a socket out of its page."""
        connection = self._connection(sid)
        if connection is not None and connection.page is not None:
            connection.page.lose(connection)
            if not connection.page.client.is_deleted:
                connection.page.client.handle_disconnect(sid)

    def _connection(self, sid: str) -> Connection | None:
        return self.connections.get(core.sio.manager.eio_sid_from_sid(sid, NAMESPACE))

    def _replace(self, handlers: dict[str, Any], event: str, method: Handler, *, name: str = '') -> None:
        original = getattr(handlers[event], 'replaces', handlers[event])
        self._originals[name or event] = original
        handlers[event] = _replacing(original, method)


def _connects(data: Any, connection: Connection) -> bool:
    """Whether a packet is one that connects, disconnects, or shakes hands and wants an answer."""
    if not isinstance(data, str) or len(data) > LARGEST_MESSAGE:
        return False
    if data.startswith(('0', '1')):
        return data[1:2] in {'', '{'}
    return connection.page is None and data.startswith('2') and data[1:2].isdigit() and '["handshake"' in data[:32]


def _replacing(original: Handler, method: Handler) -> Handler:
    """Return the method as a plain function that knows what it stands for, so that a second Live finds it."""

    async def run(*arguments: Any) -> Any:
        result = method(*arguments)
        return await result if inspect.isawaitable(result) else result

    run.replaces = original  # type: ignore[attr-defined]
    return run


def _forgiving(original: Handler) -> Handler:
    """Return Engine.IO's entrance such that a browser that goes before its request is read costs no traceback."""

    async def run(scope: Any, receive: Any, send: Any) -> Any:
        try:
            return await original(scope, receive, send)
        except KeyError as error:
            if error.args != ('REQUEST_METHOD',) or scope['type'] != 'http':
                raise
        await send({'type': 'http.response.start', 'status': 400, 'headers': []})  # middleware insists on an answer
        await send({'type': 'http.response.body', 'body': b''})
        return None

    run.replaces = original  # type: ignore[attr-defined]
    return run
