"""Finding out, at the moment of a command, a click or a look, who somebody is there."""

from messenger.extensions.audience import standings_of
from messenger.extensions.viewer import Acting
from messenger.model.ids import GroupId, MemberId
from messenger.model.message import Message
from messenger.model.refused import NotFound
from messenger.store.store import Store

NOWHERE = GroupId('')
"""Where a page is, which belongs to no group."""


def acting_in(store: Store, member_id: MemberId, group_id: GroupId, message: Message | None = None) -> Acting:
    """Return a member as things stand now in a group, and to a message of it. Raises NotFound."""
    member, membership = store.member(member_id), store.membership(group_id, member_id)
    if member is None or (group_id != NOWHERE and membership is None):
        raise NotFound('group')
    role = membership.role if membership else None
    return Acting(member=member, group_id=group_id, role=role, standings=standings_of(role, member_id, message))
