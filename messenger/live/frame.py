"""One packet for many browsers: encoded once, the same bytes to every transport."""

from typing import Any

from engineio.packet import MESSAGE, Packet  # type: ignore[import-untyped]
from nicegui import json

from messenger.live.wire import text_frame

SOCKET_IO_EVENT = '2'


class Frame:
    """A Socket.IO event of the default namespace, as an Engine.IO packet and as a WebSocket frame."""

    __slots__ = ('_packet', '_wire', 'text')

    def __init__(self, text: str) -> None:
        self.text = SOCKET_IO_EVENT + text
        self._wire: bytes | None = None
        self._packet: Any = None

    @property
    def wire(self) -> bytes:
        """The WebSocket frame; a character that cannot be encoded becomes a question mark, the rest arrives."""
        if self._wire is None:
            self._wire = text_frame(f'{MESSAGE}{self.text}'.encode('utf-8', 'replace'))
        return self._wire

    @property
    def packet(self) -> Any:
        """The Engine.IO packet for a connection that began on polling."""
        if self._packet is None:
            self._packet = Packet(MESSAGE, self.text)
        return self._packet


def update_frame(parts: str) -> Frame:
    """Return the frame that applies `"id":element,...` to a browser's elements (`null` deletes)."""
    return Frame(f'["update",{{{parts}}}]')


def message_frame(kind: str, data: dict[str, Any]) -> Frame:
    """Return the frame of one of NiceGUI's other messages, such as `run_javascript` or `notify`."""
    return Frame(json.dumps([kind, data]))


def components_frame(components: list[Any]) -> Frame:
    """Return the frame that makes a browser load JavaScript components before it meets their elements."""
    return message_frame('load_js_components', {'components': [{'key': c.key, 'tag': c.tag} for c in components]})
