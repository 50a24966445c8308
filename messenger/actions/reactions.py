"""Reacting to messages."""

import asyncio
from dataclasses import dataclass
from weakref import WeakValueDictionary

from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.languages import marked
from messenger.model.changes import Change, ReactionAdded, ReactionRemoved
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.message import Message
from messenger.model.permissions import Action
from messenger.model.reaction import MOST_REACTIONS, Reaction, has_room
from messenger.model.refused import NotFound, Refused
from messenger.rendering.emoji_names import one_emoji


class ReactionActions:
    """What a member does with reactions."""

    def __init__(self, *, scope: Scope, submissions: Submissions, history: History, limits: Limits) -> None:
        self._scope = scope
        self._submissions = submissions
        self._history = history
        self._limits = limits
        self._turns: WeakValueDictionary[MemberId, asyncio.Lock] = WeakValueDictionary()

    async def react(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, emoji: str, request_id: RequestId
    ) -> Change:
        """React to a message with an emoji, or take that back if one does already; durable when this returns.

        Emits ReactionAdded or ReactionRemoved. What one member asks is done in turn, so that two quick clicks
        leave everything as it was.

        Raises:
            NotFound: no such group or message, it is deleted or a notice, or the member is not in the group.
            Refused: ``bad_emoji``, ``full``, ``too_fast``, ``unavailable``.
        """
        async with self._turn_of(member_id):
            if earlier := self._earlier(member_id, group_id, request_id):
                return earlier
            found = await self._find(member_id, group_id, ordinal, emoji)
            return await self._change(found, request_id)

    async def add_reaction(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, emoji: str, request_id: RequestId
    ) -> None:
        """React to a message with an emoji, which changes nothing for who does already. Raises like `react`."""
        async with self._turn_of(member_id):
            found = await self._find(member_id, group_id, ordinal, emoji)
            if not found.is_there:
                await self._change(found, request_id)

    async def remove_reaction(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, emoji: str, request_id: RequestId
    ) -> None:
        """Take a reaction back, which changes nothing for who has none such. Raises like `react`."""
        async with self._turn_of(member_id):
            found = await self._find(member_id, group_id, ordinal, emoji)
            if found.is_there:
                await self._change(found, request_id)

    def _turn_of(self, member_id: MemberId) -> asyncio.Lock:
        return self._turns.setdefault(member_id, asyncio.Lock())

    def _earlier(self, member_id: MemberId, group_id: GroupId, request_id: RequestId) -> Change | None:
        self._scope.place(member_id, group_id, Action.REACT)
        return self._submissions.earlier(member_id, StreamId(group_id), request_id, *_KINDS)

    async def _find(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, emoji: str) -> '_Found':
        self._scope.place(member_id, group_id, Action.REACT)
        reaction = Reaction(emoji=_require_emoji(emoji), member_id=member_id)
        row = await self._history.message(group_id, ordinal)
        if row.is_deleted:
            raise NotFound('message')
        return _Found(row=row, reaction=reaction)

    async def _change(self, found: '_Found', request_id: RequestId) -> Change:
        row, reaction = found.row, found.reaction
        if not (found.is_there or has_room(row.reactions, reaction.emoji)):
            raise _full()
        self._limits.spend(Pace.REACT, reaction.member_id)
        kind = ReactionRemoved if found.is_there else ReactionAdded
        fact = kind(group_id=row.group_id, target=row.ordinal, member_id=reaction.member_id, emoji=reaction.emoji)
        return await self._submissions.submit(reaction.member_id, request_id, fact, *_KINDS)


_KINDS = (ReactionAdded, ReactionRemoved)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A message, and a member's reaction that it has or might have."""

    row: Message
    reaction: Reaction

    @property
    def is_there(self) -> bool:
        return self.reaction in self.row.reactions


def _require_emoji(text: object) -> str:
    picture = one_emoji(text) if isinstance(text, str) else None
    if picture is None:
        raise Refused('bad_emoji', 'A reaction is one emoji. Choose it from the list.')
    return picture


def _full() -> Refused:
    reason = marked('A message takes {most} different reactions and has them. Join in with one of those.')
    return Refused('full', reason, most=MOST_REACTIONS)
