"""The logs of groups and threads that somebody looks at: one picture of each, shared by all its viewers."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from functools import cache, partial

from messenger.actions import Actions
from messenger.components.followers import Followers
from messenger.components.paging import Key, Paging, ThreadPaging, first_of, last_of
from messenger.components.stretches import Stretches
from messenger.components.widget_places import Drawing
from messenger.live import Block, Live
from messenger.model.changes import (
    Change,
    GroupDeleted,
    GroupRenamed,
    MemberLeft,
    MemberPictured,
    MemberRenamed,
    MessageDeleted,
    RoleChanged,
)
from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.refused import NotFound
from messenger.rendering.bodies import Bodies
from messenger.store.store import Store
from messenger.store.tally import is_readable

LEAD_SIZE = 10
"""Rows read before a stretch to find the visible one above its first."""

Loading = tuple[asyncio.Task[None], list[Change]]
"""What is being read, and what changed meanwhile."""


class Logs:
    """All logs. Hears every change once, whatever the number of viewers."""

    def __init__(self, *, store: Store, actions: Actions, bodies: Bodies, live: Live, drawing: Drawing) -> None:
        self.followers = Followers(store=store, reading=actions.reading)
        self._store = store
        self._actions = actions
        self._bodies = bodies
        self._stretches = Stretches(store=store, actions=actions, bodies=bodies, live=live, drawing=drawing)
        self._loading: dict[Key | LogId, Loading] = {}
        store.listen(self._apply)

    async def paging(self, member_id: MemberId, log: LogId) -> Paging:
        """Return how a log is divided, reading a thread that nobody looks at yet.

        Raises NotFound when the member may not read the group, or there is no such thread.
        """
        self._check(member_id, log)
        if (paging := self._stretches.paging(log)) is None:
            await self._load(log, lambda: self._read_thread(member_id, log))
            paging = self._stretches.paging(log)
        if paging is None:
            raise NotFound('thread')
        return paging

    async def block(self, member_id: MemberId, log: LogId, index: int) -> Block:
        """Return the block of a stretch, reading and building it when nobody looks at it yet.

        Raises NotFound when the member may not read the group.
        """
        key = Key(log, index)
        self._check(member_id, log)
        if self._stretches.get(key) is None:
            await self.paging(member_id, log)
            await self._load(key, lambda: self._read(member_id, key))
        if (block := self._stretches.shown(key)) is None:
            raise NotFound('group')
        self._stretches.use(key)
        return block

    def shown(self, log: LogId, index: int) -> Block | None:
        """Return the block of a stretch that is in memory, without reading anything."""
        return self._stretches.shown(Key(log, index))

    async def beside(self, member_id: MemberId, log: LogId, index: int, *, is_later: bool) -> int | None:
        """Return the nearest stretch after one, or before it, that has a row; None when there is none.

        Raises NotFound.
        """
        near = index + (1 if is_later else -1)
        paging = await self.paging(member_id, log)
        if not 0 <= near <= paging.index_of(paging.last):
            return None
        if log.thread != NO_THREAD or self.count(log, near):
            return near
        end = last_of(index) if is_later else first_of(index)
        found = await self._actions.threads.nearest_in_log(member_id, log.group_id, end, is_later=is_later)
        return None if found is None else paging.index_of(found)

    def count(self, log: LogId, index: int) -> int:
        """Count the rows that are seen of a stretch in memory."""
        stretch = self._stretches.get(Key(log, index))
        return stretch.count if stretch else 0

    def follow_extensions(self, _name: str) -> None:
        """Draw anew what extensions make of texts: the one of this name was loaded again, switched, or is gone."""
        self._stretches.follow_extensions()

    def first_by_others(self, log: LogId, member_id: MemberId, *, after: int, among: Iterable[int]) -> int:
        """Return the first message by somebody else after an ordinal in these stretches, 0 when there is none."""
        return min(
            (
                message.ordinal
                for index in among
                if (stretch := self._stretches.get(Key(log, index)))
                for message in stretch.visible()
                if message.ordinal > after and is_readable(message) and message.author_id != member_id
            ),
            default=0,
        )

    def _check(self, member_id: MemberId, log: LogId) -> None:
        if self._store.membership(log.group_id, member_id) is None:
            raise NotFound('group')

    async def _load(self, what: Key | LogId, read: Callable[[], Coroutine[None, None, Callable[[], None]]]) -> None:
        """Read something once for all who ask at the same time."""
        if what not in self._loading:
            changes: list[Change] = []
            self._loading[what] = (asyncio.create_task(self._run(what, read, changes)), changes)
        task, _ = self._loading[what]
        await asyncio.shield(task)

    async def _run(
        self,
        what: Key | LogId,
        read: Callable[[], Coroutine[None, None, Callable[[], None]]],
        changes: list[Change],
    ) -> None:
        try:
            keep = await read()
        finally:
            del self._loading[what]
        keep()
        for change in changes:
            self._stretches.take_in(change)

    async def _read_thread(self, member_id: MemberId, log: LogId) -> Callable[[], None]:
        paging = ThreadPaging(await self._actions.threads.read_thread(member_id, *log))
        return partial(self._stretches.keep_thread, log, paging)

    async def _read(self, member_id: MemberId, key: Key) -> Callable[[], None]:
        rows = await self._read_rows(member_id, key)
        replies = await self._actions.messages.read_replies(member_id, key.log.group_id, rows)
        for message in rows:
            await self._bodies.prepare(message.text, message.mentions)
        return partial(self._stretches.keep, key, rows, replies)

    async def _read_rows(self, member_id: MemberId, key: Key) -> list[Message]:
        """Read the rows of a stretch, and a few before it."""
        group_id, index = key.log.group_id, key.number
        if thread := self._stretches.thread(key.log):
            ordinals = thread.rows_of(index, lead=LEAD_SIZE)
            return await self._actions.threads.read_in_thread(member_id, group_id, ordinals)
        first = Ordinal(max(1, first_of(index) - LEAD_SIZE))
        return await self._actions.messages.read_messages(member_id, group_id, first, last_of(index))

    def _apply(self, change: Change) -> None:
        match change.fact:
            case MemberRenamed(member_id=member_id):
                self._stretches.rename(member_id)
                self.followers.tell_of_member(member_id)
            case MemberPictured(member_id=member_id):
                self._stretches.rename(member_id)
            case GroupDeleted(group_id=group_id):
                self._stretches.forget(group_id)
                self.followers.send_away(group_id)
            case MemberLeft(group_id=group_id, member_id=member_id):
                self.followers.send_away(group_id, member_id)
                self._apply_to_group(group_id, change)
            case GroupRenamed(group_id=group_id):
                self._apply_to_group(group_id, change)
                self.followers.tell_of_name(group_id)
            case RoleChanged(group_id=group_id, member_id=member_id):
                self._apply_to_group(group_id, change)
                self.followers.tell_of_role(group_id, member_id)
            case fact if hasattr(fact, 'group_id'):
                self._apply_to_group(fact.group_id, change)

    def _apply_to_group(self, group_id: GroupId, change: Change) -> None:
        for what, (_, changes) in self._loading.items():
            if group_id == (what.log.group_id if isinstance(what, Key) else what.group_id):
                changes.append(change)
        if added := self._stretches.take_in(change):
            self._tell(LogId(group_id), added, is_news=added.is_in_log)
            if added.thread is not None:
                self.followers.tell_of_thread(group_id)
                self._tell(LogId(group_id, added.thread), added, is_news=True)
        if isinstance(change.fact, MessageDeleted):
            self.followers.tell_of_deletion(group_id, change.fact.target)

    def _tell(self, log: LogId, added: Message, *, is_news: bool) -> None:
        """Let those who look at a log know of a new row, and go on into the stretch that it begins."""
        paging = self._stretches.paging(log)
        if paging is None or not self.followers.has(log):
            return
        if is_news:
            self.followers.tell_soon(log)
        index = paging.index_of(added.ordinal)
        if added.ordinal == paging.first_of(index) and self.shown(log, index):
            self.followers.tell_of_block(log, index, cache(partial(self.count, log)))  # counted once for all of them
