"""Pages are built a few at a time, in the order they were asked for.

After a restart everybody comes back at once. All their requests are accepted in one turn of the event loop, and
what each begins to build in that turn holds up everything else: for a second with 500 viewers, measured.
"""

import asyncio
from collections.abc import Sequence

from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.guards.gate import FILES, is_any
from messenger.guards.origins import SOCKET_PATH

AT_ONCE = 4
"""A page takes some 10 ms to build; measured: with four at once no turn takes longer than 250 ms."""
PATIENCE_SECONDS = 1.0
"""Who takes longer waits for something else, which an extension's page may: then the next one's turn begins."""


class Turns:
    """Lets some pages be built and the others wait; whoever comes alone waits for nothing."""

    def __init__(self, app: ASGIApp, *, doors: Sequence[BaseRoute]) -> None:
        self.app = app
        self._doors = doors
        self._free = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on at once what is no page, and a page when its turn comes."""
        if not self._is_page(scope):
            return await self.app(scope, receive, send)
        await self._free.acquire()
        turn = _Turn(self._free)

        async def send_noted(message: Message) -> None:
            turn.end()  # it is built, however slowly it is read
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            turn.end()

    def _is_page(self, scope: Scope) -> bool:
        if scope['type'] != 'http' or scope['path'].startswith((FILES, SOCKET_PATH)):
            return False
        return not is_any(self._doors, scope)


class _Turn:
    """A turn that has begun; it ends once, by itself when it lasts too long."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._timer: asyncio.TimerHandle | None = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self.end)

    def end(self) -> None:
        """Let the next one begin."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._free.release()
