"""The messages of every group that somebody looks at: one picture of each, shared by all its viewers."""

import asyncio
from collections import OrderedDict
from contextlib import suppress

from messenger.actions.messages import MessageActions
from messenger.actions.reading import ReadingActions
from messenger.components.followers import Followers
from messenger.components.stretch import LEAD_SIZE, Stretch, first_of, last_of, stretch_of
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
    MessageEdited,
    ReactionAdded,
    ReactionRemoved,
    RoleChanged,
    WidgetChanged,
)
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message, Replies
from messenger.model.refused import NotFound, Refused
from messenger.model.rows import added_row, changed_row
from messenger.rendering.bodies import Bodies
from messenger.store.store import Store
from messenger.store.tally import is_readable

KEPT_STRETCHES = 200
"""Stretches kept in memory though nobody looks at them now: about 10,000 messages."""

Key = tuple[GroupId, int]


class Logs:
    """All logs. Hears every change once, whatever the number of viewers."""

    def __init__(
        self,
        *,
        store: Store,
        messages: MessageActions,
        reading: ReadingActions,
        bodies: Bodies,
        live: Live,
        drawing: Drawing,
    ) -> None:
        self.followers = Followers(store=store, reading=reading)
        self._store = store
        self._messages = messages
        self._bodies = bodies
        self._live = live
        self._drawing = drawing
        self._stretches: OrderedDict[Key, Stretch] = OrderedDict()
        self._loading: dict[Key, tuple[asyncio.Task[Stretch], list[Change]]] = {}
        self._reading: set[asyncio.Task[None]] = set()
        store.listen(self._apply)

    async def block(self, member_id: MemberId, group_id: GroupId, index: int) -> Block:
        """Return the block of a stretch, reading and building it when nobody looks at it yet.

        Raises NotFound when the member may not read the group.
        """
        key = (group_id, index)
        if self._store.membership(group_id, member_id) is None:
            raise NotFound('group')
        stretch = self._stretches.get(key) or await self._load(member_id, key)
        self._stretches.move_to_end(key)
        return self._live.block(key, stretch.build)

    def shown(self, group_id: GroupId, index: int) -> Block | None:
        """Return the block of a stretch that is in memory, without reading anything."""
        stretch = self._stretches.get((group_id, index))
        return self._live.block((group_id, index), stretch.build) if stretch else None

    def follow_extensions(self, _name: str) -> None:
        """Draw anew what extensions make of texts: the one of this name was loaded again, switched, or is gone."""
        for key, stretch in self._stretches.items():
            if self._live.find(key) is not None:
                stretch.follow_extensions()

    def first_by_others(self, group_id: GroupId, member_id: MemberId, *, after: int, among: range) -> int:
        """Return the first message by somebody else after an ordinal in these stretches, 0 when there is none."""
        return min(
            (
                message.ordinal
                for index in among
                if (stretch := self._stretches.get((group_id, index)))
                for message in stretch.visible()
                if message.ordinal > after and is_readable(message) and message.author_id != member_id
            ),
            default=0,
        )

    async def _load(self, member_id: MemberId, key: Key) -> Stretch:
        """Read a stretch once for all who ask at the same time."""
        if key not in self._loading:
            changes: list[Change] = []
            self._loading[key] = (asyncio.create_task(self._read(member_id, key, changes)), changes)
        task, _ = self._loading[key]
        return await asyncio.shield(task)

    async def _read(self, member_id: MemberId, key: Key, changes: list[Change]) -> Stretch:
        group_id, index = key
        first = Ordinal(max(1, first_of(index) - LEAD_SIZE))
        try:
            rows = await self._messages.read_messages(member_id, group_id, first, last_of(index))
            replies = await self._messages.read_replies(member_id, group_id, rows)
            for message in rows:
                await self._bodies.prepare(message.text, message.mentions)
        finally:
            del self._loading[key]
        return self._keep(key, rows, replies, changes)

    def _keep(self, key: Key, rows: list[Message], replies: Replies, changes: list[Change]) -> Stretch:
        if key in self._stretches:  # begun by a new message meanwhile, and perhaps on somebody's page
            return self._stretches[key]
        stretch = self._stretches[key] = self._new_stretch(key[1], rows, replies, lead=_lead(key[1], rows, replies))
        for change in changes:
            self._take_in(change)
        self._forget_oldest()
        return stretch

    def _new_stretch(self, index: int, rows: list[Message], replies: Replies, *, lead: Message | None) -> Stretch:
        inside = [message for message in rows if message.ordinal >= first_of(index)]
        return Stretch(
            index,
            inside,
            lead=lead,
            replies=replies,
            body=self._bodies.html,
            member=self._store.member,
            drawing=self._drawing,
        )

    def _forget_oldest(self) -> None:
        for key in list(self._stretches)[: max(0, len(self._stretches) - KEPT_STRETCHES)]:
            if self._live.find(key) is None:
                del self._stretches[key]

    def _apply(self, change: Change) -> None:
        match change.fact:
            case MemberRenamed(member_id=member_id):
                self._rename(member_id)
                self.followers.tell_of_member(member_id)
            case MemberPictured(member_id=member_id):
                self._rename(member_id)
            case GroupDeleted(group_id=group_id):
                self._forget(group_id)
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
        for (loading, _), (_, changes) in self._loading.items():
            if loading == group_id:
                changes.append(change)
        if (added := self._take_in(change)) and self.followers.has(group_id):
            self.followers.tell_soon(group_id)
            self._tell_of_block(group_id, added.ordinal)
        if isinstance(change.fact, MessageDeleted):
            self.followers.tell_of_deletion(group_id, change.fact.target)

    def _tell_of_block(self, group_id: GroupId, ordinal: Ordinal) -> None:
        index = stretch_of(ordinal)
        if ordinal == first_of(index) and (block := self.shown(group_id, index)):
            self.followers.tell_of_block(group_id, index, block)

    def _take_in(self, change: Change) -> Message | None:
        if added := added_row(change):
            self._add(added)
        elif isinstance(change.fact, MessageEdited | MessageDeleted | WidgetChanged):
            self._change(change.fact.group_id, change.fact.target, change)
        elif isinstance(change.fact, ReactionAdded | ReactionRemoved):
            self._react(change.fact.group_id, change.fact.target, change)
        return added

    def _add(self, message: Message) -> None:
        key = (message.group_id, stretch_of(message.ordinal))
        if key not in self._stretches and message.ordinal == first_of(key[1]):
            self._begin(key)
        if message.reply_to is not None:
            self._tie(message, message.reply_to)
        if (stretch := self._stretches.get(key)) and message.ordinal not in stretch.messages:
            stretch.put(message, self._live.find(key))

    def _tie(self, reply: Message, target: Ordinal) -> None:
        """Let the stretches of a reply and of what it replies to know of each other, before its row is written."""
        original = self._store.row(reply.group_id, target)
        if above := self._stretches.get((reply.group_id, stretch_of(target))):
            above.add_reply(reply.ordinal, target)
            original = above.messages.get(target, original)
        below = self._stretches.get((reply.group_id, stretch_of(reply.ordinal)))
        if below and target not in below.quoted:
            if original:
                below.quoted[target] = original
            else:
                self._reading.add(task := asyncio.create_task(self._read_original(reply)))
                task.add_done_callback(self._reading.discard)

    async def _read_original(self, reply: Message) -> None:
        """Read what a new reply quotes, when nobody in this process held it as it came."""
        with suppress(Refused):
            replies = await self._messages.read_replies(reply.author_id, reply.group_id, [reply])
            key = (reply.group_id, stretch_of(reply.ordinal))
            if stretch := self._stretches.get(key):
                for original in replies.quoted:
                    stretch.requote(original, self._live.find(key))

    def _begin(self, key: Key) -> None:
        """Begin a new stretch below the last one, when that one is in memory."""
        above = self._stretches.get((key[0], key[1] - 1))
        if above or key[1] == 0:
            self._stretches[key] = self._new_stretch(key[1], [], Replies(), lead=above.bottom() if above else None)
            self._forget_oldest()

    def _change(self, group_id: GroupId, target: Ordinal, change: Change) -> None:
        key = (group_id, stretch_of(target))
        stretch = self._stretches.get(key)
        if stretch and target in stretch.messages:
            stretch.put(changed_row(stretch.messages[target], change), self._live.find(key))
            if isinstance(change.fact, MessageDeleted):
                self._follow_below(key)
        for key, each in self._of(group_id):
            if target in each.quoted:
                each.requote(changed_row(each.quoted[target], change), self._live.find(key))
            if isinstance(change.fact, MessageDeleted) and each.drop_reply(target, self._live.find(key)):
                self._follow_below(key)

    def _follow_below(self, key: Key) -> None:
        """Let the stretch below stand under the row that is now the last of this one."""
        below = (key[0], key[1] + 1)
        if stretch := self._stretches.get(below):
            stretch.follow(self._stretches[key].bottom(), self._live.find(below))

    def _of(self, group_id: GroupId) -> list[tuple[Key, Stretch]]:
        return [(key, stretch) for key, stretch in self._stretches.items() if key[0] == group_id]

    def _react(self, group_id: GroupId, target: Ordinal, change: Change) -> None:
        key = (group_id, stretch_of(target))
        stretch = self._stretches.get(key)
        if stretch and target in stretch.messages:
            stretch.react(changed_row(stretch.messages[target], change), self._live.find(key))

    def _rename(self, member_id: MemberId) -> None:
        for stretch in self._stretches.values():
            stretch.rename(member_id)

    def _forget(self, group_id: GroupId) -> None:
        for key in [key for key in self._stretches if key[0] == group_id]:
            del self._stretches[key]


def _lead(index: int, rows: list[Message], replies: Replies) -> Message | None:
    """Return the visible row that the first one of a stretch stands below."""
    answered = set(replies.living.values())
    leads = [row for row in rows if row.ordinal < first_of(index) and (not row.is_deleted or row.ordinal in answered)]
    return leads[-1] if leads else None
