"""Finding the messages that mention oneself."""

from collections.abc import Sequence
from dataclasses import dataclass

from messenger.actions.history import History
from messenger.actions.scope import Scope
from messenger.model.ids import LogId, MemberId
from messenger.model.message import Message
from messenger.model.permissions import Action
from messenger.model.search import Place

LISTED = 30
"""Messages in one part of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """One part of the list, newest first."""

    messages: Sequence[Message] = ()
    below: Place | None = None
    """The key of the next part; None when this is the last one."""


class MentionedActions:
    """What a member does to find where they are mentioned."""

    def __init__(self, *, scope: Scope, history: History) -> None:
        self._scope = scope
        self._store = scope.store
        self._history = history

    async def list_mentions(self, member_id: MemberId, *, below: Place | None = None) -> Mentioned:
        """Return messages of the member's groups that mention the member, newest first, at most `LISTED`.

        With `below`, the key of a part, the next one. Raises NotFound, Refused ``unavailable``.
        """
        self._scope.signed_in(member_id, Action.LIST_MENTIONS)
        mine = [group.id for group in self._store.groups_of(member_id)]
        rows = await self._history.mentioning(member_id, mine, below=below, limit=LISTED + 1)
        found = [row for row in rows[:LISTED] if self._store.membership(row.group_id, member_id) is not None]
        last = rows[LISTED - 1] if len(rows) > LISTED else None
        return Mentioned(messages=found, below=(last.group_id, last.ordinal) if last else None)

    def is_new(self, member_id: MemberId, message: Message) -> bool:
        """Tell whether a member has not seen a message yet that mentions the member."""
        if message.thread is not None:
            read = self._store.threads.read_up_to(LogId(message.group_id, message.thread), member_id)
            return read is not None and message.ordinal > read
        return message.ordinal > self._store.read_up_to(message.group_id, member_id)
