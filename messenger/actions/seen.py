"""Who has seen what one said."""

from messenger.actions.history import History
from messenger.actions.scope import Scope
from messenger.model.ids import GroupId, LogId, MemberId, Ordinal
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.permissions import Action, Standing, is_allowed
from messenger.model.refused import Refused

SEEN_MEMBERS = 50
"""Beyond so many members nobody is told who has seen a message."""


class SeenActions:
    """What a member learns of who has seen a message."""

    def __init__(self, *, scope: Scope, history: History) -> None:
        self._scope = scope
        self._store = scope.store
        self._history = history

    async def seen_by(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> list[Member] | None:
        """Return which others have seen one's own message, None in a group of more than `SEEN_MEMBERS`.

        Raises NotFound, Refused ``not_allowed``.
        """
        place = self._scope.place(member_id, group_id, Action.READ_MESSAGE)
        row = await self._history.message(group_id, ordinal)
        standings = {place.standing, *([Standing.AUTHOR] if row.author_id == member_id else [])}
        if not is_allowed(Action.SEEN_BY, standings):
            raise Refused('not_allowed', 'Only its author can see who has seen a message.')
        others = [each for each in self._store.members_of(group_id) if each.member_id != member_id]
        if row.is_deleted or len(others) >= SEEN_MEMBERS:
            return None
        # Who joined later has a receipt above it and may never have looked.
        there = [each.member_id for each in others if each.joined_at <= row.sent_at]
        return [member for each in there if self._has_seen(row, each) and (member := self._store.member(each))]

    def _has_seen(self, row: Message, member_id: MemberId) -> bool:
        if row.is_in_log and self._store.read_up_to(row.group_id, member_id) >= row.ordinal:
            return True
        log = LogId(row.group_id, row.thread) if row.thread is not None else None
        read = self._store.threads.read_up_to(log, member_id) if log else None
        return read is not None and read >= row.ordinal
