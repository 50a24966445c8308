"""News for the open pages: what changed in their groups, told to each at most once a second."""

import asyncio
from collections.abc import Callable, Set
from functools import partial
from typing import Protocol

import structlog

from messenger.model.changes import (
    Change,
    GroupCreated,
    GroupDeleted,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MessageSent,
)
from messenger.model.ids import SITE, GroupId, MemberId
from messenger.model.receipt import Receipt
from messenger.model.record import Record
from messenger.store.store import Store

log = structlog.get_logger(__name__)

ROUND_SECONDS = 1.0
"""At most this often is a page told: a page can then cost only so much, whatever happens in its groups."""

SOON_SECONDS = 0.03
"""How long after a quiet time the first news waits, so that a burst is told at once."""

AT_A_TIME = 50
"""Pages told before others get their turn on the loop."""


class Page(Protocol):
    """An open page, as the rounds see it."""

    def hear(self, group_ids: Set[GroupId]) -> None:
        """Show what changed in these groups, of which the member need not be a member."""

    def hear_read(self, group_ids: Set[GroupId]) -> None:
        """Show that the member has read on in these groups."""

    def hear_all(self) -> None:
        """Show everything anew: the member's own drafts or preferences changed, or names did."""

    def hear_at_once(self, group_id: GroupId) -> None:
        """Show that the member came into a group, was first written to there or is out of it, or its other name."""


class Rounds:
    """Collects changes as they come, which costs the same however many pages are open, and goes round the pages."""

    def __init__(self, store: Store, *, seconds: float = ROUND_SECONDS) -> None:
        self._store = store
        self._seconds = seconds
        self.pages: dict[Page, MemberId] = {}
        self._changed: set[GroupId] = set()
        self._own: set[Page] = set()
        self._read: dict[Page, set[GroupId]] = {}
        self._has_renames = False
        self._timer: asyncio.TimerHandle | None = None
        self._going: asyncio.Task[None] | None = None
        self._last_at = float('-inf')
        store.listen(self._apply)

    def join(self, page: Page, member_id: MemberId) -> Callable[[], None]:
        """Tell this page from now on; returns what ends it."""
        self.pages[page] = member_id
        forget_own = self._store.listen_to_own(member_id, lambda record: self._note_own(page, record))

        def leave() -> None:
            forget_own()
            self.pages.pop(page, None)
            self._own.discard(page)
            self._read.pop(page, None)

        return leave

    def _apply(self, change: Change) -> None:
        if change.stream == SITE:
            self._has_renames = True
        else:
            self._changed.add(GroupId(change.stream))
        self._ring()
        match change.fact:
            case (
                MemberJoined(group_id=group_id, member_id=member_id)
                | MemberLeft(group_id=group_id, member_id=member_id)
            ):
                self._tell_at_once(group_id, member_id)
            case GroupCreated(group_id=group_id) | GroupRenamed(group_id=group_id) | GroupDeleted(group_id=group_id):
                self._tell_at_once(group_id, None)
            case MessageSent(group_id=group_id) if change.ordinal == 1:  # in a direct group, now seen by its members
                for membership in self._store.members_of(group_id):
                    self._tell_at_once(group_id, membership.member_id)

    def _tell_at_once(self, group_id: GroupId, member_id: MemberId | None) -> None:
        # Not inside the commit: what pages build must not keep the writer waiting.
        loop = asyncio.get_running_loop()
        for page, whose in self.pages.items():
            if member_id in (None, whose):
                loop.call_soon(self._tell, page, partial(page.hear_at_once, group_id))

    def _tell(self, page: Page, news: Callable[[], None]) -> None:
        if page not in self.pages:
            return
        try:
            news()
        except Exception:
            log.exception('page not told')  # one page that fails must not keep the others waiting

    def _note_own(self, page: Page, record: Record) -> None:
        if isinstance(record, Receipt):  # of everybody who looks on, while somebody writes
            self._read.setdefault(page, set()).add(record.group_id)
        else:
            self._own.add(page)
        self._ring()

    def _ring(self) -> None:
        if self._timer is None and self.pages:
            loop = asyncio.get_running_loop()
            delay = max(SOON_SECONDS, self._last_at + self._seconds - loop.time())
            self._timer = loop.call_later(delay, self._set_out)

    def _set_out(self) -> None:
        self._going = asyncio.create_task(self._go(), name='rounds')

    async def _go(self) -> None:
        changed, read, own, everyone = self._changed, self._read, self._own, self._has_renames
        self._changed, self._read, self._own, self._has_renames = set(), {}, set(), False
        for turn, page in enumerate(list(self.pages)):
            if turn % AT_A_TIME == AT_A_TIME - 1:
                await asyncio.sleep(0)
            if everyone or page in own:
                self._tell(page, page.hear_all)
                continue
            if page in read:
                self._tell(page, partial(page.hear_read, read[page]))
            if changed:
                self._tell(page, partial(page.hear, changed))
        self._timer = None
        self._last_at = asyncio.get_running_loop().time()
        if self._changed or self._read or self._own or self._has_renames:
            self._ring()
