"""How many live connections one address, and one session, may hold open at once."""

from collections import Counter

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from messenger.guards.answers import address_of, plain, refuse
from messenger.guards.identity import session_in
from messenger.settings import Settings


class Sockets:
    """Turns away the socket that is one too many; `open_now` counts the open ones by address and session."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._per_address = settings.sockets_per_address
        self._per_session = settings.sockets_per_session
        self.open_now: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a socket while it is open."""
        if scope['type'] != 'websocket':
            return await self.app(scope, receive, send)
        limits = self._limits(scope)
        if any(self.open_now[key] >= limit for key, limit in limits.items()):
            return await refuse(scope, receive, send, plain(429, 'Too many live connections.'))
        self.open_now.update(limits.keys())
        try:
            await self.app(scope, receive, send)
        finally:
            self._close(limits)

    def _limits(self, scope: Scope) -> dict[str, int]:
        limits = {f'address {address_of(HTTPConnection(scope))}': self._per_address}
        if session := session_in(scope):
            limits[f'session {session.id}'] = self._per_session
        return limits

    def _close(self, limits: dict[str, int]) -> None:
        for key in limits:
            self.open_now[key] -= 1
            if not self.open_now[key]:
                del self.open_now[key]
