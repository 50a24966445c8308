"""Ends a response with its last byte.

Layers that pass a body on in pieces send an empty last piece later. A browser that has all bytes by then may
already have turned the connection into a WebSocket, and uvicorn, told late that the response is complete, starts
the keep-alive timer of a connection that is a socket now: it dies after some seconds.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Completion:
    """Marks the piece that completes the declared length as the last and drops what comes after."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what goes out."""
        if scope['type'] != 'http':
            return await self.app(scope, receive, send)
        left: int | None = None
        is_complete = False

        async def send_complete(message: Message) -> None:
            nonlocal left, is_complete
            if message['type'] == 'http.response.start':
                length = Headers(raw=message['headers']).get('content-length', '')
                left = int(length) if length.isdecimal() and scope['method'] != 'HEAD' else None
            elif left is not None:
                if is_complete:
                    return
                left -= len(message.get('body', b''))
                is_complete = left <= 0
                message = {**message, 'more_body': message.get('more_body', False) and not is_complete}
            await send(message)

        return await self.app(scope, receive, send_complete)
