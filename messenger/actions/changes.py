"""Reading what happened in a group, change by change."""

from messenger.actions.scope import Scope
from messenger.journal.contract import Journal, JournalUnavailable
from messenger.model.changes import Change
from messenger.model.ids import GroupId, MemberId, StreamId
from messenger.model.permissions import Action
from messenger.model.refused import Unavailable

MOST_CHANGES = 500
"""More are not read at once."""


class ChangeActions:
    """What a member does to follow a group from some number on, for ever."""

    def __init__(self, *, scope: Scope, journal: Journal) -> None:
        self._scope = scope
        self._journal = journal

    def check_reader(self, member_id: MemberId, group_id: GroupId) -> None:
        """Let pass who may read a group's changes. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.READ_CHANGES)

    async def read_changes(self, member_id: MemberId, group_id: GroupId, after: int) -> list[Change]:
        """Return what changed after a number, oldest first, at most `MOST_CHANGES`.

        Texts of messages deleted since are blank in them. Raises NotFound, Refused ``unavailable``.
        """
        self._scope.place(member_id, group_id, Action.READ_CHANGES)
        try:
            changes = await self._journal.read(StreamId(group_id), after=after, limit=MOST_CHANGES)
        except JournalUnavailable as error:
            raise Unavailable from error
        self._scope.place(member_id, group_id, Action.READ_CHANGES)
        return changes
