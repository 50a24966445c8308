"""Pinning messages that everybody in a group shall find at once."""

from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.model.changes import Change, MessagePinned, MessageUnpinned
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.message import Message
from messenger.model.permissions import Action
from messenger.model.refused import NotFound, Refused

MOST_PINS = 50
"""Of one group: a list that nobody reads to its end is of no use."""


class PinActions:
    """What a member does with pins."""

    def __init__(self, *, scope: Scope, submissions: Submissions, history: History, limits: Limits) -> None:
        self._scope = scope
        self._submissions = submissions
        self._history = history
        self._limits = limits

    async def pin_message(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, request_id: RequestId
    ) -> Change:
        """Pin a message; durable when this returns. Emits MessagePinned.

        Raises:
            NotFound: no such group or message, it is deleted, or the member is not in the group.
            Refused: ``not_allowed``, ``too_many``, ``unchanged`` when it is pinned, ``too_fast``, ``unavailable``.
        """
        self._scope.place(member_id, group_id, Action.PIN_MESSAGE)
        if earlier := self._submissions.earlier(member_id, StreamId(group_id), request_id, MessagePinned):
            return earlier
        row = await self._message(group_id, ordinal)
        if len(self._scope.store.pins.of(group_id)) >= MOST_PINS:
            raise Refused(
                'too_many', 'A group can have {most} pinned messages. Unpin one of them first.', most=MOST_PINS
            )
        self._limits.spend(Pace.REACT, member_id)
        fact = MessagePinned(group_id=group_id, target=row.ordinal)
        return await self._submissions.submit(member_id, request_id, fact)

    async def unpin_message(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, request_id: RequestId
    ) -> Change:
        """Pin a message no longer; durable when this returns. Emits MessageUnpinned. Raises like `pin_message`."""
        self._scope.place(member_id, group_id, Action.UNPIN_MESSAGE)
        if earlier := self._submissions.earlier(member_id, StreamId(group_id), request_id, MessageUnpinned):
            return earlier
        row = await self._message(group_id, ordinal)
        self._limits.spend(Pace.REACT, member_id)
        fact = MessageUnpinned(group_id=group_id, target=row.ordinal)
        return await self._submissions.submit(member_id, request_id, fact)

    async def list_pins(self, member_id: MemberId, group_id: GroupId) -> list[Message]:
        """Return the pinned messages of a group, the last pinned first. Raises NotFound, Refused ``unavailable``."""
        self._scope.place(member_id, group_id, Action.LIST_PINS)
        rows = await self._history.rows_at(group_id, set(self._scope.store.pins.of(group_id)))
        self._scope.place(member_id, group_id, Action.LIST_PINS)
        return sorted((row for row in rows if row.pin), key=_pinned, reverse=True)

    async def _message(self, group_id: GroupId, ordinal: Ordinal) -> Message:
        row = await self._history.message(group_id, ordinal)
        if row.is_deleted:
            raise NotFound('message')
        return row


def _pinned(row: Message) -> tuple[float, Ordinal]:
    return (row.pin.at.timestamp() if row.pin else 0.0, row.ordinal)
