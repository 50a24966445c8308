"""No other site may act through a member's browser: not by forms, not by sockets, not by polling.

Browsers name the origin of every write and every socket, and say with ``Sec-Fetch-Site`` where any request
comes from. A request with neither is no browser's and carries nobody's cookie unasked
(https://words.filippo.io/csrf/).
"""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from messenger.guards.answers import plain, refuse
from messenger.settings import Settings

READS = frozenset({'GET', 'HEAD', 'OPTIONS'})
SOCKET_PATH = '/_nicegui_ws'
OWN_SITES = frozenset({'same-origin', 'none'})
HTTP_OF = {'ws': 'http', 'wss': 'https'}


class Origins:
    """Answers 403 to writes, sockets and polling of a foreign origin."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._public = settings.public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what our own pages ask for."""
        if not _can_act(scope) or self._is_own(HTTPConnection(scope)):
            return await self.app(scope, receive, send)
        text = 'Another site asked for this. Operator: is MESSENGER_PUBLIC_URL the address people use?'
        return await refuse(scope, receive, send, plain(403, text))

    def _is_own(self, connection: HTTPConnection) -> bool:
        origin = connection.headers.get('origin')
        if origin is not None:
            scheme = HTTP_OF.get(connection.scope['scheme'], connection.scope['scheme'])
            return origin.lower() in {self._public, f'{scheme}://{connection.headers.get("host", "").lower()}'} - {''}
        return connection.headers.get('sec-fetch-site', 'none') in OWN_SITES


def _can_act(scope: Scope) -> bool:
    match scope['type']:
        case 'lifespan':
            return False
        case 'websocket':
            return True
        case _:
            return scope['method'] not in READS or scope['path'].startswith(SOCKET_PATH)
