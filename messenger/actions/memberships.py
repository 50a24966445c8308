"""Joining, leaving, inviting and removing, and who has which role."""

import contextlib

from messenger.actions.entrance import Entrance
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Place, Scope
from messenger.actions.submissions import Submissions
from messenger.journal.contract import Conflict
from messenger.languages import marked
from messenger.model.changes import Change, GroupDeleted, MemberJoined, MemberLeft, RoleChanged
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId, RequestId, StreamId, is_id
from messenger.model.member import Member
from messenger.model.membership import Membership, Role
from messenger.model.permissions import REMOVALS, Action
from messenger.model.refused import NotFound, Refused

_HAS_ROLE = {
    Role.OWNER: marked('This member is owner of {group} already.'),
    Role.MODERATOR: marked('This member is moderator of {group} already.'),
    Role.MEMBER: marked('This member is member of {group} already.'),
}

SUCCESSIONS_TRIED = 5
"""How often an heir is chosen anew when the chosen one leaves at the same moment."""


class MembershipActions:
    """What a member does about being in groups."""

    def __init__(self, *, scope: Scope, submissions: Submissions, entrance: Entrance, limits: Limits) -> None:
        self._scope = scope
        self._store = scope.store
        self._submissions = submissions
        self._entrance = entrance
        self._limits = limits

    async def join(self, member_id: MemberId, group_id: GroupId, request_id: RequestId) -> Change:
        """Come into an open group; durable when this returns. Emits MemberJoined.

        Who joins a group that has no owner becomes its owner.

        Raises:
            NotFound: no such group, or it is private.
            Refused: ``already_a_member``, ``too_fast``, ``unavailable``.
        """
        group = self._entrance.joinable(member_id, group_id)
        return await self._entrance.admit(member_id, group, request_id)

    async def leave(self, member_id: MemberId, group_id: GroupId, request_id: RequestId) -> Change:
        """Go out of a group; durable when this returns. Emits MemberLeft, or GroupDeleted.

        The last owner hands over to the longest-standing moderator, else member. A private group that
        nobody is left in is deleted; an open one waits for its next member, who becomes its owner.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``too_fast``, ``unavailable``.
        """
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, MemberLeft, GroupDeleted)
        if earlier is not None:
            return earlier
        self._scope.place(member_id, group_id, Action.LEAVE)
        self._limits.spend(Pace.JOIN, member_id)
        return await self._depart(member_id, group_id, member_id, request_id)

    async def invite(self, member_id: MemberId, group_id: GroupId, name: str, request_id: RequestId) -> Change:
        """Bring a member in by name; durable when this returns. Emits MemberJoined.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``no_such_member``, ``already_a_member``, ``too_fast``, ``unavailable``.
        """
        group = self._entrance.invitable(member_id, group_id, Action.INVITE, Action.INVITE_TO_PRIVATE)
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, MemberJoined)
        if earlier is not None:
            return earlier
        guest = self._guest(group, name)
        self._limits.spend(Pace.INVITATION, member_id)
        return await self._submissions.submit(
            member_id, request_id, MemberJoined(group_id=group_id, member_id=guest.id)
        )

    async def remove(self, member_id: MemberId, group_id: GroupId, other_id: MemberId, request_id: RequestId) -> Change:
        """Put another member out of a group; durable when this returns. Emits MemberLeft.

        Raises:
            NotFound: no such group or member, or the asker is not in the group.
            Refused: ``not_allowed``, ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.READ_MESSAGES)
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, MemberLeft)
        if earlier is not None:
            return earlier
        if other_id == member_id:
            raise Refused('not_allowed', 'To go out of {group} yourself, leave it.', group=place.group.name)
        action = REMOVALS[self._other(place, other_id).role]
        self._scope.place(member_id, group_id, action)
        return await self._depart(member_id, group_id, other_id, request_id)

    async def set_role(
        self, member_id: MemberId, group_id: GroupId, other_id: MemberId, role: Role, request_id: RequestId
    ) -> Change:
        """Make a member owner, moderator or plain member; durable when this returns. Emits RoleChanged.

        Raises:
            NotFound: no such group or member, or the asker is not in the group.
            Refused: ``not_allowed``, ``last_owner``, ``unchanged``, ``unavailable``.
        """
        if self._store.membership(group_id, member_id) is not None:
            earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, RoleChanged)
            if earlier is not None:
                return earlier
        place = self._scope.place(member_id, group_id, Action.SET_ROLE)
        other = self._other(place, other_id)
        if other.role is role:
            raise Refused('unchanged', _HAS_ROLE[role], group=place.group.name)
        if other.role is Role.OWNER and len(self._owners(group_id)) == 1:
            raise Refused(
                'last_owner', '{group} needs an owner. Make somebody else owner first.', group=place.group.name
            )
        fact = RoleChanged(group_id=group_id, member_id=other_id, role=Role(role))
        return await self._submissions.submit(member_id, request_id, fact)

    async def _depart(self, by: MemberId, group_id: GroupId, leaver_id: MemberId, request_id: RequestId) -> Change:
        """Take a member out, with an heir where one is needed; an heir who leaves meanwhile is replaced."""
        for _ in range(SUCCESSIONS_TRIED):
            with contextlib.suppress(Conflict):
                return await self._submissions.attempt(by, request_id, self._departure(group_id, leaver_id))
        return await self._submissions.submit(by, request_id, self._departure(group_id, leaver_id))

    def _departure(self, group_id: GroupId, leaver_id: MemberId) -> MemberLeft | GroupDeleted:
        group = self._store.group(group_id)
        remaining = [each for each in self._store.members_of(group_id) if each.member_id != leaver_id]
        if all(map(self._is_bot, remaining)) and group is not None and group.kind is not GroupKind.OPEN:
            return GroupDeleted(group_id=group_id)
        has_owner = any(each.role is Role.OWNER for each in remaining)
        heir = None if has_owner else self._heir(remaining)
        return MemberLeft(group_id=group_id, member_id=leaver_id, heir_id=heir)

    def _heir(self, remaining: list[Membership]) -> MemberId | None:
        """Return the longest-standing moderator, else person, else bot."""
        moderators = [each for each in remaining if each.role is Role.MODERATOR]
        people = [each for each in remaining if not self._is_bot(each)]
        return next((each.member_id for each in [*moderators, *people, *remaining]), None)

    def _is_bot(self, membership: Membership) -> bool:
        member = self._store.member(membership.member_id)
        return member is not None and member.is_bot

    def _owners(self, group_id: GroupId) -> list[Membership]:
        return [each for each in self._store.members_of(group_id) if each.role is Role.OWNER]

    def _other(self, place: Place, other_id: MemberId) -> Membership:
        other = self._store.membership(place.group.id, other_id) if is_id(other_id) else None
        if other is None:
            raise NotFound('member')
        return other

    def _guest(self, group: Group, name: str) -> Member:
        guest = self._store.member_named(name)
        if guest is None:
            raise Refused(
                'no_such_member', 'Nobody here goes by this name. Check the spelling, or make a link instead.'
            )
        if self._store.membership(group.id, guest.id) is not None:
            raise Refused('already_a_member', '{name} is in {group} already.', name=guest.name, group=group.name)
        return guest
