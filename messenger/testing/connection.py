"""A WebSocket to an ASGI application in the same process: frames are handed over, nothing is listened on."""

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any

from starlette.types import ASGIApp

Message = MutableMapping[str, Any]


class Connection:
    """One open WebSocket; `on_text` gets each frame at the moment the server sends it."""

    def __init__(self, app: ASGIApp, on_text: Callable[[str], None]) -> None:
        self._app = app
        self._on_text = on_text
        self._to_server: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Whether the server has accepted it and neither side has closed it."""
        return self._is_open

    def open(self, path: str, query: str, headers: list[tuple[bytes, bytes]]) -> None:
        """Begin the handshake; it goes on as the loop does."""
        scope = {
            'type': 'websocket',
            'asgi': {'version': '3.0', 'spec_version': '2.3'},
            'http_version': '1.1',
            'scheme': 'ws',
            'path': path,
            'raw_path': path.encode(),
            'query_string': query.encode(),
            'root_path': '',
            'headers': headers,
            'client': ('127.0.0.1', 40_000),
            'server': ('localhost', 9999),
            'subprotocols': [],
            'state': {},
            'extensions': {},
        }
        self._to_server.put_nowait({'type': 'websocket.connect'})
        self._task = asyncio.create_task(self._run(scope), name='a browser in memory')

    def send(self, text: str) -> None:
        """Send a frame."""
        self._to_server.put_nowait({'type': 'websocket.receive', 'text': text})

    async def close(self) -> None:
        """Go away, as a closed tab does."""
        self._is_open = False
        self._to_server.put_nowait({'type': 'websocket.disconnect', 'code': 1001})
        if self._task is not None:
            await self._task

    async def _run(self, scope: Message) -> None:
        try:
            await self._app(scope, self._to_server.get, self._take)
        finally:
            self._is_open = False

    async def _take(self, message: Message) -> None:
        match message['type']:
            case 'websocket.accept':
                self._is_open = True
            case 'websocket.send' if message.get('text') is not None:
                self._on_text(message['text'])
            case 'websocket.close':
                self._is_open = False
