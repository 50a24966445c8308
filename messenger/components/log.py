"""The messages of every group that somebody looks at: one picture of each, shared by all its viewers."""

import asyncio
from collections import OrderedDict

from messenger.actions.messages import MessageActions
from messenger.actions.reading import ReadingActions
from messenger.components.followers import Followers
from messenger.components.stretch import LEAD_SIZE, Stretch, first_of, last_of, stretch_of
from messenger.live import Block, Live
from messenger.model.changes import (
    Change,
    GroupDeleted,
    GroupRenamed,
    MemberLeft,
    MemberRenamed,
    MessageDeleted,
    MessageEdited,
    ReactionAdded,
    ReactionRemoved,
)
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message, MessageKind
from messenger.model.refused import NotFound
from messenger.model.rows import added_row, changed_row
from messenger.rendering.bodies import Bodies
from messenger.store.store import Store

KEPT_STRETCHES = 200
"""Stretches kept in memory though nobody looks at them now: about 10,000 messages."""

Key = tuple[GroupId, int]


class Logs:
    """All logs. Hears every change once, whatever the number of viewers."""

    def __init__(
        self, *, store: Store, messages: MessageActions, reading: ReadingActions, bodies: Bodies, live: Live
    ) -> None:
        self.followers = Followers(store=store, reading=reading)
        self._store = store
        self._messages = messages
        self._bodies = bodies
        self._live = live
        self._stretches: OrderedDict[Key, Stretch] = OrderedDict()
        self._loading: dict[Key, tuple[asyncio.Task[Stretch], list[Change]]] = {}
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

    def first_by_others(self, group_id: GroupId, member_id: MemberId, *, after: int, among: range) -> int:
        """Return the first message by somebody else after an ordinal in these stretches, 0 when there is none."""
        return min(
            (
                message.ordinal
                for index in among
                if (stretch := self._stretches.get((group_id, index)))
                for message in stretch.visible()
                if message.ordinal > after and message.kind is MessageKind.TEXT and message.author_id != member_id
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
            for message in rows:
                await self._bodies.prepare(message.text, message.mentions)
        finally:
            del self._loading[key]
        return self._keep(key, rows, changes)

    def _keep(self, key: Key, rows: list[Message], changes: list[Change]) -> Stretch:
        index = key[1]
        if key in self._stretches:  # begun by a new message meanwhile, and perhaps on somebody's page
            return self._stretches[key]
        leads = [message for message in rows if message.ordinal < first_of(index) and not message.is_deleted]
        stretch = self._new_stretch(index, rows, lead=leads[-1] if leads else None)
        self._stretches[key] = stretch
        for change in changes:
            self._take_in(change)
        self._forget_oldest()
        return stretch

    def _new_stretch(self, index: int, rows: list[Message], *, lead: Message | None) -> Stretch:
        inside = [message for message in rows if message.ordinal >= first_of(index)]
        return Stretch(index, inside, lead=lead, body=self._bodies.html, member=self._store.member)

    def _forget_oldest(self) -> None:
        for key in list(self._stretches)[: max(0, len(self._stretches) - KEPT_STRETCHES)]:
            if self._live.find(key) is None:
                del self._stretches[key]

    def _apply(self, change: Change) -> None:
        match change.fact:
            case MemberRenamed(member_id=member_id):
                self._rename(member_id)
                self.followers.tell_of_member(member_id)
            case GroupDeleted(group_id=group_id):
                self._forget(group_id)
                self.followers.send_away(group_id)
            case MemberLeft(group_id=group_id, member_id=member_id):
                self.followers.send_away(group_id, member_id)
                self._apply_to_group(group_id, change)
            case GroupRenamed(group_id=group_id):
                self._apply_to_group(group_id, change)
                self.followers.tell_of_name(group_id)
            case fact if hasattr(fact, 'group_id'):
                self._apply_to_group(fact.group_id, change)

    def _apply_to_group(self, group_id: GroupId, change: Change) -> None:
        for (loading, _), (_, changes) in self._loading.items():
            if loading == group_id:
                changes.append(change)
        if (added := self._take_in(change)) and self.followers.has(group_id):
            self.followers.tell_soon(group_id)
            self._tell_of_block(group_id, added.ordinal)

    def _tell_of_block(self, group_id: GroupId, ordinal: Ordinal) -> None:
        index = stretch_of(ordinal)
        if ordinal == first_of(index) and (block := self.shown(group_id, index)):
            self.followers.tell_of_block(group_id, index, block)

    def _take_in(self, change: Change) -> Message | None:
        if added := added_row(change):
            self._add(added)
        elif isinstance(change.fact, MessageEdited | MessageDeleted):
            self._change(change.fact.group_id, change.fact.target, change)
        elif isinstance(change.fact, ReactionAdded | ReactionRemoved):
            self._react(change.fact.group_id, change.fact.target, change)
        return added

    def _add(self, message: Message) -> None:
        key = (message.group_id, stretch_of(message.ordinal))
        if key not in self._stretches and message.ordinal == first_of(key[1]):
            self._begin(key)
        if (stretch := self._stretches.get(key)) and message.ordinal not in stretch.messages:
            stretch.put(message, self._live.find(key))

    def _begin(self, key: Key) -> None:
        """Begin a new stretch below the last one, when that one is in memory."""
        above = self._stretches.get((key[0], key[1] - 1))
        if above or key[1] == 0:
            self._stretches[key] = self._new_stretch(key[1], [], lead=above.bottom() if above else None)
            self._forget_oldest()

    def _change(self, group_id: GroupId, target: Ordinal, change: Change) -> None:
        key = (group_id, stretch_of(target))
        stretch = self._stretches.get(key)
        if not stretch or target not in stretch.messages:
            return
        stretch.put(changed_row(stretch.messages[target], change), self._live.find(key))
        below = self._stretches.get((group_id, key[1] + 1))
        if below and isinstance(change.fact, MessageDeleted):
            below.follow(stretch.bottom(), self._live.find((group_id, key[1] + 1)))

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
