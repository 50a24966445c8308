"""A WebSocket with Engine.IO on it, read as cheaply as Python can: frames are stepped over, markers counted.

Nothing is parsed but frame heads: at 500 viewers the load must stay cheaper than the servers it measures.
"""

import asyncio
import base64
import os
from collections import deque
from collections.abc import Callable, Sequence
from typing import cast

from bench.load.tally import Tally

TEXT_FRAME = 0x81
CLOSE, PING, PONG = 0x88, 0x89, 0x8A
ENGINE_PING = b'2'
MASK_BIT = 0x80
NO_MASK = b'\0\0\0\0'
"""RFC 6455 asks clients to mask; masking with zeros is allowed and leaves the bytes as they are."""
MESSAGE_ID = b'"_id":'
REQUEST_ID = b'"request_id":"'


class ViewerSocket(asyncio.Protocol):
    """One open socket. Until `listen_quietly`, text packets queue for `packet`; from then on they are only counted."""

    def __init__(self, tally: Tally, answer: Callable[[bytes], Sequence[str]] | None = None) -> None:
        """Count for a tally; `answer` writes the packets that answer what NiceGUI asks the browser in some frames."""
        self.tally = tally
        self._answer = answer
        self.seen: set[bytes] = set()
        self.is_closed = False
        self.next_message_id = 0
        self._transport: asyncio.Transport | None = None
        self._rest = b''
        self._is_upgraded = False
        self._packets: deque[bytes] | None = deque()
        self._arrival = asyncio.Event()
        self.on_packet: Callable[[bytes], None] | None = None
        """Hears every text packet, when somebody wants to read them all."""
        self.on_close: Callable[[], None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write to."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the server, or we, closed."""
        self.is_closed = True
        self._arrival.set()
        if self.on_close is not None:
            self.on_close()

    def data_received(self, data: bytes) -> None:
        """Step over whole frames, answer pings, count markers."""
        if self._rest:
            data = self._rest + data
        if not self._is_upgraded:
            data = self._upgraded(data)
        end = self._step(data)
        self._rest = data[end:]
        if not end:
            return
        if found := self.tally.pattern.findall(data, 0, end):
            before = len(self.seen)
            self.seen.update(found)
            self.tally.add(len(self.seen) - before)
        at = data.rfind(MESSAGE_ID, 0, end)
        if at >= 0:
            self._note_message_id(data[at + len(MESSAGE_ID) : at + len(MESSAGE_ID) + 12])
            if self._answer is not None and REQUEST_ID in data:
                self.send(self._answer(data[:end]))

    def send(self, packets: Sequence[str]) -> None:
        """Write text packets, in one go."""
        if self._transport is not None and not self.is_closed:
            self._transport.write(b''.join(_frame(TEXT_FRAME, packet.encode()) for packet in packets))

    def count_anew(self, tally: Tally) -> None:
        """Count for another tally from now on."""
        self.tally = tally
        self.seen = set()

    def listen_quietly(self) -> None:
        """Stop queueing packets: joining is over."""
        self._packets = None

    async def upgrade(self, path: str, host: str, cookie: str) -> None:
        """Ask for the WebSocket. Raises ConnectionError when refused."""
        assert self._transport is not None
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f'GET {path} HTTP/1.1',
            f'Host: {host}',
            'Upgrade: websocket',
            'Connection: Upgrade',
            f'Sec-WebSocket-Key: {key}',
            'Sec-WebSocket-Version: 13',
            f'Origin: http://{host}',
            f'Cookie: {cookie}',
        ]
        self._transport.write(('\r\n'.join(lines) + '\r\n\r\n').encode())
        while not self._is_upgraded:
            await self._arrived()

    async def packet(self, prefix: bytes) -> bytes:
        """Wait for the next packet that begins so; others before it are dropped."""
        while True:
            while self._packets:
                packet = self._packets.popleft()
                if packet.startswith(prefix):
                    return packet
            await self._arrived()

    def stop_reading(self) -> None:
        """Read nothing any more, as a browser that hangs."""
        if self._transport is not None:
            self._transport.pause_reading()

    def close(self) -> None:
        """Close without ceremony, as a closed laptop does."""
        if self._transport is not None:
            self._transport.abort()

    async def _arrived(self) -> None:
        self._arrival.clear()
        if self.is_closed:
            raise ConnectionError(f'The server closed the socket: {self._rest[:200]!r}')
        await self._arrival.wait()

    def _upgraded(self, data: bytes) -> bytes:
        head, mark, rest = data.partition(b'\r\n\r\n')
        if not mark or b' 101 ' not in head.split(b'\r\n', 1)[0]:
            return data
        self._is_upgraded = True
        self._arrival.set()
        return rest

    def _step(self, data: bytes) -> int:
        """Return where the last whole frame ends."""
        if not self._is_upgraded:
            return 0
        position, end = 0, len(data)
        while end - position >= 2:
            length, start = data[position + 1], position + 2
            if length >= 126:
                start += 2 if length == 126 else 8
                length = int.from_bytes(data[position + 2 : start], 'big')
            stop = start + length
            if stop > end:
                break
            first = data[position]
            if first != TEXT_FRAME or length == 1 or self._packets is not None or self.on_packet is not None:
                self._take(first, data[start:stop])
            position = stop
        return position

    def _take(self, first: int, payload: bytes) -> None:
        assert self._transport is not None
        if first == TEXT_FRAME and self.on_packet is not None:
            self.on_packet(payload)
        if first == PING:
            self._transport.write(_frame(PONG, payload))
        elif first == CLOSE:
            self._transport.close()
        elif payload == ENGINE_PING:
            self._transport.write(_frame(TEXT_FRAME, b'3'))
        elif self._packets is not None:
            self._packets.append(payload)
            self._arrival.set()

    def _note_message_id(self, text: bytes) -> None:
        digits = text.split(b'}', 1)[0].split(b',', 1)[0]
        if digits.isdigit():
            self.next_message_id = int(digits) + 1


def _frame(first: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < 126:
        head = bytes((first, MASK_BIT | length))
    elif length < 1 << 16:
        head = bytes((first, MASK_BIT | 126)) + length.to_bytes(2, 'big')
    else:
        head = bytes((first, MASK_BIT | 127)) + length.to_bytes(8, 'big')
    return head + NO_MASK + payload
