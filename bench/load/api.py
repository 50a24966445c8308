"""Programs that use the HTTP API: connections that post, and streams of events, read as cheaply as Python can."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import cast

from bench.load.http import Browser
from bench.load.tally import Tally

MARKER_BYTES = 32
"""More than a marker is long: so much is kept of what came, for one that comes in two pieces."""
LENGTH = b'content-length: '


class Line(asyncio.Protocol):
    """One connection that stays open; what it says goes out as it is."""

    def __init__(self) -> None:
        self.is_closed = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write to."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the server, or we, closed."""
        self.is_closed = True

    def write(self, data: bytes) -> None:
        """Send bytes."""
        if self._transport is not None and not self.is_closed:
            self._transport.write(data)

    def close(self) -> None:
        """Close without ceremony."""
        if self._transport is not None:
            self._transport.abort()


class Poster(Line):
    """Posts to a group, one message after the other or several on their way."""

    def __init__(self, browser: Browser, group_id: str, token: str) -> None:
        super().__init__()
        self.on_answer: Callable[[int], None] | None = None
        """Hears the status of each answer."""
        self._head = _head(browser, 'POST', f'/api/v1/groups/{group_id}/messages', token) + (
            b'Content-Type: application/json\r\nContent-Length: '
        )
        self._rest = b''

    def post(self, text: str) -> None:
        """Ask for a message to be sent."""
        body = json.dumps({'text': text}).encode()
        self.write(self._head + b'%d\r\n\r\n' % len(body) + body)

    def data_received(self, data: bytes) -> None:
        """Step over whole answers."""
        self._rest += data
        while True:
            head, end, body = self._rest.partition(b'\r\n\r\n')
            at = head.find(LENGTH)
            if not end or at < 0:
                return
            length = int(head[at + len(LENGTH) :].split(b'\r\n', 1)[0])
            if len(body) < length:
                return
            self._rest = body[length:]
            if self.on_answer is not None:
                self.on_answer(int(head[9:12]))


class EventStream(Line):
    """One program that follows a group; has what a crowd asks of a viewer's socket."""

    def __init__(self, tally: Tally, poster: Poster) -> None:
        """Count for a tally; what its viewer sends goes out by the poster."""
        super().__init__()
        self.tally = tally
        self.next_message_id = 0
        self.opened = asyncio.Event()
        self._poster = poster
        self._seen: set[bytes] = set()
        self._rest = b''

    def send(self, texts: Sequence[str]) -> None:
        """Post messages."""
        for text in texts:
            self._poster.post(text)

    def count_anew(self, tally: Tally) -> None:
        """Count for another tally from now on."""
        self.tally = tally
        self._seen = set()

    def data_received(self, data: bytes) -> None:
        """Count markers."""
        self.opened.set()
        data = self._rest + data
        self._rest = data[-MARKER_BYTES:]
        if found := self.tally.pattern.findall(data):
            before = len(self._seen)
            self._seen.update(found)
            self.tally.add(len(self._seen) - before)


async def open_poster(browser: Browser, group_id: str, token: str) -> Poster:
    """Connect to post."""
    poster = Poster(browser, group_id, token)
    await _connect(browser, poster)
    return poster


async def open_stream(browser: Browser, group_id: str, token: str, tally: Tally, poster: Poster) -> EventStream:
    """Follow a group; returns when the stream has begun."""
    stream = EventStream(tally, poster)
    await _connect(browser, stream)
    stream.write(_head(browser, 'GET', f'/api/v1/groups/{group_id}/events', token) + b'\r\n')
    await stream.opened.wait()
    return stream


async def _connect(browser: Browser, line: Line) -> None:
    loop = asyncio.get_running_loop()
    await loop.create_connection(lambda: line, '127.0.0.1', browser.port, local_addr=(browser.source, 0))


def _head(browser: Browser, method: str, path: str, token: str) -> bytes:
    return f'{method} {path} HTTP/1.1\r\nHost: {browser.host}\r\nAuthorization: Bearer {token}\r\n'.encode()
