"""Shows below messages what the pages are that they link to."""

import asyncio
from collections import Counter
from collections.abc import Callable

import structlog

from messenger.actions.previews import PreviewActions
from messenger.model.attachment import AttachmentId
from messenger.model.changes import Change, MessageEdited, MessageSent
from messenger.model.ids import GroupId, MemberId, Ordinal, new_id
from messenger.model.link_preview import MOST_PREVIEWS, LinkPreview
from messenger.model.message import Message
from messenger.model.refused import Refused
from messenger.outbound.fetcher import Fetcher
from messenger.previews.looking import Looking, Sight
from messenger.rendering.bodies import Bodies
from messenger.rendering.links import links_in
from messenger.store.store import Store
from messenger.tasks import end_tasks

MOST_WAITING = 200
"""Messages whose links are looked at or about to be; those beyond it get no preview."""
MOST_OF_A_MEMBER = 10
"""Of these at most so many of one member."""

log = structlog.get_logger(__name__)


class Previews:
    """Follows what is said. It holds up nobody: a message is there before its links are looked at."""

    def __init__(
        self,
        *,
        store: Store,
        actions: PreviewActions,
        bodies: Bodies,
        make_fetcher: Callable[[], Fetcher],
        allows_http: bool = False,
    ) -> None:
        """Take what makes requests, which is made when the first link needs it."""
        self._store = store
        self._actions = actions
        self._bodies = bodies
        self._make_fetcher = make_fetcher
        self._allows_http = allows_http
        self._looking: Looking | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._of: Counter[MemberId] = Counter()
        self._stop_listening: Callable[[], None] = _nothing

    def start(self) -> None:
        """Look from now on."""
        self._stop_listening = self._store.listen(self._hear)

    async def stop(self) -> None:
        """Look no more; what is under way is not shown."""
        self._stop_listening()
        await end_tasks(*self._running)
        if self._looking is not None:
            await self._looking.close()
            self._looking = None

    def _hear(self, change: Change) -> None:
        match change.fact:
            case MessageSent(group_id=group_id, text=text) if change.ordinal is not None and '://' in text:
                self._begin(group_id, change.ordinal)
            case MessageEdited(group_id=group_id, target=target, text=text) if '://' in text:
                self._begin(group_id, target)

    def _begin(self, group_id: GroupId, ordinal: Ordinal) -> None:
        row = self._store.row(group_id, ordinal)
        if row is None or row.previews is not None or row.widget is not None:
            return
        if len(self._running) >= MOST_WAITING or self._of[row.author_id] >= MOST_OF_A_MEMBER:
            return
        self._of[row.author_id] += 1
        task = asyncio.create_task(self._preview(row), name='previewing links')
        self._running.add(task)
        task.add_done_callback(lambda done: self._end(done, row.author_id))

    def _end(self, task: asyncio.Task[None], author_id: MemberId) -> None:
        self._running.discard(task)
        self._of -= Counter([author_id])
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error('previews_failed', error=type(error).__name__)

    async def _preview(self, row: Message) -> None:
        await self._bodies.prepare(row.text, row.mentions)
        urls = links_in(self._bodies.html(row), allows_http=self._allows_http)[:MOST_PREVIEWS]
        if not urls:
            return
        looking = self._looking = self._looking or Looking(self._make_fetcher())
        sights = await asyncio.gather(*(looking.look(url, row.author_id) for url in urls))
        try:
            seen = [await self._shown(url, sight) for url, sight in zip(urls, sights, strict=True) if sight is not None]
            if seen:
                await self._actions.keep_previews(row, seen)
        except Refused as refused:  # edited or deleted meanwhile, or nothing can be kept now
            log.info('previews_not_kept', group=row.group_id, ordinal=row.ordinal, code=refused.code)

    async def _shown(self, url: str, sight: Sight) -> LinkPreview:
        picture = await self._actions.keep_picture(sight.picture) if sight.picture else None
        return LinkPreview(
            url=url,
            title=sight.page.title,
            description=sight.page.description,
            site=sight.page.site,
            picture_id=AttachmentId(new_id()) if picture else None,
            picture=picture,
        )


def _nothing() -> None:
    """Stand in until something is heard."""
