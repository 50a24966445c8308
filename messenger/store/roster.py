"""The groups, and who is in them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from messenger.model.changes import (
    CallersChanged,
    Change,
    DirectOpened,
    GroupCreated,
    GroupDeleted,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    RoleChanged,
)
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId
from messenger.model.membership import Membership, Role
from messenger.model.names import name_key


class Roster:
    """Every group with its memberships, by group and by member."""

    def __init__(self) -> None:
        self._groups: dict[GroupId, Group] = {}
        self._places: dict[GroupId, tuple[str, GroupId]] = {}
        self._memberships: dict[GroupId, dict[MemberId, Membership]] = {}
        self._groups_of: dict[MemberId, set[GroupId]] = {}

    def group(self, group_id: GroupId) -> Group | None:
        """Return a group."""
        return self._groups.get(group_id)

    def all(self) -> Iterator[Group]:
        """Yield every group."""
        yield from self._groups.values()

    def groups_of(self, member_id: MemberId) -> list[Group]:
        """Return the groups a member is in, by name."""
        return [self._groups[group_id] for group_id in self._by_name(self._groups_of.get(member_id, ()))]

    def open_groups(self) -> list[Group]:
        """Return the groups that anybody may join, by name."""
        are_open = (group.id for group in self._groups.values() if group.kind is GroupKind.OPEN)
        return [self._groups[group_id] for group_id in self._by_name(are_open)]

    def membership(self, group_id: GroupId, member_id: MemberId) -> Membership | None:
        """Return a member's place in a group."""
        return self._memberships.get(group_id, {}).get(member_id)

    def members_of(self, group_id: GroupId) -> list[Membership]:
        """Return a group's memberships, the longest-standing first."""
        return list(self._memberships.get(group_id, {}).values())

    def put(self, group: Group) -> None:
        """Add a group, or replace what is known of one."""
        self._groups[group.id] = group
        self._places[group.id] = (name_key(group.name), group.id)
        self._memberships.setdefault(group.id, {})

    def admit(self, membership: Membership) -> None:
        """Add a membership, or replace its role."""
        if membership.group_id not in self._groups:
            return
        self._memberships[membership.group_id][membership.member_id] = membership
        self._groups_of.setdefault(membership.member_id, set()).add(membership.group_id)

    def apply(self, change: Change) -> None:
        """Bring the roster up to date; facts about other things change nothing."""
        match change.fact:
            case GroupCreated() as fact:
                self._found(fact, change.at)
            case DirectOpened() as opened:
                self._open(opened, change.at)
            case GroupRenamed(group_id=group_id, name=name) if group_id in self._groups:
                self.put(replace(self._groups[group_id], name=name))
            case CallersChanged(group_id=group_id, callers=callers) if group_id in self._groups:
                self.put(replace(self._groups[group_id], callers=callers))
            case GroupDeleted(group_id=group_id):
                self._dissolve(group_id)
            case MemberJoined(group_id=group_id, member_id=member_id, role=role):
                self.admit(Membership(group_id=group_id, member_id=member_id, role=role, joined_at=change.at))
            case MemberLeft(group_id=group_id, member_id=member_id, heir_id=heir_id):
                self._release(group_id, member_id)
                if heir_id is not None:
                    self._give_role(group_id, heir_id, Role.OWNER)
            case RoleChanged(group_id=group_id, member_id=member_id, role=role):
                self._give_role(group_id, member_id, role)

    def _found(self, fact: GroupCreated, at: datetime) -> None:
        self.put(Group(id=fact.group_id, name=fact.name, kind=fact.kind, created_at=at))
        if fact.owner_id is not None:
            self.admit(Membership(group_id=fact.group_id, member_id=fact.owner_id, role=Role.OWNER, joined_at=at))

    def _open(self, fact: DirectOpened, at: datetime) -> None:
        group_id = fact.group_id
        self.put(Group(id=group_id, name='', kind=GroupKind.DIRECT, created_at=at))
        for member_id in fact.member_ids:
            self.admit(Membership(group_id=group_id, member_id=member_id, role=Role.PEER, joined_at=at))

    def _dissolve(self, group_id: GroupId) -> None:
        for member_id in tuple(self._memberships.get(group_id, ())):
            self._release(group_id, member_id)
        self._memberships.pop(group_id, None)
        self._groups.pop(group_id, None)
        self._places.pop(group_id, None)

    def _release(self, group_id: GroupId, member_id: MemberId) -> None:
        self._memberships.get(group_id, {}).pop(member_id, None)
        groups = self._groups_of.get(member_id, set())
        groups.discard(group_id)
        if not groups:
            self._groups_of.pop(member_id, None)

    def _give_role(self, group_id: GroupId, member_id: MemberId, role: Role) -> None:
        membership = self.membership(group_id, member_id)
        if membership is not None:
            self.admit(replace(membership, role=role))

    def _by_name(self, group_ids: Iterable[GroupId]) -> list[GroupId]:
        return sorted(group_ids, key=self._places.__getitem__)
