"""What a stop of the server cuts off is told so, and leaves no traceback."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.guards.answers import plain, refuse
from messenger.guards.voice import language_in
from messenger.languages import marked, translate


class Interruption:
    """Answers 503 to the requests that uvicorn cancels, which it does only when they hold up its stop."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and answer when cancelled before an answer began."""
        is_answered = False

        async def send_noted(message: Message) -> None:
            nonlocal is_answered
            is_answered = True
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        except asyncio.CancelledError:
            if scope['type'] == 'lifespan':
                raise
            if not is_answered:
                text = translate(language_in(scope), marked('The server restarts.'))
                await refuse(scope, receive, send, plain(503, text, Retry_After='5'))
