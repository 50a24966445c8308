"""A browser tab without a browser: loads pages, keeps the live connection, does what is asked of it."""

import asyncio
import json
import uuid
from collections.abc import Iterable
from urllib.parse import urlencode

import httpx
from starlette.types import ASGIApp

from messenger.components import browser
from messenger.testing.connection import Connection
from messenger.testing.gestures import Message, hide, look
from messenger.testing.screen import SHOWN_OR_HIDDEN, Screen
from messenger.testing.styles import apply_styles
from messenger.testing.tree import Node, tree_of

HOST = 'localhost:9999'
ADDRESS = f'http://{HOST}'
SOCKET_PATH = '/_nicegui_ws/socket.io/'
ANSWERS = {browser.LOCALE: ['UTC', 'en'], browser.UNSENT: []}
"""What a page is answered that asks its browser; None to everything else."""

# https://github.com/socketio/socket.io-protocol and engine.io-protocol, "Packet encoding"
PING, PONG = '2', '3'
CONNECT, CONNECTED, REFUSED, EVENT = '40', '40', '44', '42'


class Tab:
    """One tab at a time of one person."""

    def __init__(self, app: ASGIApp, cookies: httpx.Cookies) -> None:
        self._app = app
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS, cookies=cookies)
        self.screen = Screen()
        self.path = ''
        self.next_path: str | None = None
        """Where the page asked the browser to go, until it is there."""
        self._tab_id = str(uuid.uuid4())
        self._connection: Connection | None = None
        self._has_changed = asyncio.Event()

    @property
    def is_connected(self) -> bool:
        """Whether the page is open and its live connection stands."""
        return self._connection is not None and self._connection.is_open

    def tree(self) -> Node:
        """Return the page as it is now."""
        page = tree_of(self.screen)
        apply_styles(page)
        return page

    async def open(self, path: str) -> None:
        """Load a page and begin its live connection."""
        await self.close()
        self.next_path = None
        answer = await self.http.get(path, follow_redirects=True)
        if answer.status_code != 200:
            raise AssertionError(f'{path} answers {answer.status_code}: {answer.text}')
        self.path = path
        self.screen = Screen()
        self.screen.load(answer.text)
        self._connect()

    async def close(self) -> None:
        """Close the page."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def leave(self) -> None:
        """Close the page and the browser."""
        await self.close()
        await self.http.aclose()

    def emit(self, messages: Iterable[Message]) -> bool:
        """Send events to the server; tells whether there were any."""
        sent = [self.screen.message(each.element_id, each.listener_id, *each.arguments) for each in messages]
        for message in sent:
            self._send('event', message)
        return bool(sent)

    async def upload(self, group_id: str, name: str, content: bytes) -> str:
        """Upload a file for a group, as the page does when one is picked; returns the id by which it is sent."""
        query, headers = urlencode({'name': name}), {'Origin': ADDRESS}
        answer = await self.http.post(f'/files/{group_id}?{query}', content=content, headers=headers)
        if answer.status_code != 201:
            raise LookupError(f'{name} was not taken: {answer.text}')
        return answer.text

    async def next_frame(self) -> None:
        """Wait until the server sends something more."""
        self._has_changed.clear()
        await self._has_changed.wait()

    def _send(self, kind: str, content: object) -> None:
        assert self._connection is not None
        self._connection.send(EVENT + json.dumps([kind, content]))

    def _connect(self) -> None:
        query = {
            'EIO': 4,
            'transport': 'websocket',
            'client_id': self.screen.client_id,
            'next_message_id': self.screen.next_message_id,
            'implicit_handshake': 'true',
            'document_id': str(uuid.uuid4()),
            'tab_id': self._tab_id,
            'old_tab_id': '',
        }
        cookies = '; '.join(f'{name}={value}' for name, value in self.http.cookies.items())
        headers = {'host': HOST, 'origin': ADDRESS, 'cookie': cookies, 'connection': 'Upgrade', 'upgrade': 'websocket'}
        self._connection = Connection(self._app, self._take)
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        self._connection.open(SOCKET_PATH, urlencode(query), raw)
        self._connection.send(CONNECT)

    def _take(self, frame: str) -> None:
        self._has_changed.set()
        if frame == PING and self._connection is not None:
            self._connection.send(PONG)
        elif frame.startswith(REFUSED):
            self.next_path = self.path  # as the page does: it loads itself again
        elif frame.startswith(EVENT):
            kind, data = json.loads(frame[len(EVENT) :])
            self.screen.apply(kind, data)
            self._obey(kind, data)

    def _obey(self, kind: str, data: dict[str, str]) -> None:
        if kind == 'open' and not data.get('new_tab'):
            self.next_path = data['path']
        elif kind == 'run_javascript' and 'request_id' in data:
            answer = ANSWERS.get(data['code'])
            message = {'request_id': data['request_id'], 'client_id': self.screen.client_id, 'result': answer}
            self._send('javascript_response', message)
        elif kind == 'run_javascript':
            self._run(data['code'])

    def _run(self, code: str) -> None:
        """Do the little of a page's JavaScript that the server is told of."""
        if code == browser.WATCH:
            log = self.tree().find(lambda node: node.attributes.get('role') == 'log')
            self.emit(look(log) if log else ())
        elif found := SHOWN_OR_HIDDEN.match(code):
            hidden = self.tree().find(lambda node: node.element_id == int(found[1])) if found[2] == 'hide' else None
            self.emit(hide(hidden) if hidden else ())
