"""Asks for pages and their pictures: each address once a day, however many link to it, and again soon if it failed."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

import structlog

from messenger.media.pictures import Pictures
from messenger.model.ids import MemberId
from messenger.outbound.fetcher import Answer, Bounds, Fetcher
from messenger.outbound.not_fetched import NotFetched
from messenger.previews.page import Page
from messenger.previews.reader import PageReader
from messenger.previews.turns import Turns
from messenger.processes.process import Busy, TookTooLong
from messenger.tasks import end_tasks

PAGE = Bounds(seconds=8, body_bytes=512 * 1024)
"""What a page may take; what it says of itself stands at its beginning."""
PICTURE = Bounds(seconds=8, body_bytes=5 * 1024 * 1024)

KEPT_SECONDS = 24 * 3600.0
"""So long an address is not asked for again."""
PASSING_SECONDS = 600.0
"""So long where something went wrong that may pass."""
PASSING_CODES = frozenset({'unreachable', 'too_slow', 'broken'})
PASSING_STATUSES = frozenset({408, 425, 429, *range(500, 600)})
MOST_KEPT = 500
AT_ONCE = 4
"""Addresses asked for at the same time."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was seen at an address: a page and its picture, made small and square, if it has one."""

    page: Page
    picture: bytes | None = None


class _NotNow(Exception):  # noqa: N818 - names what happened
    """Nothing came of it this time; it may the next."""


class Looking:
    """Looks at addresses; whatever goes wrong there is nothing to be seen."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        page: Bounds = PAGE,
        picture: Bounds = PICTURE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what makes requests, and what a page and its picture may take."""
        self._fetcher = fetcher
        self._page_bounds = page
        self._picture_bounds = picture
        self._clock = clock
        self._reader = PageReader()
        self._pictures = Pictures()
        self._turns = Turns(AT_ONCE)
        self._running: dict[str, asyncio.Task[Sight | None]] = {}
        self._seen: OrderedDict[str, tuple[float, Sight | None]] = OrderedDict()

    async def look(self, url: str, member_id: MemberId) -> Sight | None:
        """Return what is to be seen at an address, which a member wrote.

        It is asked for once for all who want it at the same time, in a turn of the first of them.
        """
        url = urldefrag(url).url
        until, sight = self._seen.get(url, (0.0, None))
        if self._clock() < until:
            return sight
        if url not in self._running:
            task = asyncio.create_task(self._look(url, member_id), name='looking at a page')
            task.add_done_callback(lambda _: self._running.pop(url))
            self._running[url] = task
        return await asyncio.shield(self._running[url])

    async def close(self) -> None:
        """Look no more."""
        await end_tasks(*self._running.values())
        await self._reader.stop()
        await self._fetcher.close()

    async def _look(self, url: str, member_id: MemberId) -> Sight | None:
        sight, seconds = None, KEPT_SECONDS
        async with self._turns.take(member_id):
            try:
                if page := await self._page(url):
                    sight = Sight(page=page)
                    sight = Sight(page=page, picture=await self._picture(page.picture))
            except _NotNow:
                seconds = PASSING_SECONDS
        self._keep(url, self._clock() + seconds, sight)
        return sight

    def _keep(self, url: str, until: float, sight: Sight | None) -> None:
        self._seen[url] = until, sight
        self._seen.move_to_end(url)
        if len(self._seen) > MOST_KEPT:
            self._seen.popitem(last=False)

    async def _page(self, url: str) -> Page | None:
        answer = await self._get(url, 'text/html,application/xhtml+xml', self._page_bounds)
        if answer is None:
            return None
        kind = answer.headers.get('content-type', '')
        try:
            return await self._reader.read(answer.body, url=answer.url, content_type=kind)
        except (TookTooLong, Busy) as error:
            log.info('page_not_read', host=_host(answer.url), error=type(error).__name__)
            if isinstance(error, Busy):
                raise _NotNow from error
            return None

    async def _picture(self, url: str) -> bytes | None:
        answer = await self._get(url, 'image/*', self._picture_bounds) if url else None
        if answer is None or not answer.is_whole:
            return None
        return await self._pictures.square(answer.body)

    async def _get(self, url: str, accept: str, bounds: Bounds) -> Answer | None:
        """Return what is at an address, None for nothing. Raises _NotNow."""
        try:
            answer = await self._fetcher.get(url, accept=accept, bounds=bounds)
        except NotFetched as error:
            log.info('page_not_seen', host=_host(url), code=error.code)
            if error.code in PASSING_CODES:
                raise _NotNow from error
            return None
        if answer.status in PASSING_STATUSES:
            raise _NotNow
        return answer if answer.status == 200 else None


def _host(url: str) -> str:
    """Name the host alone: the rest of an address may be a secret."""
    try:
        return urlsplit(url).hostname or ''
    except ValueError:
        return ''
