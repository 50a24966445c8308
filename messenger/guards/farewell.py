"""Sends a page whose session ended while its browser was away to the sign-in page.

A browser that comes back is told 403 and would try again for ever. So its fallback, polling, is answered with what
NiceGUI's script takes for "this page is gone": it loads its address anew, and the gate leads on. Nothing is kept on
the server for it and nothing else is said (Engine.IO 4 and Socket.IO 5:
https://socket.io/docs/v4/engine-io-protocol/ and https://socket.io/docs/v4/socket-io-protocol/).
"""

import json
from urllib.parse import parse_qs

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

NOBODY = 'signed-out'
OPEN = '0' + json.dumps(
    {'sid': NOBODY, 'upgrades': [], 'pingInterval': 15_000, 'pingTimeout': 15_000, 'maxPayload': 1000}
)
REFUSED = '44' + json.dumps({'message': 'Implicit handshake failed'})
CLOSE = '1'
SEPARATOR = '\x1e'


def farewell(scope: Scope, cookie_name: str) -> Response | None:
    """Answer the polling of a page whose cookie is no session's any more; None to everything else."""
    if scope['type'] != 'http' or cookie_name not in HTTPConnection(scope).cookies:
        return None
    query = parse_qs(scope['query_string'].decode('latin-1'))
    if query.get('transport') != ['polling'] or 'client_id' not in query:
        return None
    match scope['method'], query.get('sid'):
        case 'GET', None:
            return PlainTextResponse(OPEN)
        case 'GET', [sid] if sid == NOBODY:
            return PlainTextResponse(REFUSED + SEPARATOR + CLOSE)
        case 'POST', [sid] if sid == NOBODY:
            return PlainTextResponse('ok')
    return None
