"""What stands before and behind a guard in its tests."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from messenger.accounts.session import Session
from messenger.model.ids import MemberId

ALICES_SESSION = Session(
    id='alicesession',
    member_id=MemberId('alicealice22'),
    label='Firefox on Linux',
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    last_seen_at=datetime(2026, 1, 1, tzinfo=UTC),
)


async def behind(scope, receive, send):
    """Answer everything that comes through, after reading it whole."""
    if scope['type'] == 'websocket':
        await receive()
        await send({'type': 'websocket.accept'})
        await receive()
        return
    body = await Request(scope, receive).body()
    await PlainTextResponse(f'behind {len(body)}')(scope, receive, send)


class As:
    """Stand before a guard as the session that was found, like `Identity`."""

    def __init__(self, app, session=ALICES_SESSION):
        self.app = app
        self.session = session

    async def __call__(self, scope, receive, send):
        """Pass on with the session."""
        scope.setdefault('state', {})['session'] = self.session
        await self.app(scope, receive, send)


@dataclass
class Socket:
    """A browser's socket: what the server sent to it, and what it does next."""

    app: object
    headers: dict = field(default_factory=dict)
    path: str = '/_nicegui_ws/socket.io/'
    scheme: str = 'ws'
    address: str = '192.0.2.1'
    sent: list = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    def scope(self):
        """Describe the handshake."""
        headers = {'host': 'localhost:9999', **self.headers}
        return {
            'type': 'websocket',
            'path': self.path,
            'scheme': self.scheme,
            'query_string': b'transport=websocket',
            'headers': [(name.encode(), value.encode()) for name, value in headers.items()],
            'client': (self.address, 1),
        }

    async def open(self, close):
        """Connect, and stay until `close` is set."""
        events = iter([{'type': 'websocket.connect'}])

        async def receive():
            with contextlib.suppress(StopIteration):
                return next(events)
            await close.wait()
            return {'type': 'websocket.disconnect', 'code': 1000}

        async def send(message):
            self.sent.append(message['type'])
            self.answered.set()

        await self.app(self.scope(), receive, send)
