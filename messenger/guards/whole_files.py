"""Static files go out whole, also to who leaves meanwhile.

Starlette breaks a file off when it hears that the browser has gone. As long as the layer that compresses it holds its
beginning back, nothing was sent at all then, which the layers of NiceGUI around it take for a defect: there was a
traceback in the log for each page that was left while it loaded. The files are small.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.guards.gate import FILES


class WholeFiles:
    """Lets nobody who serves a static file hear that its reader has gone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        is_file = scope['type'] == 'http' and scope['path'].startswith(FILES)
        await self.app(scope, _unless_gone(receive) if is_file else receive, send)


def _unless_gone(receive: Receive) -> Receive:
    async def receive_request() -> Message:
        message = await receive()
        if message['type'] == 'http.disconnect':
            await asyncio.Event().wait()  # whoever listens stops listening when the file is out
        return message

    return receive_request
