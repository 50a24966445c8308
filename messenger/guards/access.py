"""One log line per request: never a query, a cookie or the secret in a link's path."""

import time

import structlog
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.guards.answers import address_of
from messenger.guards.identity import session_in

log = structlog.get_logger(__name__)

SECRET_PATHS = ('/device/', '/invite/', '/hooks/')
QUIET_PATHS = ('/_nicegui', '/healthz', '/readyz', '/metrics')
"""Files, polling and probes: many, and all alike."""


class Access:
    """Logs what was asked, by whom, the answer and how long it took."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Time the request and note the status that goes out."""
        if scope['type'] != 'http':
            return await self.app(scope, receive, send)
        began, status, path = time.perf_counter(), 500, scope['path']  # mounts behind change the path

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message['type'] == 'http.response.start':
                status = message['status']
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            _write(scope, path, status, round((time.perf_counter() - began) * 1000, 1))


def shown_path(path: str) -> str:
    """Take the secret out of a path."""
    return next((f'{prefix}…' for prefix in SECRET_PATHS if path.startswith(prefix)), path)


def _write(scope: Scope, path: str, status: int, milliseconds: float) -> None:
    session = session_in(scope)
    level = 'debug' if status < 400 and path.startswith(QUIET_PATHS) else 'info'
    getattr(log, level)(
        'request',
        method=scope['method'],
        path=shown_path(path),
        status=status,
        ms=milliseconds,
        address=address_of(HTTPConnection(scope)),
        member=session.member_id if session else scope.get('state', {}).get('bot', ''),
    )
