"""One browser tab without the browser: it does with frames what nicegui.js does, and comes back as that does."""

import asyncio
import json
import random
import time
import uuid
from collections.abc import Callable
from typing import Any

import orjson

from bench.load.http import Browser
from bench.load.messenger_page import find_composer, report_newest, say
from bench.load.nicegui_page import NiceGuiPage
from bench.load.tally import Tally
from bench.load.viewer import connect
from bench.load.websocket import ViewerSocket
from soak.history import Reader
from soak.screen import Screen
from soak.script import Storage

CONNECT_SECONDS = 20.0
FIRST_DELAY_SECONDS, LONGEST_DELAY_SECONDS, JITTER = 1.0, 5.0, 0.5
"""How socket.io-client waits between attempts to come back (its defaults; NiceGUI sets none)."""
ACKNOWLEDGE_SECONDS = 3.0
NOBODY_COUNTS = Tally(0, 0)
HANDSHAKE_FAILED = b'44'


class Tab:
    """A page of one group, opened by a member; from `open` to `close` it is there as a browser would be."""

    def __init__(self, browser: Browser, path: str, reader: Reader) -> None:
        self._browser = browser
        self._path = path
        self.screen = Screen(reader)
        self.storage = Storage(path.rpartition('/')[2])
        self.on_accepted: Callable[[str], None] = _ignore
        self.on_given_back: Callable[[str], None] = _ignore
        self.changed = asyncio.Event()
        self.disconnects = self.reloads = self.errors = 0
        self.is_revising = False
        """Whether its member edits or deletes just now; the composer is hidden meanwhile."""
        self._socket: ViewerSocket | None = None
        self._is_joined = False
        self.joined_at = 0.0
        """When it last came back, by `time.monotonic`."""
        self._patience_seconds = CONNECT_SECONDS
        self._waiting: list[str] = []
        self._next_message_id = self._acknowledged = 0
        self._silence: asyncio.TimerHandle | None = None
        self._life: asyncio.Task[None] | None = None
        self._lost = asyncio.Event()

    @property
    def reader(self) -> Reader:
        """What is written down of it."""
        return self.screen.reader

    @property
    def page(self) -> NiceGuiPage:
        """The page as it is now."""
        return self.screen.page

    @property
    def is_connected(self) -> bool:
        """Whether the socket is open and has joined its page."""
        return self._is_joined

    async def open(self) -> None:
        """Load the page and connect; from then on come back by itself whenever the socket is lost."""
        await self._load()
        await self._connect()
        self._life = asyncio.create_task(self._live())

    async def close(self) -> None:
        """Leave without a word, as a closed laptop does."""
        if self._life is not None:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)
        self._drop()

    def read_little(self, receive_bytes: int) -> None:
        """Let the operating system take no more than that ahead of reading; to be called before opening."""
        self._browser.receive_bytes = receive_bytes

    def stop_reading(self) -> None:
        """Hang: read nothing any more, and do not even notice that the connection ends."""
        if self._life is not None:
            self._life.cancel()
        if self._silence is not None:
            self._silence.cancel()
        if self._socket is not None:
            self._socket.stop_reading()

    def send(self, text: str) -> str:
        """Press Enter: the text is safe in the tab before it leaves. Returns the request id."""
        request_id = str(uuid.uuid4())
        self.storage.unsent[request_id] = text
        self.emit(say(self.page, find_composer(self.page), request_id, text))
        return request_id

    def emit(self, packet: str) -> None:
        """Send a packet, or once connected again, as socket.io-client does."""
        if self._socket is not None and self._is_joined:
            self._socket.send([packet])
        else:
            self._waiting.append(packet)

    def event(self, kind: str, args: list[Any], *, css_class: str = '', tag: str = '') -> None:
        """Let the first such element emit. Raises LookupError when there is none now."""
        self.emit(self.page.event(self.page.find(kind, css_class=css_class, tag=tag), args))

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until something holds, looking after each packet; tell whether it came to that."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            return False
        return True

    async def _load(self) -> None:
        response = await self._browser.get(self._path)
        if response.status != 200:
            self.errors += 1
            raise ConnectionError(f'{self.reader.name} loaded the page and got {response.status}')
        self.screen.load(response.body)
        self._next_message_id = self._acknowledged = self.page.next_message_id
        self._waiting.clear()

    async def _connect(self) -> None:
        """Open the socket of the page; when the server does not know the page any more, load it anew first."""
        self._lost.clear()
        async with asyncio.timeout(CONNECT_SECONDS):
            socket = self._socket = ViewerSocket(NOBODY_COUNTS)
            refused = asyncio.Event()
            socket.on_packet = lambda packet: self._take(socket, packet, refused)
            socket.on_close = self._lose
            await connect(self._browser, self.page.socket_path(self._next_message_id), socket)
            while not self._is_joined and not refused.is_set():
                if self._lost.is_set():
                    raise ConnectionError('the server closed the socket')
                self.changed.clear()
                await self.changed.wait()
        if refused.is_set():
            self._drop()
            self.reloads += 1
            self.reader.was_always_there = False
            await self._load()
            await self._connect()

    async def _live(self) -> None:
        acknowledging = asyncio.create_task(self._acknowledge())
        try:
            while True:
                await self._lost.wait()
                self.disconnects += 1
                self._drop()
                await self._come_back()
        finally:
            acknowledging.cancel()

    async def _come_back(self) -> None:
        for attempt in range(1_000_000):
            delay = FIRST_DELAY_SECONDS * 2 ** min(attempt, 10)
            delay += random.uniform(-JITTER, JITTER) * delay
            await asyncio.sleep(min(delay, LONGEST_DELAY_SECONDS))
            try:
                await self._connect()
            except (OSError, TimeoutError, ValueError, IndexError):
                self._drop()
            else:
                return

    def _lose(self) -> None:
        self._lost.set()
        self.changed.set()

    def _drop(self) -> None:
        self._is_joined = False
        if self._silence is not None:
            self._silence.cancel()
        if self._socket is not None:
            self._socket.on_packet = self._socket.on_close = None
            self._socket.close()
            self._socket = None

    async def _acknowledge(self) -> None:
        while True:
            await asyncio.sleep(ACKNOWLEDGE_SECONDS)
            if self._is_joined and self._next_message_id > self._acknowledged:
                self._acknowledged = self._next_message_id
                self.emit(self.page.ack(self._acknowledged))

    def _take(self, socket: ViewerSocket, packet: bytes, refused: asyncio.Event) -> None:
        """Do what the browser does with one Engine.IO packet."""
        if packet.startswith(b'0'):
            self._open(socket, orjson.loads(packet[1:]))
        elif packet == b'2':
            self._expect_pings()
        elif packet.startswith(b'40'):
            self._join(socket)
        elif packet.startswith(HANDSHAKE_FAILED):
            refused.set()
        elif packet.startswith(b'42'):
            self.screen.hear(packet)
            self._apply(*orjson.loads(packet[2:]))
        self.changed.set()

    def _open(self, socket: ViewerSocket, opening: dict[str, Any]) -> None:
        self._patience_seconds = (opening['pingInterval'] + opening['pingTimeout']) / 1e3
        self._expect_pings()
        socket.send(['40'])

    def _expect_pings(self) -> None:
        """Give the socket up, as engine.io-client does, when the server's next ping stays out."""
        if self._silence is not None:
            self._silence.cancel()
        self._silence = asyncio.get_running_loop().call_later(self._patience_seconds, self._lose)

    def _join(self, socket: ViewerSocket) -> None:
        self._is_joined = True
        self.joined_at = time.monotonic()
        waiting, self._waiting = self._waiting, []
        socket.send([*waiting, report_newest(self.page)])

    def _apply(self, kind: str, data: dict[str, Any]) -> None:
        number = data.pop('_id', None)
        if number is not None:
            if number < self._next_message_id:
                return
            self._next_message_id = number + 1
        if kind == 'update':
            self.screen.update(data)
        elif kind == 'run_javascript':
            self._run(data)

    def _run(self, data: dict[str, Any]) -> None:
        code = data['code']
        for request_id in self.storage.given_back_in(code):
            self.on_given_back(request_id)
        for request_id in self.storage.accepted_in(code):
            self.on_accepted(request_id)
        if asked := data.get('request_id'):
            content = {
                'request_id': asked,
                'client_id': self.page.client_id,
                'result': self.storage.answer(code),
            }
            self.emit(f'42{json.dumps(["javascript_response", content])}')


def _ignore(_: str) -> None:
    """Stand in for who does not listen."""
