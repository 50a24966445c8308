"""Saying no to a request or to a socket before anything behind the guards sees it."""

from collections.abc import Mapping

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from messenger.problem import API_PATH, problem


async def refuse(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Answer a request with the response; turn a socket away in its handshake (browsers see 403).

    Programs that ask the API get what is said in short as a problem.
    """
    if scope['type'] == 'websocket':
        await send({'type': 'websocket.close', 'code': 1008})
        return
    if scope['path'].startswith(API_PATH) and isinstance(response, Said):
        response = problem(response.status_code, response.text, headers=response.said_with)
    await response(scope, receive, send)


class Said(PlainTextResponse):
    """A short answer in one sentence."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str]) -> None:
        super().__init__(text + '\n', status, dict(headers))
        self.text = text
        self.said_with = headers


def plain(status: int, text: str, **headers: str) -> Response:
    """Make a short answer for programs and for who reads the developer tools."""
    return Said(status, text, {name.replace('_', '-'): value for name, value in headers.items()})


def address_of(connection: HTTPConnection) -> str:
    """Tell where a connection comes from; behind a trusted proxy, where the proxy says it comes from.

    An IPv4 address is written as such also when the server listens on IPv6 (RFC 4291, 2.5.5.2).
    """
    return connection.client.host.removeprefix('::ffff:') if connection.client else ''
