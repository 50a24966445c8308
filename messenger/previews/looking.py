"""Asks for pages and their pictures: each address once a day, however many link to it."""

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
MOST_KEPT = 500
AT_ONCE = 4
"""Addresses asked for at the same time."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was seen at an address: a page and its picture, made small and square, if it has one."""

    page: Page
    picture: bytes | None = None


class Looking:
    """Looks at addresses; whatever goes wrong there is nothing to be seen."""

    def __init__(self, fetcher: Fetcher, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._reader = PageReader()
        self._pictures = Pictures()
        self._turns = Turns(AT_ONCE)
        self._seen: OrderedDict[str, tuple[float, asyncio.Task[Sight | None]]] = OrderedDict()

    async def look(self, url: str, member_id: MemberId) -> Sight | None:
        """Return what is to be seen at an address, which a member wrote.

        It is asked for once for all who want it at the same time, in a turn of the first of them.
        """
        url, now = urldefrag(url).url, self._clock()
        known = self._seen.get(url)
        if known is None or now - known[0] > KEPT_SECONDS:
            known = self._seen[url] = (now, asyncio.create_task(self._look(url, member_id), name='looking at a page'))
            self._seen.move_to_end(url)
            while len(self._seen) > MOST_KEPT:
                self._seen.popitem(last=False)
        return await asyncio.shield(known[1])

    async def close(self) -> None:
        """Look no more."""
        await end_tasks(*(task for _, task in self._seen.values()))
        await self._reader.stop()
        await self._fetcher.close()

    async def _look(self, url: str, member_id: MemberId) -> Sight | None:
        async with self._turns.take(member_id):
            answer = await self._get(url, 'text/html,application/xhtml+xml', PAGE)
            page = await self._read(answer) if answer else None
            if page is None:
                return None
            return Sight(page=page, picture=await self._picture(page.picture) if page.picture else None)

    async def _read(self, answer: Answer) -> Page | None:
        kind = answer.headers.get('content-type', '')
        try:
            return await self._reader.read(answer.body, url=answer.url, content_type=kind)
        except (TookTooLong, Busy) as error:
            log.info('page_not_read', host=_host(answer.url), error=type(error).__name__)
            return None

    async def _picture(self, url: str) -> bytes | None:
        answer = await self._get(url, 'image/*', PICTURE)
        if answer is None or not answer.is_whole:
            return None
        return await self._pictures.square(answer.body)

    async def _get(self, url: str, accept: str, bounds: Bounds) -> Answer | None:
        try:
            answer = await self._fetcher.get(url, accept=accept, bounds=bounds)
        except NotFetched as error:
            log.info('page_not_seen', host=_host(url), code=error.code)
            return None
        return answer if answer.status == 200 else None


def _host(url: str) -> str:
    """Name the host alone: the rest of an address may be a secret."""
    try:
        return urlsplit(url).hostname or ''
    except ValueError:
        return ''
