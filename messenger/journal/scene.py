"""The current state that drafts are judged against: all of it in memory, what a batch touches in SQL."""

from dataclasses import dataclass, field, replace

from messenger.model.changes import (
    AdministratorChanged,
    CallersChanged,
    Change,
    DirectOpened,
    ExtensionSwitched,
    GroupCreated,
    GroupDeleted,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MemberPictured,
    MemberRegistered,
    MemberRenamed,
    RoleChanged,
    RowFact,
    StatusChanged,
)
from messenger.model.group import Group, GroupKind
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.member import Member
from messenger.model.membership import Membership, Role
from messenger.model.message import Message
from messenger.model.names import name_key
from messenger.model.rows import added_row, changed_row


@dataclass(slots=True, kw_only=True)
class Scene:
    """Current state, changed by `fold` alone."""

    members: dict[MemberId, Member] = field(default_factory=dict)
    name_keys: dict[str, MemberId] = field(default_factory=dict)
    groups: dict[GroupId, Group] = field(default_factory=dict)
    memberships: dict[GroupId, dict[MemberId, Membership]] = field(default_factory=dict)
    rows: dict[GroupId, dict[Ordinal, Message]] = field(default_factory=dict)
    heads: dict[StreamId, int] = field(default_factory=dict)
    ordinals: dict[GroupId, Ordinal] = field(default_factory=dict)
    receipts: dict[tuple[GroupId, MemberId], Ordinal] = field(default_factory=dict)
    accepted: dict[tuple[StreamId, RequestId], Change] = field(default_factory=dict)
    extensions: dict[str, bool] = field(default_factory=dict)
    """Whether an extension is on, for those that were switched."""

    def membership(self, group_id: GroupId, member_id: MemberId) -> Membership | None:
        """Return the member's place in the group, None for who is not in it."""
        return self.memberships.get(group_id, {}).get(member_id)

    def row(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        """Return one row of a group's log."""
        return self.rows.get(group_id, {}).get(ordinal)

    def copy(self) -> 'Scene':
        """Return the scene as it is now, for comparison with what becomes of it."""
        return Scene(
            members=dict(self.members),
            name_keys=dict(self.name_keys),
            groups=dict(self.groups),
            memberships={group_id: dict(each) for group_id, each in self.memberships.items()},
            rows={group_id: dict(each) for group_id, each in self.rows.items()},
            heads=dict(self.heads),
            ordinals=dict(self.ordinals),
            receipts=dict(self.receipts),
            accepted=dict(self.accepted),
            extensions=dict(self.extensions),
        )


def fold(scene: Scene, change: Change) -> None:
    """Bring the scene up to date with an accepted change."""
    scene.heads[change.stream] = change.number
    scene.accepted[change.stream, change.request_id] = change
    _fold_fact(scene, change)
    row = added_row(change)
    if row is not None:
        scene.rows.setdefault(row.group_id, {})[row.ordinal] = row
        scene.ordinals[row.group_id] = row.ordinal


def _fold_fact(scene: Scene, change: Change) -> None:
    match change.fact:
        case MemberRegistered() | MemberRenamed() | MemberPictured() | StatusChanged() | AdministratorChanged():
            _fold_member(scene, change)
        case MemberJoined() | MemberLeft() | RoleChanged():
            _fold_membership(scene, change)
        case fact if isinstance(fact, RowFact):
            rows = scene.rows[fact.group_id]
            rows[fact.target] = changed_row(rows[fact.target], change)
        case ExtensionSwitched(name=name, is_on=is_on):
            scene.extensions[name] = is_on
        case GroupCreated(group_id=group_id, name=name, kind=kind, owner_id=owner_id):
            scene.groups[group_id] = Group(id=group_id, name=name, kind=kind, created_at=change.at)
            if owner_id is not None:
                _enter(scene, change, MemberJoined(group_id=group_id, member_id=owner_id, role=Role.OWNER))
        case DirectOpened() as opened:
            _open_direct(scene, change, opened)
        case GroupRenamed() | CallersChanged():
            _alter_group(scene, change)
        case GroupDeleted(group_id=group_id):
            _forget_group(scene, group_id)


def _alter_group(scene: Scene, change: Change) -> None:
    match change.fact:
        case GroupRenamed(group_id=group_id, name=name):
            scene.groups[group_id] = replace(scene.groups[group_id], name=name)
        case CallersChanged(group_id=group_id, callers=callers):
            scene.groups[group_id] = replace(scene.groups[group_id], callers=callers)


def _fold_member(scene: Scene, change: Change) -> None:
    match change.fact:
        case MemberRegistered() as fact:
            scene.members[fact.member_id] = Member(
                id=fact.member_id,
                name=fact.name,
                is_administrator=fact.is_administrator,
                is_bot=fact.is_bot,
                registered_at=change.at,
            )
            scene.name_keys[name_key(fact.name)] = fact.member_id
        case MemberRenamed(member_id=member_id, name=name):
            member = scene.members[member_id]
            scene.name_keys.pop(name_key(member.name), None)
            scene.name_keys[name_key(name)] = member_id
            scene.members[member_id] = replace(member, name=name)
        case MemberPictured(member_id=member_id, picture=picture):
            scene.members[member_id] = replace(scene.members[member_id], picture=picture)
        case StatusChanged(member_id=member_id, status=status):
            scene.members[member_id] = replace(scene.members[member_id], status=status)
        case AdministratorChanged(member_id=member_id, is_administrator=is_administrator):
            scene.members[member_id] = replace(scene.members[member_id], is_administrator=is_administrator)


def _fold_membership(scene: Scene, change: Change) -> None:
    match change.fact:
        case MemberJoined() as fact:
            _enter(scene, change, fact)
        case MemberLeft(group_id=group_id, member_id=member_id, heir_id=heir_id):
            del scene.memberships[group_id][member_id]
            scene.receipts.pop((group_id, member_id), None)
            if heir_id is not None:
                _give_role(scene, group_id, heir_id, Role.OWNER)
        case RoleChanged(group_id=group_id, member_id=member_id, role=role):
            _give_role(scene, group_id, member_id, role)


def _enter(scene: Scene, change: Change, fact: MemberJoined) -> None:
    """Add a membership; what was said before it counts as read."""
    scene.memberships.setdefault(fact.group_id, {})[fact.member_id] = Membership(
        group_id=fact.group_id, member_id=fact.member_id, role=fact.role, joined_at=change.at
    )
    if change.ordinal is not None:
        scene.receipts[fact.group_id, fact.member_id] = change.ordinal


def _open_direct(scene: Scene, change: Change, opened: DirectOpened) -> None:
    group_id = opened.group_id
    scene.groups[group_id] = Group(id=group_id, name='', kind=GroupKind.DIRECT, created_at=change.at)
    scene.ordinals[group_id] = Ordinal(0)
    for member_id in opened.member_ids:
        _enter(scene, change, MemberJoined(group_id=group_id, member_id=member_id, role=Role.PEER))


def _give_role(scene: Scene, group_id: GroupId, member_id: MemberId, role: Role) -> None:
    memberships = scene.memberships[group_id]
    memberships[member_id] = replace(memberships[member_id], role=role)


def _forget_group(scene: Scene, group_id: GroupId) -> None:
    """Drop what a group held; its stream's head stays, so that its numbers are never used again."""
    for member_id in scene.memberships.pop(group_id, {}):
        scene.receipts.pop((group_id, member_id), None)
    scene.rows.pop(group_id, None)
    scene.ordinals.pop(group_id, None)
    scene.groups.pop(group_id, None)
