"""Whom and what a member wants to hear: blocked members, muted groups and those to be told of."""

from messenger.actions.reading import ReadingActions
from messenger.actions.scope import Scope
from messenger.model.ids import GroupId, MemberId
from messenger.model.permissions import Action
from messenger.model.quiet import ON, all_key, block_key, mute_key
from messenger.model.refused import Refused


class QuietActions:
    """What a member does to be left in peace: in the store at once, in the journal soon, told to nobody else."""

    def __init__(self, *, scope: Scope, reading: ReadingActions) -> None:
        self._scope = scope
        self._reading = reading

    def block(self, member_id: MemberId, other_id: MemberId) -> None:
        """Hear no more of another member: they cannot write to this one alone, and their messages stay folded.

        Raises NotFound, Refused ``not_allowed`` for oneself.
        """
        self._scope.signed_in(member_id, Action.BLOCK)
        other = self._scope.member(other_id)
        if other.id == member_id:
            raise Refused('not_allowed', 'You cannot block yourself.')
        self._reading.set_preference(member_id, block_key(other.id), ON)

    def unblock(self, member_id: MemberId, other_id: MemberId) -> None:
        """Hear of another member again. Raises NotFound."""
        self._scope.signed_in(member_id, Action.UNBLOCK)
        self._reading.set_preference(member_id, block_key(self._scope.member(other_id).id), '')

    def mute(self, member_id: MemberId, group_id: GroupId) -> None:
        """Hear of nothing in a group but mentions. Raises NotFound."""
        place = self._scope.place(member_id, group_id, Action.MUTE)
        self._reading.set_preference(member_id, mute_key(place.group.id), ON)

    def unmute(self, member_id: MemberId, group_id: GroupId) -> None:
        """Hear of everything in a group again. Raises NotFound."""
        place = self._scope.place(member_id, group_id, Action.UNMUTE)
        self._reading.set_preference(member_id, mute_key(place.group.id), '')

    def be_told_of_all(self, member_id: MemberId, group_id: GroupId, *, is_wanted: bool) -> None:
        """Be notified of everything in a group, or again of mentions only. Raises NotFound."""
        place = self._scope.place(member_id, group_id, Action.BE_TOLD_OF_ALL)
        self._reading.set_preference(member_id, all_key(place.group.id), ON if is_wanted else '')
