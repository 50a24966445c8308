"""The WebSocket protocol given to uvicorn: it lets a frame that is encoded once be written to many transports."""

import struct
from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from messenger.live.allowance import Allowance

SCOPE_KEY = 'messenger.live.wire'
NICEGUI_PATH = b'/_nicegui_ws/'
# https://github.com/socketio/engine.io-protocol, "Packet encoding"
ENGINE_IO_TYPES = frozenset({b'0', b'1', b'2', b'3', b'4', b'5', b'6'})
PONG = b'3'
EVENT = b'42['  # Engine.IO message, Socket.IO event of the default namespace that wants no acknowledgement
TEXT_FRAME = 0x81  # RFC 6455, 5.2: the final (and only) fragment, opcode text; a server's frames are not masked


class Protocol(WebSocketsSansIOProtocol):
    """uvicorn's own WebSocket protocol, found again through the ASGI scope and told when its buffer has drained."""

    on_drained: Callable[[], None] | None = None
    on_event: Callable[[bytes], None] | None = None
    on_pong: Callable[[], None] | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._allowance = Allowance(per_second=100, burst=500)

    async def run_asgi(self) -> None:
        """Run the application with this protocol in its scope: `send` may be wrapped by middleware."""
        cast(dict[str, Any], self.scope)[SCOPE_KEY] = self
        await super().run_asgi()

    def send_receive_event_to_app(self) -> None:
        """Hand an event over at once; let Engine.IO have what is its own; end a connection that sends anything else.

        Through Engine.IO an event passes a queue and three tasks; a frame it cannot read costs a traceback in the log.
        """
        if NICEGUI_PATH not in self.scope['raw_path']:
            super().send_receive_event_to_app()
            return
        data = bytes(self.frames[0]) if len(self.frames) == 1 else b''.join(self.frames)
        if self.curr_msg_data_type != 'text' or data[:1] not in ENGINE_IO_TYPES or not self._allowance.take():
            self.frames = []
            self.transport.abort()
        elif self.on_event is not None and data.startswith(EVENT):
            self.frames = []
            self.on_event(data[1:])
        elif self.on_pong is not None and data == PONG:
            self.frames = []
            self.on_pong()
        else:
            super().send_receive_event_to_app()

    def forget_handshake(self) -> None:
        """Let go of the request and the answer that opened the socket."""
        if self.handshake_complete:
            self.request = self.response = None  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        """Cut the reference from the scope, which a page's client keeps until it is deleted."""
        super().connection_lost(exc)
        self.on_drained = self.on_event = self.on_pong = None
        if hasattr(self, 'scope'):  # a refused upgrade never had one
            cast(dict[str, Any], self.scope).pop(SCOPE_KEY, None)

    def resume_writing(self) -> None:
        """Tell who waits that the write buffer is below its low mark."""
        super().resume_writing()
        if self.on_drained is not None:
            self.on_drained()

    @property
    def is_writable(self) -> bool:
        """Whether a frame may be written now: after the handshake and before any kind of end."""
        return (
            self.handshake_complete
            and not self.close_sent
            and not self.disconnected
            and not self.transport.is_closing()
        )


def text_frame(payload: bytes) -> bytes:
    """Return a WebSocket text frame (RFC 6455, 5.2) as a server sends it: whole, unmasked and uncompressed."""
    length = len(payload)
    if length < 126:
        return struct.pack('!BB', TEXT_FRAME, length) + payload
    if length < 0x10000:
        return struct.pack('!BBH', TEXT_FRAME, 126, length) + payload
    return struct.pack('!BBQ', TEXT_FRAME, 127, length) + payload


def protocol_of(scope: dict[str, Any]) -> Protocol | None:
    """Return the protocol that serves a WebSocket scope, or None when the connection came in another way."""
    protocol = scope.get(SCOPE_KEY)
    return protocol if isinstance(protocol, Protocol) else None
