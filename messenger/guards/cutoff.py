"""What is under way for a session ends with it: no more is taken from it, and no page or file goes out to it."""

import asyncio
from collections import defaultdict

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.accounts.accounts import Accounts
from messenger.guards.identity import session_in
from messenger.guards.origins import READS, SOCKET_PATH
from messenger.guards.voice import sign_in_first

GONE: Message = {'type': 'http.disconnect'}


class Cutoff:
    """Cuts off the requests of a session at the moment it ends; `messenger.live` does so with its sockets.

    Nothing is cancelled, since what is being written down must be whole: an upload hears that its browser has gone,
    what is being read stops going out. What a write answers still arrives: signing out is one.
    """

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self.app = app
        self._running: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        accounts.listen(self._end)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, for as long as the session lasts."""
        session = session_in(scope)
        if scope['type'] != 'http' or session is None or scope['path'].startswith(SOCKET_PATH):
            return await self.app(scope, receive, send)
        ended = asyncio.Event()
        running = self._running[session.id]
        running.add(ended)
        try:
            guarded = _Reading(scope, receive, send, ended).send if scope['method'] in READS else send
            await self.app(scope, _until(ended, receive), guarded)
        finally:
            running.discard(ended)
            if not running:
                self._running.pop(session.id, None)

    def _end(self, session_id: str) -> None:
        for ended in self._running.get(session_id, ()):
            ended.set()


class _Reading:
    """What goes out to who reads: nothing more from the end of the session on."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, ended: asyncio.Event) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._ended = ended

    async def send(self, message: Message) -> None:
        """Pass a piece on; an answer that begins too late becomes another, one that has begun stays without its end."""
        if not self._ended.is_set():
            await self._send(message)
        elif message['type'] == 'http.response.start':
            await sign_in_first(self._scope)(self._scope, self._receive, self._send)


def _until(ended: asyncio.Event, receive: Receive) -> Receive:
    async def receive_until() -> Message:
        if ended.is_set():
            return GONE
        arriving, ending = asyncio.ensure_future(receive()), asyncio.ensure_future(ended.wait())
        try:
            await asyncio.wait({arriving, ending}, return_when=asyncio.FIRST_COMPLETED)
            return GONE if ended.is_set() else arriving.result()
        finally:
            arriving.cancel()
            ending.cancel()

    return receive_until
