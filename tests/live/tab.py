"""A browser tab without a screen: does with the server's frames what nicegui.js 3.18 does, and shows the text."""

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import urlencode

import httpx
from websockets.asyncio.client import ClientConnection, connect

from messenger.testing.screen import Screen


class Tab(Screen):
    """One page, opened as somebody; `async with` closes it."""

    def __init__(self, url: str, session: str | None = 'alice') -> None:
        super().__init__()
        self.url = url
        self.session = session
        self.frames: list[str] = []
        self.tab_id = str(uuid.uuid4())
        self.document_id = str(uuid.uuid4())
        self.socket: ClientConnection | None = None
        self.refused = ''
        self._connected = asyncio.Event()
        self._changed = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {'Cookie': f'messenger_session={self.session}'} if self.session else {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.lose()

    async def get(self, path: str) -> Self:
        """Load the first HTML."""
        async with httpx.AsyncClient(verify=False, trust_env=False) as http:
            response = await http.get(self.url + path, headers=self.headers, timeout=30)
        assert response.status_code == 200, response.text
        self.load(response.text)
        return self

    async def open(self, path: str) -> Self:
        """Load the first HTML and connect."""
        await self.get(path)
        return await self.connect()

    @property
    def query(self) -> dict[str, Any]:
        return {
            'client_id': self.client_id,
            'next_message_id': self.next_message_id,
            'implicit_handshake': 'true',
            'document_id': self.document_id,
            'tab_id': self.tab_id,
            'old_tab_id': 'null',
            'EIO': 4,
        }

    async def connect(self, **options: Any) -> Self:
        """Open the socket and wait until the server has accepted or refused it."""
        address = f'{self.url.replace("http", "ws")}/_nicegui_ws/socket.io/?{urlencode(self.query)}&transport=websocket'
        self._connected.clear()
        self.refused = ''
        self.socket = await connect(address, additional_headers=self.headers, max_size=None, **options)
        assert (await self.socket.recv()).startswith('0')
        await self.socket.send('40')
        self._reader = asyncio.create_task(self._read(self.socket))
        await asyncio.wait_for(self._connected.wait(), 5)
        return self

    async def lose(self) -> None:
        """Drop the socket."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        if self.socket is not None:
            self.socket.transport.abort()
            await self.socket.wait_closed()
        self.socket = None

    async def _read(self, socket: ClientConnection) -> None:
        async for frame in socket:
            assert isinstance(frame, str)
            await self.take(frame)

    async def take(self, frame: str) -> None:
        """Do what the browser does with one Engine.IO packet."""
        self.frames.append(frame)
        if frame == '2' and self.socket is not None:
            await self.socket.send('3')
        elif frame.startswith('40'):
            self._connected.set()
        elif frame.startswith('44'):
            self.refused = json.loads(frame[2:])['message']
            self._connected.set()
        elif frame.startswith('42'):
            kind, data = json.loads(frame[2:])
            self.apply(kind, data)
        self._changed.set()

    # What a person sees and does

    def text(self, element_id: int = 0) -> str:
        """The text of an element and what is in it; hidden ones show nothing."""
        element = self.elements.get(element_id)
        if element is None or 'hidden' in element.get('class', []):
            return ''
        props = element.get('props', {})
        words = [str(element.get('text') or ''), str(props.get('innerHTML', '')), str(props.get('label', ''))]
        words += [self.text(child) for child in element.get('children', [])]
        return ' '.join(word for word in words if word)

    def find(self, words: str) -> int:
        """The one element that itself says these words."""
        found = [
            element_id
            for element_id, element in self.elements.items()
            if words in (element.get('text'), element.get('props', {}).get('label'))
        ]
        assert len(found) == 1, (words, found)
        return found[0]

    async def emit(self, kind: str, data: Any) -> None:
        assert self.socket is not None
        await self.socket.send('42' + json.dumps([kind, data]))

    async def click(self, words: str) -> None:
        await self.emit('event', self.event(self.find(words)))

    async def until(self, holds: Callable[[], Any], seconds: float = 5) -> None:
        """Wait until something holds, looking again after each frame."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def until_sees(self, words: str) -> None:
        try:
            await self.until(lambda: words in self.text())
        except TimeoutError:
            raise AssertionError(f'{words!r} not in {self.text()!r}') from None

    async def settle(self) -> None:
        """Wait until the server has handled everything sent so far, and everything it sent by then has arrived."""
        mark = str(uuid.uuid4())
        source = f"return await Client.instances['{self.client_id}'].run_javascript('{mark}', timeout=20)"
        async with httpx.AsyncClient(verify=False, trust_env=False, timeout=30) as http:
            asked = asyncio.create_task(http.post(f'{self.url}/ask', content=source))
            await self.until(lambda: any(data.get('code') == mark for _, data in self.messages))
            asking = next(data for _, data in self.messages if data.get('code') == mark)
            self.messages = [message for message in self.messages if message[1] is not asking]
            while not asked.done():
                answer = {'request_id': asking['request_id'], 'client_id': self.client_id, 'result': mark}
                await self.emit('javascript_response', answer)
                await asyncio.wait([asked], timeout=0.5)  # again when the allowance was used up
            assert (await asked).json() == {'value': mark}
