"""The short way of a WebSocket to NiceGUI's socket server."""

from nicegui.nicegui import sio_app
from starlette.types import ASGIApp, Receive, Scope, Send

MOUNT = '/_nicegui_ws'
SOCKET_PATH = f'{MOUNT}/socket.io/'


class Entrance:
    """Leads the sockets of pages past the middlewares, which do nothing for them, and the routing.

    Each layer on the way keeps its frame, its request and its exit stacks for as long as the socket is open: some
    25 KiB for each viewer. Whatever is no such socket goes the usual way.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, to the one or the other."""
        if scope['type'] != 'websocket' or not scope['path'].startswith(SOCKET_PATH):
            await self.app(scope, receive, send)
            return
        scope['root_path'] = MOUNT  # as Starlette's mount leaves it; NiceGUI takes it off the path
        await sio_app(scope, receive, send)
