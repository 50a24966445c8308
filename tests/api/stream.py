"""A stream of server-sent events, read as it comes: httpx gives an application's answer only when it is whole."""

import asyncio
import json
from types import TracebackType
from typing import Any, Self

from starlette.types import ASGIApp, Message

from tests.asgi import get

SECONDS = 5.0
"""Nothing that is expected takes longer."""


class Stream:
    """One request for events, until the block ends or the server ends it."""

    def __init__(self, site: ASGIApp, token: str, group_id: str, *, after: object = None) -> None:
        self._site = site
        self._headers = [(b'authorization', f'Bearer {token}'.encode()), (b'host', b'localhost:9999')]
        if after is not None:
            self._headers.append((b'last-event-id', str(after).encode()))
        self._path = f'/api/v1/groups/{group_id}/events'
        self._pieces: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._gone = asyncio.Event()
        self._began = asyncio.Event()
        self._rest = b''
        self.status = 0
        self.headers: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        async with asyncio.timeout(SECONDS):
            await self._began.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._gone.set()
        await self._task

    async def next(self) -> dict[str, Any] | None:
        """Wait for an event and return its data, with `id` and `event` as they came; None when the stream ends."""
        while True:
            block = await self._block()
            if block is None:
                return None
            lines = dict(line.split(': ', 1) for line in block.decode().splitlines() if not line.startswith(':'))
            if lines:
                return {'id': lines['id'], 'event': lines['event'], **json.loads(lines['data'])}

    async def body(self) -> bytes:
        """Return what an answer that is no stream says."""
        said = self._rest
        while (piece := await self._piece()) is not None:
            said += piece
        return said

    async def _block(self) -> bytes | None:
        while b'\n\n' not in self._rest:
            piece = await self._piece()
            if piece is None:
                return None
            self._rest += piece
        block, _, self._rest = self._rest.partition(b'\n\n')
        return block

    async def _piece(self) -> bytes | None:
        async with asyncio.timeout(SECONDS):
            return await self._pieces.get()

    async def _run(self) -> None:
        try:
            await self._site(get(self._path, self._headers), self._receive, self._send)
        finally:
            self._began.set()
            self._pieces.put_nowait(None)

    async def _receive(self) -> Message:
        await self._gone.wait()
        return {'type': 'http.disconnect'}

    async def _send(self, message: Message) -> None:
        if message['type'] == 'http.response.start':
            self.status = message['status']
            self.headers = {name.decode(): value.decode() for name, value in message['headers']}
        else:
            self._pieces.put_nowait(message.get('body', b''))
            self._began.set()
