"""What a member may see: every look-up begins with the member, so that a forgotten check finds nothing."""

from dataclasses import dataclass

from messenger.languages import marked, sentence
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId, is_id, is_request_id
from messenger.model.member import Member
from messenger.model.membership import Membership, Role
from messenger.model.permissions import PERMISSIONS, Action, Standing, is_allowed, standing_of
from messenger.model.refused import NotFound, Refused
from messenger.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member in a group, both known to exist now."""

    member: Member
    group: Group
    membership: Membership

    @property
    def standing(self) -> Standing:
        """What the member is to the group."""
        return standing_of(self.membership.role)


class Scope:
    """Looks things up through the member who asks."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def member(self, member_id: MemberId) -> Member:
        """Return the member who asks. Raises NotFound."""
        member = self.store.member(member_id) if is_id(member_id) else None
        if member is None:
            raise NotFound('member')
        return member

    def signed_in(self, member_id: MemberId, action: Action) -> Member:
        """Return the member who asks for something that concerns no group in particular. Raises NotFound."""
        member = self.member(member_id)
        if not is_allowed(action, [Standing.NON_MEMBER]):
            raise Refused('not_allowed', 'This is not possible here. Ask an administrator.')
        return member

    def place(self, member_id: MemberId, group_id: GroupId, action: Action) -> Place:
        """Return the member in the group, when the role allows the action.

        Raises:
            NotFound: whether the group is unknown or the member is not in it.
            Refused: ``not_allowed`` when the role does not allow it.
        """
        if not (isinstance(group_id, str) and isinstance(member_id, str)):  # what a page sends may be anything
            raise NotFound('group')
        membership = self.store.membership(group_id, member_id)
        member, group = self.store.member(member_id), self.store.group(group_id)
        if membership is None or member is None or group is None:
            raise NotFound('group')
        place = Place(member=member, group=group, membership=membership)
        if not is_allowed(action, [place.standing]):
            raise self.not_allowed(place, action)
        return place

    def not_allowed(self, place: Place, action: Action) -> Refused:
        """Say who could do it instead."""
        if place.group.kind is GroupKind.DIRECT:
            return Refused('not_allowed', _FIXED if action is not Action.DELETE_MESSAGE else _NOT_YOURS)
        roles = [role for role in Role if standing_of(role) in PERMISSIONS[action] and role is not Role.PEER]
        others = self.store.members_of(place.group.id)
        able = next((self.store.member(each.member_id) for each in others if each.role in roles), None)
        only = sentence(KEPT[action], group=place.group.name)
        if able is None:
            return Refused('not_allowed', '{only}', only=only)
        return Refused('not_allowed', '{only} {ask}', only=only, ask=sentence('Ask {name}.', name=able.name))


_FIXED = marked('Direct messages keep their members and have no name of their own. Make a group instead.')
_NOT_YOURS = marked('In direct messages only its author can delete a message.')

KEPT = {
    Action.INVITE_TO_PRIVATE: marked('Only owners and moderators of {group} can invite to it.'),
    Action.MAKE_LINK_TO_PRIVATE: marked('Only owners and moderators of {group} can make invitation links.'),
    Action.REMOVE: marked('Only owners and moderators of {group} can remove members.'),
    Action.REMOVE_MODERATOR: marked('Only owners of {group} can remove moderators.'),
    Action.REMOVE_OWNER: marked('Only owners of {group} can remove owners.'),
    Action.SET_ROLE: marked('Only owners of {group} can give roles.'),
    Action.RENAME_GROUP: marked('Only owners of {group} can rename it.'),
    Action.SET_CALLERS: marked('Only owners of {group} can say who may mention everyone.'),
    Action.DELETE_GROUP: marked('Only owners of {group} can delete it.'),
    Action.MENTION_ALL_IN_LARGE: marked('Only owners and moderators of {group} can mention everyone there at once.'),
    Action.DELETE_MESSAGE: marked("Only owners and moderators of {group} can delete others' messages."),
    Action.REMOVE_PREVIEWS: marked(
        "Only owners and moderators of {group} can take the previews of others' messages away."
    ),
    Action.PIN_MESSAGE: marked('Only owners and moderators of {group} can pin messages.'),
    Action.UNPIN_MESSAGE: marked('Only owners and moderators of {group} can unpin messages.'),
    Action.LIST_INCOMING: marked('Only owners and moderators of {group} can see its webhooks.'),
    Action.ADD_INCOMING: marked('Only owners and moderators of {group} can add webhooks.'),
    Action.REMOVE_INCOMING: marked('Only owners and moderators of {group} can remove webhooks.'),
    Action.LIST_OUTGOING: marked('Only owners and moderators of {group} can see its webhooks.'),
    Action.ADD_OUTGOING: marked('Only owners and moderators of {group} can add webhooks.'),
    Action.REMOVE_OUTGOING: marked('Only owners and moderators of {group} can remove webhooks.'),
    Action.LIST_BOTS: marked('Only owners and moderators of {group} can see its bots.'),
    Action.ADD_BOT: marked('Only owners and moderators of {group} can add bots.'),
    Action.REMOVE_BOT: marked('Only owners and moderators of {group} can remove bots.'),
}
"""Who may do it, in whole sentences, since languages bend the words around each other."""


def check_request_id(request_id: object) -> None:
    """Let only a UUID pass. Raises Refused ``bad_request``."""
    if not is_request_id(request_id):
        raise Refused('bad_request', 'This page sent something that the server does not understand. Reload the page.')
