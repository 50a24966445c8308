"""The stretches of logs that are in memory, as they stand after each change."""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from contextlib import suppress

from messenger.actions import Actions
from messenger.components.paging import GroupPaging, Key, Paging, ThreadPaging, first_of
from messenger.components.stretch import Stretch
from messenger.components.widget_places import Drawing
from messenger.live import Block, Live
from messenger.model.changes import (
    Change,
    MessageDeleted,
    MessageEdited,
    Touch,
    WidgetChanged,
)
from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.refused import Refused
from messenger.model.replies import Replies
from messenger.model.rows import added_row, changed_row
from messenger.model.thread import with_reply
from messenger.rendering.bodies import Bodies
from messenger.store.store import Store

KEPT_STRETCHES = 200
"""Stretches kept in memory though nobody looks at them now: about 10,000 messages."""

Place = tuple[Key, Stretch]


class Stretches:
    """Stretches by their place. Every change passes through `take_in` once, whoever looks."""

    def __init__(self, *, store: Store, actions: Actions, bodies: Bodies, live: Live, drawing: Drawing) -> None:
        self._store = store
        self._actions = actions
        self._bodies = bodies
        self._live = live
        self._drawing = drawing
        self._stretches: OrderedDict[Key, Stretch] = OrderedDict()
        self._threads: dict[GroupId, dict[Ordinal, ThreadPaging]] = {}
        self._reading: set[asyncio.Task[None]] = set()

    def get(self, key: Key) -> Stretch | None:
        """Return a stretch that is in memory."""
        return self._stretches.get(key)

    def use(self, key: Key) -> None:
        """Note that a stretch in memory is of use, so that others are forgotten first."""
        self._stretches.move_to_end(key)

    def shown(self, key: Key) -> Block | None:
        """Return the block of a stretch that is in memory, without reading anything."""
        stretch = self._stretches.get(key)
        return self._live.block(key, stretch.build) if stretch else None

    def paging(self, log: LogId) -> Paging | None:
        """Return how a log is divided: None for a thread that is not in memory."""
        if log.thread == NO_THREAD:
            return GroupPaging(self._store, log.group_id)
        return self.thread(log)

    def thread(self, log: LogId) -> ThreadPaging | None:
        """Return how a thread that is in memory is divided."""
        return self._threads.get(log.group_id, {}).get(log.thread)

    def keep_thread(self, log: LogId, paging: ThreadPaging) -> None:
        """Keep how a thread is divided."""
        self._threads.setdefault(log.group_id, {})[log.thread] = paging

    def keep(self, key: Key, rows: list[Message], replies: Replies) -> None:
        """Keep a stretch that was read, with some rows before it, unless it was begun by a new row meanwhile."""
        if key in self._stretches:
            return
        start = self._first_of(key)
        inside, before = [row for row in rows if row.ordinal >= start], [row for row in rows if row.ordinal < start]
        self._stretches[key] = self._new(key, inside, replies, lead=_lead(key.log, before, replies))
        self._forget_oldest()

    def take_in(self, change: Change) -> Message | None:
        """Bring all stretches up to date with a change; returns the row that it adds, if any."""
        if added := added_row(change):
            self._add(added)
        elif isinstance(change.fact, MessageEdited | MessageDeleted | WidgetChanged):
            self._change(change.fact.group_id, change.fact.target, change)
        elif isinstance(change.fact, Touch):
            for key, stretch in self._holding(change.fact.group_id, change.fact.target):
                row = changed_row(stretch.messages[change.fact.target], change)
                stretch.react(row, self._live.find(key))
        return added

    def follow_extensions(self) -> None:
        """Draw anew what extensions make of texts."""
        for key, stretch in self._stretches.items():
            if self._live.find(key) is not None:
                stretch.follow_extensions()

    def rename(self, member_id: MemberId) -> None:
        """Write again what names a member who goes by another name."""
        for stretch in self._stretches.values():
            stretch.rename(member_id)

    def forget(self, group_id: GroupId) -> None:
        """Drop what is kept of a group that is gone."""
        self._threads.pop(group_id, None)
        for key, _ in self._of(group_id):
            del self._stretches[key]

    def _new(self, key: Key, rows: list[Message], replies: Replies, *, lead: Message | None) -> Stretch:
        return Stretch(
            key.log.thread,
            rows,
            lead=lead,
            replies=replies,
            body=self._bodies.html,
            member=self._store.member,
            drawing=self._drawing,
        )

    def _first_of(self, key: Key) -> Ordinal:
        thread = self.thread(key.log)
        return thread.first_of(key.number) if thread else first_of(key.number)

    def _add(self, message: Message) -> None:
        self._tie(message)
        self._put(LogId(message.group_id), message)
        if message.thread is not None and (thread := self.thread(LogId(message.group_id, message.thread))):
            thread.add(message.ordinal)
            self._put(LogId(message.group_id, message.thread), message)

    def _put(self, log: LogId, message: Message) -> None:
        """Add a row to the stretch of a log that it belongs to, which may begin with it."""
        paging = self.paging(log)
        if paging is None:
            return
        key = Key(log, paging.index_of(message.ordinal))
        if key not in self._stretches and message.ordinal == paging.first_of(key.number):
            self._begin(key)
        if (stretch := self._stretches.get(key)) and message.ordinal not in stretch.messages:
            self._quote(message, stretch, key)
            stretch.put(message, self._live.find(key))

    def _begin(self, key: Key) -> None:
        """Begin a new stretch below the last one, when that one is in memory."""
        above = self._stretches.get(key.above)
        if above or key.number == 0:
            self._stretches[key] = self._new(key, [], Replies(), lead=above.bottom() if above else None)
            self._forget_oldest()

    def _tie(self, message: Message) -> None:
        """Let rows know of a new message that replies to them, or belongs to the thread below them."""
        if message.reply_to is not None:
            for _, stretch in self._holding(message.group_id, message.reply_to):
                stretch.add_reply(message.ordinal, message.reply_to)
        if message.thread is not None:
            for key, stretch in self._holding(message.group_id, message.thread):
                thread = with_reply(stretch.threads.get(message.thread), message)
                stretch.tie(message.thread, thread, self._live.find(key))

    def _quote(self, message: Message, stretch: Stretch, key: Key) -> None:
        """Let a stretch know, before a row is written there, what the row quotes."""
        for target in (message.reply_to, message.thread if message.is_in_log else None):
            if target is None or target in stretch.quoted:
                continue
            if original := self._row(message.group_id, target):
                stretch.quoted[target] = original
            else:
                self._later(self._read_original(message, key))

    def _row(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        for _, stretch in self._holding(group_id, ordinal):
            return stretch.messages[ordinal]
        return self._store.row(group_id, ordinal)

    async def _read_original(self, reply: Message, key: Key) -> None:
        """Read what a new row quotes, when nobody in this process held it as it came."""
        with suppress(Refused):
            replies = await self._actions.messages.read_replies(reply.author_id, reply.group_id, [reply])
            if stretch := self._stretches.get(key):
                for original in replies.quoted:
                    stretch.requote(original, self._live.find(key))

    def _change(self, group_id: GroupId, target: Ordinal, change: Change) -> None:
        is_deletion = isinstance(change.fact, MessageDeleted)
        row = self._row(group_id, target)
        for key, stretch in self._holding(group_id, target):
            stretch.put(changed_row(stretch.messages[target], change), self._live.find(key))
            if is_deletion:
                self._follow_below(key)
        for key, each in self._of(group_id):
            if target in each.quoted:
                each.requote(changed_row(each.quoted[target], change), self._live.find(key))
            if is_deletion and each.drop_reply(target, self._live.find(key)):
                self._follow_below(key)
        if is_deletion and row is not None and row.thread is not None:
            self._later(self._sum_up(group_id, row.thread))

    async def _sum_up(self, group_id: GroupId, root: Ordinal) -> None:
        """Read what a thread comes to without a message that was deleted, again if one came meanwhile."""
        is_settled = False
        with suppress(Refused):
            while not is_settled and (places := self._holding(group_id, root)):
                before = [stretch.threads.get(root) for _, stretch in places]
                thread = await self._actions.threads.sum_up(group_id, root)
                is_settled = [stretch.threads.get(root) for _, stretch in places] == before
        for key, stretch in self._holding(group_id, root) if is_settled else ():
            stretch.tie(root, thread, self._live.find(key))
            self._follow_below(key)

    def _later(self, reading: Coroutine[None, None, None]) -> None:
        self._reading.add(task := asyncio.create_task(reading))
        task.add_done_callback(self._reading.discard)

    def _follow_below(self, key: Key) -> None:
        """Let the stretch below stand under the row that is now the last of this one."""
        if stretch := self._stretches.get(key.below):
            stretch.follow(self._stretches[key].bottom(), self._live.find(key.below))

    def _holding(self, group_id: GroupId, ordinal: Ordinal) -> list[Place]:
        """Return where a row is in memory: in the group's own log, and in a thread."""
        logs = [LogId(group_id), *(LogId(group_id, root) for root in self._threads.get(group_id, ()))]
        places = [Key(log, paging.index_of(ordinal)) for log in logs if (paging := self.paging(log))]
        held = [(key, stretch) for key in places if (stretch := self._stretches.get(key))]
        return [(key, stretch) for key, stretch in held if ordinal in stretch.messages]

    def _of(self, group_id: GroupId) -> list[Place]:
        return [(key, stretch) for key, stretch in self._stretches.items() if key.log.group_id == group_id]

    def _forget_oldest(self) -> None:
        for key in list(self._stretches)[: max(0, len(self._stretches) - KEPT_STRETCHES)]:
            if self._live.find(key) is None:
                del self._stretches[key]
                if not any(other.log == key.log for other in self._stretches):
                    self._threads.get(key.log.group_id, {}).pop(key.log.thread, None)


def _lead(log: LogId, before: list[Message], replies: Replies) -> Message | None:
    """Return the visible row that the first one of a stretch stands below."""
    answered = {*replies.living.values(), *replies.threads}
    here = [row for row in before if log.thread or row.is_in_log]
    leads = [row for row in here if not row.is_deleted or row.ordinal in answered]
    return leads[-1] if leads else None
