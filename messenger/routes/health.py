"""``/healthz`` (the process answers) and ``/readyz`` (it can do its work)."""

import math
import time

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from messenger.journal.contract import Journal
from messenger.journal.feed import Feed
from messenger.routes.forms import NOT_KEPT

ASKED_EVERY_SECONDS = 1.0


class Health:
    """Tells a supervisor or a load balancer how the server is."""

    def __init__(self, journal: Journal, feed: Feed) -> None:
        self._journal = journal
        self._feed = feed
        self._asked_at = -math.inf
        self._was_writable = False

    def routes(self) -> list[Route]:
        """List the routes."""
        return [Route('/healthz', self.is_alive), Route('/readyz', self.is_ready)]

    async def is_alive(self, request: Request) -> Response:
        """Answer 200 while the event loop runs."""
        return PlainTextResponse('ok\n', headers=NOT_KEPT)

    async def is_ready(self, request: Request) -> Response:
        """Answer 200 when messages can be accepted and shown, else 503 and what is wrong."""
        wrong = []
        if not await self._is_writable():
            wrong.append('the journal cannot be written')
        if not self._feed.is_alive:
            wrong.append('the feed stands still')
        text = ', '.join(wrong) or 'ready'
        return PlainTextResponse(text + '\n', 503 if wrong else 200, NOT_KEPT)

    async def _is_writable(self) -> bool:
        """Ask the journal, which writes to find out, at most once a second whoever asks us."""
        if time.monotonic() - self._asked_at > ASKED_EVERY_SECONDS:
            self._asked_at = time.monotonic()
            self._was_writable = await self._journal.is_writable()
        return self._was_writable
