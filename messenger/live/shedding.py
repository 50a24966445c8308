"""What a page need not keep once its socket is open: the ways by which its requests came in."""

from contextlib import AsyncExitStack
from typing import Any

from nicegui.client import Client
from starlette.requests import Request, empty_receive, empty_send

from messenger.live.connection import Connection


def shed(connection: Connection, client: Client, environ: dict[str, Any]) -> None:
    """Let go of what the page's request and its socket's handshake hold, some 15 KiB for each viewer.

    Polling connections keep theirs: Engine.IO reads more of it with each answer.
    """
    if client._request is not None:  # noqa: SLF001
        _shed_request(client._request)  # noqa: SLF001
    if connection.protocol is not None:
        connection.protocol.forget_handshake()
        for key in [key for key in environ if key == 'wsgi.input' or key.startswith('HTTP_')]:
            del environ[key]


def _shed_request(request: Request) -> None:
    """Leave the request its cookies, headers and state: its answer is under way, and its body was empty."""
    request.scope = {key: value for key, value in request.scope.items() if not isinstance(value, AsyncExitStack)}
    request._receive = empty_receive  # noqa: SLF001
    request._send = empty_send  # noqa: SLF001
