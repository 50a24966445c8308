"""Finds out, once per request or socket, whose it is: ``request.state.session``, None for the anonymous."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.accounts.accounts import Accounts
from messenger.accounts.cookies import SessionCookie
from messenger.accounts.session import Session
from messenger.guards.voice import CHOSEN

RENEWED_EVERY = timedelta(days=1)


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Identity:
    """Resolves the cookie; nothing behind this guard reads it again but to end the session."""

    def __init__(
        self, app: ASGIApp, accounts: Accounts, cookie: SessionCookie, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.app = app
        self._accounts = accounts
        self._cookie = cookie
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the session in the scope."""
        if scope['type'] == 'lifespan':
            return await self.app(scope, receive, send)
        secret = self._cookie.read(HTTPConnection(scope))
        session = self._accounts.session_of(secret)
        scope.setdefault('state', {})['session'] = session
        if session is None or secret is None:
            return await self.app(scope, receive, send)
        self._accounts.see(session)
        scope['state'][CHOSEN] = self._accounts.language_of(session)
        if scope['type'] == 'http' and self._is_to_renew(session):
            send = self._renewing(send, secret)
        try:
            await self.app(scope, receive, send)
        finally:
            self._accounts.see(session)

    def _is_to_renew(self, session: Session) -> bool:
        return self._clock() - session.last_seen_at > RENEWED_EVERY

    def _renewing(self, send: Send, secret: str) -> Send:
        """Start the cookie's year anew, unless the answer sets or clears it itself."""
        renewal = Response()
        self._cookie.write(renewal, secret)

        async def send_with_cookie(message: Message) -> None:
            if message['type'] == 'http.response.start':
                MutableHeaders(scope=message).setdefault('set-cookie', renewal.headers['set-cookie'])
            await send(message)

        return send_with_cookie


def session_in(scope: Scope) -> Session | None:
    """Return the session that `Identity` found."""
    session: Session | None = scope.get('state', {}).get('session')
    return session
