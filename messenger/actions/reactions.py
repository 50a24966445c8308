"""Reacting to messages."""

import asyncio
from weakref import WeakValueDictionary

from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.model.changes import Change, ReactionAdded, ReactionRemoved
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, StreamId
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
        turn = self._turns.setdefault(member_id, asyncio.Lock())
        async with turn:
            return await self._react(member_id, group_id, ordinal, emoji, request_id)

    async def _react(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, emoji: str, request_id: RequestId
    ) -> Change:
        self._scope.place(member_id, group_id, Action.REACT)
        kinds = (ReactionAdded, ReactionRemoved)
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, *kinds)
        if earlier is not None:
            return earlier
        picture = _require_emoji(emoji)
        row = await self._history.message(group_id, ordinal)
        if row.is_deleted:
            raise NotFound('message')
        is_there = Reaction(emoji=picture, member_id=member_id) in row.reactions
        if not (is_there or has_room(row.reactions, picture)):
            raise _full()
        self._limits.spend(Pace.REACT, member_id)
        kind = ReactionRemoved if is_there else ReactionAdded
        fact = kind(group_id=group_id, target=row.ordinal, member_id=member_id, emoji=picture)
        return await self._submissions.submit(member_id, request_id, fact, *kinds)


def _require_emoji(text: object) -> str:
    picture = one_emoji(text) if isinstance(text, str) else None
    if picture is None:
        raise Refused('bad_emoji', 'A reaction is one emoji. Choose it from the list.')
    return picture


def _full() -> Refused:
    return Refused(
        'full', f'A message takes {MOST_REACTIONS} different reactions and has them. Join in with one of those.'
    )
