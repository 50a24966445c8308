"""What makes a draft a conflict: the rights and the existence that must still hold at the commit.

The actions check the same and more beforehand, with a reason for the person; here stands
what may have changed in between.
"""

from messenger.journal.contract import Conflict, ConflictCode
from messenger.journal.scene import Scene
from messenger.model.changes import (
    AdministratorChanged,
    Draft,
    GroupCreated,
    GroupDeleted,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MemberRegistered,
    MemberRenamed,
    MessageDeleted,
    MessageEdited,
    MessageSent,
    RoleChanged,
)
from messenger.model.ids import SYSTEM, GroupId, MemberId, Ordinal
from messenger.model.membership import Membership, Role
from messenger.model.message import Message, MessageKind
from messenger.model.names import name_key


def check(scene: Scene, draft: Draft) -> None:
    """Let a draft pass that fits the scene. Raises Conflict. What the system asks (`by` is None) has every right."""
    match draft.fact:
        case MessageSent() as fact:
            _check_sending(scene, draft, fact)
        case MessageEdited(group_id=group_id, target=target) | MessageDeleted(group_id=group_id, target=target):
            _check_changing(scene, draft, group_id, target)
        case MemberJoined() | MemberLeft() | RoleChanged():
            _check_membership(scene, draft)
        case GroupCreated() | GroupRenamed() | GroupDeleted():
            _check_group(scene, draft)
        case MemberRegistered() | MemberRenamed() | AdministratorChanged():
            _check_member(scene, draft)


def _check_sending(scene: Scene, draft: Draft, fact: MessageSent) -> None:
    _require(fact.group_id in scene.groups, ConflictCode.GONE)
    is_inside = fact.author_id == SYSTEM or scene.membership(fact.group_id, fact.author_id) is not None
    _require(is_inside, ConflictCode.NOT_A_MEMBER)
    _require(draft.by in {fact.author_id, None}, ConflictCode.NOT_ALLOWED)


def _check_changing(scene: Scene, draft: Draft, group_id: GroupId, target: Ordinal) -> None:
    _require(group_id in scene.groups, ConflictCode.GONE)
    message = scene.row(group_id, target)
    if draft.by is not None and not _is_administrator(scene, draft.by):
        _require(scene.membership(group_id, draft.by) is not None, ConflictCode.NOT_A_MEMBER)
    is_there = message is not None and message.kind is MessageKind.TEXT and not message.is_deleted
    _require(is_there, ConflictCode.GONE)
    assert message is not None
    _require(_may_change(scene, draft, message), ConflictCode.NOT_ALLOWED)


def _may_change(scene: Scene, draft: Draft, message: Message) -> bool:
    if draft.by is None or draft.by == message.author_id:
        return True
    is_deletion = isinstance(draft.fact, MessageDeleted)
    return is_deletion and _leads(scene, message.group_id, draft.by, Role.OWNER, Role.MODERATOR)


def _check_membership(scene: Scene, draft: Draft) -> None:
    match draft.fact:
        case MemberJoined() as joined:
            _require(joined.group_id in scene.groups and joined.member_id in scene.members, ConflictCode.GONE)
            is_new = scene.membership(joined.group_id, joined.member_id) is None
            _require(is_new, ConflictCode.ALREADY_A_MEMBER)
            _require(_may_bring_in(scene, draft.by, joined), ConflictCode.NOT_ALLOWED)
        case MemberLeft() as left:
            membership = _present(scene, left.group_id, left.member_id)
            _require(_may_remove(scene, draft.by, membership), ConflictCode.NOT_ALLOWED)
            _check_succession(scene, draft, membership, left.heir_id)
        case RoleChanged() as changed:
            membership = _present(scene, changed.group_id, changed.member_id)
            is_allowed = draft.by is None or _leads(scene, changed.group_id, draft.by, Role.OWNER)
            _require(is_allowed, ConflictCode.NOT_ALLOWED)
            if changed.role is not Role.OWNER:
                _check_succession(scene, draft, membership, None)


