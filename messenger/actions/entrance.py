"""The door of a group: who may come in or bring in others, and coming in itself."""

from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.model.changes import Change, MemberJoined
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId, RequestId, StreamId, is_id
from messenger.model.membership import Role
from messenger.model.permissions import Action, is_allowed, standing_of
from messenger.model.refused import NotFound


class Entrance:
    """What joining by oneself and by a link have in common; no action of its own."""

    def __init__(self, *, scope: Scope, submissions: Submissions, limits: Limits) -> None:
        self._scope = scope
        self._store = scope.store
        self._submissions = submissions
        self._limits = limits

    def joinable(self, member_id: MemberId, group_id: GroupId) -> Group:
        """Return a group that the member may come into uninvited, or is in already. Raises NotFound."""
        self._scope.member(member_id)
        group = self._store.group(group_id) if is_id(group_id) else None
        if group is None:
            raise NotFound('group')
        action = Action.JOIN if group.kind is GroupKind.OPEN else Action.JOIN_PRIVATE
        is_inside = self._store.membership(group_id, member_id) is not None
        if not is_inside and not is_allowed(action, [standing_of(None)]):
            raise NotFound('group')
        return group

    def invitable(self, member_id: MemberId, group_id: GroupId, to_open: Action, to_private: Action) -> Group:
        """Return a group that the member may bring others into. Raises NotFound, Refused ``not_allowed``."""
        place = self._scope.place(member_id, group_id, Action.READ_MESSAGES)
        action = to_open if place.group.kind is GroupKind.OPEN else to_private
        return self._scope.place(member_id, group_id, action).group

    async def admit(self, member_id: MemberId, group: Group, request_id: RequestId) -> Change:
        """Let in a member who was found to have the right; who enters a group that no person owns becomes its owner.

        Raises Refused ``already_a_member``, ``too_fast``, ``unavailable``, NotFound.
        """
        earlier = self._submissions.earlier(member_id, StreamId(group.id), request_id, MemberJoined)
        if earlier is not None:
            return earlier
        self._limits.spend(Pace.JOIN, member_id)
        owners = [each for each in self._store.members_of(group.id) if each.role is Role.OWNER]
        has_owner = any((owner := self._store.member(each.member_id)) and not owner.is_bot for each in owners)
        role = Role.MEMBER if has_owner else Role.OWNER
        fact = MemberJoined(group_id=group.id, member_id=member_id, role=role)
        return await self._submissions.submit(member_id, request_id, fact)
