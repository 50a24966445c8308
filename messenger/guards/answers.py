"""Saying no to a request or to a socket before anything behind the guards sees it."""

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send


async def refuse(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Answer a request with the response; turn a socket away in its handshake (browsers see 403)."""
    if scope['type'] == 'websocket':
        await send({'type': 'websocket.close', 'code': 1008})
    else:
        await response(scope, receive, send)


def plain(status: int, text: str, **headers: str) -> Response:
    """Make a short answer for programs and for who reads the developer tools."""
    return PlainTextResponse(text + '\n', status, {name.replace('_', '-'): value for name, value in headers.items()})


def address_of(connection: HTTPConnection) -> str:
    """Tell where a connection comes from; behind a trusted proxy, where the proxy says it comes from.

    An IPv4 address is written as such also when the server listens on IPv6 (RFC 4291, 2.5.5.2).
    """
    return connection.client.host.removeprefix('::ffff:') if connection.client else ''
