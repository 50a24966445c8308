"""Which buttons a member is shown; every action decides for itself again."""

from messenger.model.group import GroupKind
from messenger.model.ids import GroupId, MemberId
from messenger.model.membership import Role
from messenger.model.permissions import REMOVALS, Action, is_allowed, standing_of
from messenger.store.store import Store


class Rights:
    """What one member may do in one group, now."""

    def __init__(self, store: Store, member_id: MemberId, group_id: GroupId) -> None:
        self._store = store
        self._member_id = member_id
        self._group_id = group_id

    def may(self, action: Action) -> bool:
        """Tell whether the member's role allows an action."""
        membership = self._store.membership(self._group_id, self._member_id)
        return is_allowed(action, [standing_of(membership.role if membership else None)])

    def may_invite(self) -> bool:
        """Tell whether the member may bring others in."""
        group = self._store.group(self._group_id)
        is_open = group is not None and group.kind is GroupKind.OPEN
        return self.may(Action.INVITE if is_open else Action.INVITE_TO_PRIVATE)

    def may_remove(self, role: Role) -> bool:
        """Tell whether the member may put out somebody else of this role."""
        return self.may(REMOVALS[role])
