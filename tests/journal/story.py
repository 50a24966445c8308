"""People who ask a journal for things, without the actions in between."""

import uuid
from dataclasses import dataclass, field

from messenger.journal.contract import Conflict, Journal
from messenger.model.changes import (
    Change,
    Draft,
    Fact,
    GroupCreated,
    GroupDeleted,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MemberRegistered,
    MessageDeleted,
    MessageEdited,
    MessageSent,
    ReactionAdded,
    ReactionRemoved,
    RoleChanged,
    WidgetChanged,
)
from messenger.model.group import GroupKind
from messenger.model.ids import SITE, GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.membership import Role
from messenger.model.message import Mention, Widget

ALICE = MemberId('alice2222222')
BOB = MemberId('bob222222222')
CAROL = MemberId('carol2222222')
ROBO = MemberId('robo22222222')
WATERCOOLER = GroupId('watercooler2')
DESIGN = GroupId('design222222')

FIRST = Ordinal(4)
"""The first message after Watercooler's notices: made, Bob and Robo joined."""


def rid() -> RequestId:
    return RequestId(str(uuid.uuid4()))


@dataclass
class Story:
    """Asks a journal on behalf of the cast, and remembers what the listener heard."""

    journal: Journal
    heard: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.journal.listen(self.heard.extend)

    async def ask(self, fact: Fact, by: MemberId | None, request_id: RequestId | None = None) -> Change:
        stream = StreamId(getattr(fact, 'group_id', SITE))
        return await self.journal.append(Draft(stream=stream, by=by, request_id=request_id or rid(), fact=fact))

    async def begin(self) -> 'Story':
        """Alice owns Watercooler, where Bob and Robo are, and Design, where Bob is. Carol is outside."""
        for member_id, name in ((ALICE, 'Alice'), (BOB, 'Bob'), (CAROL, 'Carol'), (ROBO, 'Robo')):
            await self.register(member_id, name)
        for group_id, name, kind in (
            (WATERCOOLER, 'Watercooler', GroupKind.OPEN),
            (DESIGN, 'Design', GroupKind.PRIVATE),
        ):
            await self.ask(GroupCreated(group_id=group_id, name=name, kind=kind, owner_id=ALICE), ALICE)
            await self.join(BOB, group_id)
        await self.join(ROBO)
        return self

    async def register(self, member_id: MemberId, name: str, *, is_administrator: bool = False) -> Change:
        fact = MemberRegistered(member_id=member_id, name=name, is_administrator=is_administrator)
        return await self.ask(fact, None)

    async def join(self, member_id: MemberId, group_id: GroupId = WATERCOOLER, *, by: MemberId | None = None) -> Change:
        return await self.ask(MemberJoined(group_id=group_id, member_id=member_id), by)

    async def leave(
        self, member_id: MemberId, *, by: MemberId | None = None, heir_id: MemberId | None = None
    ) -> Change:
        fact = MemberLeft(group_id=WATERCOOLER, member_id=member_id, heir_id=heir_id)
        return await self.ask(fact, by or member_id)

    async def give_role(self, member_id: MemberId, role: Role, *, by: MemberId | None = ALICE) -> Change:
        return await self.ask(RoleChanged(group_id=WATERCOOLER, member_id=member_id, role=role), by)

    async def say(
        self,
        author_id: MemberId,
        text: str,
        group_id: GroupId = WATERCOOLER,
        *,
        names: tuple[MemberId, ...] = (),
        request_id: RequestId | None = None,
        reply_to: Ordinal | None = None,
    ) -> Ordinal:
        mentions = tuple(Mention(member_id=each, name=str(each)) for each in names)
        fact = MessageSent(group_id=group_id, author_id=author_id, text=text, mentions=mentions, reply_to=reply_to)
        change = await self.ask(fact, author_id, request_id)
        assert change.ordinal is not None
        return change.ordinal

    async def edit(self, by: MemberId, target: Ordinal, text: str, *, names: tuple[MemberId, ...] = ()) -> Change:
        mentions = tuple(Mention(member_id=each, name=str(each)) for each in names)
        return await self.ask(MessageEdited(group_id=WATERCOOLER, target=target, text=text, mentions=mentions), by)

    async def delete(self, by: MemberId | None, target: Ordinal) -> Change:
        return await self.ask(MessageDeleted(group_id=WATERCOOLER, target=target), by)

    async def post(
        self, author_id: MemberId, state: str, text: str = 'Poll', *, request_id: RequestId | None = None
    ) -> Ordinal:
        """Post a poll with this state."""
        widget = Widget(name='poll', version=1, state=state)
        fact = MessageSent(group_id=WATERCOOLER, author_id=author_id, text=text, widget=widget, via='poll')
        change = await self.ask(fact, author_id, request_id)
        assert change.ordinal is not None
        return change.ordinal

    async def vote(
        self,
        by: MemberId | None,
        target: Ordinal,
        state: str,
        revision: int,
        *,
        text: str = 'Poll',
        request_id: RequestId | None = None,
    ) -> Change:
        """Give a poll another state."""
        fact = WidgetChanged(group_id=WATERCOOLER, target=target, state=state, version=1, revision=revision, text=text)
        return await self.ask(fact, by, request_id)

    async def react(
        self, member_id: MemberId, target: Ordinal, emoji: str, *, request_id: RequestId | None = None
    ) -> Change:
        fact = ReactionAdded(group_id=WATERCOOLER, target=target, member_id=member_id, emoji=emoji)
        return await self.ask(fact, member_id, request_id)

    async def take_back(self, member_id: MemberId, target: Ordinal, emoji: str) -> Change:
        fact = ReactionRemoved(group_id=WATERCOOLER, target=target, member_id=member_id, emoji=emoji)
        return await self.ask(fact, member_id)

    async def reactions(self, target: Ordinal) -> list[tuple[str, MemberId]]:
        """Return who reacts to a message with what, in order."""
        row = await self.journal.message(WATERCOOLER, target)
        assert row is not None
        return [(each.emoji, each.member_id) for each in row.reactions]

    async def rename_group(self, by: MemberId | None, name: str) -> Change:
        return await self.ask(GroupRenamed(group_id=WATERCOOLER, name=name), by)

    async def delete_group(self, by: MemberId | None = ALICE, group_id: GroupId = WATERCOOLER) -> Change:
        return await self.ask(GroupDeleted(group_id=group_id), by)

    async def texts(self, group_id: GroupId = WATERCOOLER) -> list[str]:
        """Return what members said, oldest first, without what is deleted."""
        rows = await self.journal.messages(group_id, first=Ordinal(1), last=Ordinal(10_000))
        return [row.text for row in rows if row.kind == 'text' and not row.is_deleted]

    async def conflict(self, asking: object) -> str | None:
        """Return the code of the conflict that a request ends in, None when it was accepted."""
        try:
            await asking  # type: ignore[misc]
        except Conflict as conflict:
            return conflict.code.value
        return None
