"""Somebody at a running server without a browser: signs in, opens pages and live connections by hand."""

import asyncio
import re
import uuid
from urllib.parse import urlencode

import httpx
from websockets.asyncio.client import ClientConnection, connect

ANSWER_SECONDS = 5
CLIENT_ID = re.compile(r"'client_id': '([0-9a-f-]{36})'")


class Visitor:
    """One cookie jar, and what it opens."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.AsyncClient(base_url=url, headers={'Origin': url}, timeout=20)

    async def sign_in(self, name: str) -> None:
        """Take a name."""
        answer = await self.http.post('/sign-in', data={'name': name})
        assert answer.status_code == 303, answer.text

    async def open_page(self, path: str = '/') -> str:
        """Open a page and return its client id."""
        answer = await self.http.get(path)
        assert answer.status_code == 200, answer.text
        found = CLIENT_ID.search(answer.text)
        assert found
        return found[1]

    async def connect(self, client_id: str, **options: str) -> ClientConnection:
        """Open a page's live connection and finish its handshake."""
        socket = await self.open_socket(client_id, **options)
        await socket.recv()
        await socket.send('40')
        async with asyncio.timeout(ANSWER_SECONDS):
            # What the page sends as soon as it is there may overtake the answer; browsers keep it until that comes.
            while not str(await socket.recv()).startswith('40'):
                continue
        return socket

    async def open_socket(self, client_id: str, **headers: str) -> ClientConnection:
        """Open a page's live connection, as far as the WebSocket."""
        cookies = '; '.join(f'{name}={value}' for name, value in self.http.cookies.items())
        address = f'{self.url.replace("http", "ws")}/_nicegui_ws/socket.io/?{_query(client_id, "websocket")}'
        asked = {'Cookie': cookies, 'Origin': self.url} | headers
        return await connect(address, additional_headers=asked, proxy=None)

    async def poll(self, client_id: str) -> str:
        """Begin a page's live connection by polling and return the address to poll at."""
        address = f'/_nicegui_ws/socket.io/?{_query(client_id, "polling")}'
        opened = await self.http.get(address)
        assert opened.status_code == 200, opened.text
        sid = re.search(r'"sid":"([^"]+)"', opened.text)
        assert sid
        address = f'{address}&sid={sid[1]}'
        assert (await self.http.post(address, content='40')).text.lower() == 'ok'
        await self.http.get(address)
        return address

    async def close(self) -> None:
        """Go away."""
        await self.http.aclose()


def _query(client_id: str, transport: str) -> str:
    return urlencode(
        {
            'EIO': 4,
            'transport': transport,
            'client_id': client_id,
            'next_message_id': 0,
            'implicit_handshake': 'true',
            'document_id': uuid.uuid4(),
            'tab_id': uuid.uuid4(),
            'old_tab_id': '',
        }
    )