def _present(scene: Scene, group_id: GroupId, member_id: MemberId) -> Membership:
    _require(group_id in scene.groups, ConflictCode.GONE)
    membership = scene.membership(group_id, member_id)
    if membership is None:
        raise Conflict(ConflictCode.NOT_A_MEMBER)
    return membership


def _may_bring_in(scene: Scene, by: MemberId | None, joined: MemberJoined) -> bool:
    if by in {joined.member_id, None}:
        return True
    assert by is not None
    return scene.membership(joined.group_id, by) is not None or _is_administrator(scene, by)


def _may_remove(scene: Scene, by: MemberId | None, membership: Membership) -> bool:
    if by in {membership.member_id, None}:
        return True
    assert by is not None
    if membership.role is Role.MEMBER:
        return _leads(scene, membership.group_id, by, Role.OWNER, Role.MODERATOR)
    return _leads(scene, membership.group_id, by, Role.OWNER)


def _check_succession(scene: Scene, draft: Draft, leaver: Membership, heir_id: MemberId | None) -> None:
    """A group that has an owner and other members keeps an owner."""
    others = [each for each in scene.memberships[leaver.group_id].values() if each.member_id != leaver.member_id]
    if heir_id is not None:
        _require(any(each.member_id == heir_id for each in others), ConflictCode.NOT_A_MEMBER)
        return
    is_last_owner = leaver.role is Role.OWNER and all(each.role is not Role.OWNER for each in others)
    is_left_alone = is_last_owner and (bool(others) or isinstance(draft.fact, RoleChanged))
    _require(draft.by is None or not is_left_alone, ConflictCode.NOT_ALLOWED)


def _check_group(scene: Scene, draft: Draft) -> None:
    match draft.fact:
        case GroupCreated(owner_id=owner_id):
            _require(draft.stream not in scene.heads, ConflictCode.NOT_ALLOWED)
            _require(owner_id is None or owner_id in scene.members, ConflictCode.GONE)
        case GroupRenamed(group_id=group_id) | GroupDeleted(group_id=group_id):
            _require(group_id in scene.groups, ConflictCode.GONE)
            is_allowed = draft.by is None or _leads(scene, group_id, draft.by, Role.OWNER)
            _require(is_allowed, ConflictCode.NOT_ALLOWED)


def _check_member(scene: Scene, draft: Draft) -> None:
    match draft.fact:
        case MemberRegistered(member_id=member_id, name=name):
            is_free = member_id not in scene.members and name_key(name) not in scene.name_keys
            _require(is_free, ConflictCode.NAME_TAKEN)
        case MemberRenamed(member_id=member_id, name=name):
            _require(member_id in scene.members, ConflictCode.GONE)
            _require(draft.by == member_id or _is_operator(scene, draft.by), ConflictCode.NOT_ALLOWED)
            is_free = scene.name_keys.get(name_key(name), member_id) == member_id
            _require(is_free, ConflictCode.NAME_TAKEN)
        case AdministratorChanged(member_id=member_id):
            _require(member_id in scene.members, ConflictCode.GONE)
            _require(_is_operator(scene, draft.by), ConflictCode.NOT_ALLOWED)


def _is_operator(scene: Scene, by: MemberId | None) -> bool:
    return by is None or _is_administrator(scene, by)


def _is_administrator(scene: Scene, member_id: MemberId) -> bool:
    member = scene.members.get(member_id)
    return member is not None and member.is_administrator


def _leads(scene: Scene, group_id: GroupId, member_id: MemberId, *roles: Role) -> bool:
    """Tell whether a member has one of the roles in the group, or is administrator of everything."""
    membership = scene.membership(group_id, member_id)
    has_role = membership is not None and membership.role in roles
    return has_role or _is_administrator(scene, member_id)


def _require(holds: bool, code: ConflictCode) -> None:
    if not holds:
        raise Conflict(code)
