"""What makes a draft a conflict: the rights and the existence that must still hold at the commit.

The actions check the same and more beforehand, with a reason for the person; here stands
what may have changed in between.
"""

from messenger.journal.contract import Conflict, ConflictCode
from messenger.journal.scene import Scene
from messenger.journal.unread import is_said
from messenger.model.changes import (
    AdministratorChanged,
    CallersChanged,
    DirectOpened,
    Draft,
    ExtensionSwitched,
    GroupCreated,
    GroupDeleted,
    GroupRenamed,
    LinksPreviewed,
    MemberJoined,
    MemberLeft,
    MemberPictured,
    MemberRegistered,
    MemberRenamed,
    MessageDeleted,
    MessageEdited,
    MessagePinned,
    MessageSent,
    MessageUnpinned,
    PreviewsRemoved,
    ReactionAdded,
    ReactionRemoved,
    RoleChanged,
    StatusChanged,
    WidgetChanged,
)
from messenger.model.direct import FEWEST_MEMBERS, MOST_MEMBERS, direct_id, direct_members
from messenger.model.group import GroupKind
from messenger.model.ids import SYSTEM, GroupId, MemberId, Ordinal
from messenger.model.membership import Membership, Role
from messenger.model.message import Message, MessageKind
from messenger.model.names import name_key
from messenger.model.permissions import REMOVALS, Action, Standing, is_allowed, standing_of
from messenger.model.reaction import Reaction, has_room


def check(scene: Scene, draft: Draft) -> None:
    """Let a draft pass that fits the scene. Raises Conflict. What the system asks (`by` is None) has every right."""
    _check_fixed(scene, draft)
    match draft.fact:
        case MessageSent() as fact:
            _check_sending(scene, draft, fact)
        case MessageEdited(group_id=group_id, target=target) | MessageDeleted(group_id=group_id, target=target):
            _check_changing(scene, draft, group_id, target)
        case WidgetChanged() as fact:
            _check_state(scene, draft, fact)
        case (
            ReactionAdded()
            | ReactionRemoved()
            | MessagePinned()
            | MessageUnpinned()
            | LinksPreviewed()
            | PreviewsRemoved()
        ):
            _check_marking(scene, draft)
        case MemberJoined() | MemberLeft() | RoleChanged():
            _check_membership(scene, draft)
        case DirectOpened() as opened:
            _check_opening(scene, draft, opened)
        case GroupCreated() | GroupRenamed() | CallersChanged() | GroupDeleted():
            _check_group(scene, draft)
        case MemberRegistered() | MemberRenamed() | MemberPictured() | StatusChanged() | AdministratorChanged():
            _check_member(scene, draft)
        case ExtensionSwitched(name=name, is_on=is_on):
            _require(_is_administered(scene, draft), ConflictCode.NOT_ALLOWED)
            _require(scene.extensions.get(name, True) is not is_on, ConflictCode.UNCHANGED)


def _check_fixed(scene: Scene, draft: Draft) -> None:
    """Keep the members and the name of a direct group as they are, against the system, too."""
    match draft.fact:
        case MemberJoined() | MemberLeft() | RoleChanged() | GroupRenamed() | CallersChanged() | GroupDeleted():
            group = scene.groups.get(draft.fact.group_id)
            _require(group is None or group.kind is not GroupKind.DIRECT, ConflictCode.NOT_ALLOWED)
    match draft.fact:
        case MemberJoined(role=role) | RoleChanged(role=role):
            _require(role is not Role.PEER, ConflictCode.NOT_ALLOWED)


def _check_opening(scene: Scene, draft: Draft, opened: DirectOpened) -> None:
    member_ids = opened.member_ids
    is_whole = FEWEST_MEMBERS <= len(member_ids) <= MOST_MEMBERS and member_ids == direct_members(member_ids)
    _require(is_whole and opened.group_id == direct_id(member_ids), ConflictCode.NOT_ALLOWED)
    _require(draft.by is None or draft.by in member_ids, ConflictCode.NOT_ALLOWED)
    _require(draft.stream not in scene.heads, ConflictCode.NOT_ALLOWED)
    _require(all(member_id in scene.members for member_id in member_ids), ConflictCode.GONE)


def _check_sending(scene: Scene, draft: Draft, fact: MessageSent) -> None:
    _require(fact.group_id in scene.groups, ConflictCode.GONE)
    is_inside = fact.author_id == SYSTEM or scene.membership(fact.group_id, fact.author_id) is not None
    _require(is_inside, ConflictCode.NOT_A_MEMBER)
    _require(draft.by in {fact.author_id, None}, ConflictCode.NOT_ALLOWED)
    if fact.reply_to is not None:
        original = scene.row(fact.group_id, fact.reply_to)
        _require(original is not None and is_said(original), ConflictCode.NOTHING_TO_REPLY_TO)
    if fact.thread is not None:
        root = scene.row(fact.group_id, fact.thread)
        may_bear = root is not None and is_said(root) and root.thread is None
        _require(may_bear, ConflictCode.NO_SUCH_THREAD)


def _check_changing(scene: Scene, draft: Draft, group_id: GroupId, target: Ordinal) -> None:
    _require_inside(scene, draft, group_id)
    message = _said(scene, group_id, target)
    action = Action.DELETE_MESSAGE if isinstance(draft.fact, MessageDeleted) else Action.EDIT_MESSAGE
    _require(message.widget is None or action is not Action.EDIT_MESSAGE, ConflictCode.NOT_ALLOWED)
    _require_right(scene, draft, group_id, action, is_author=draft.by == message.author_id)


def _check_state(scene: Scene, draft: Draft, fact: WidgetChanged) -> None:
    _require_inside(scene, draft, fact.group_id)
    widget = _said(scene, fact.group_id, fact.target).widget
    if widget is None:
        raise Conflict(ConflictCode.NOT_ALLOWED)
    _require_right(scene, draft, fact.group_id, Action.CHANGE_WIDGET)
    _require(fact.revision == widget.revision + 1, ConflictCode.STALE)


def _check_marking(scene: Scene, draft: Draft) -> None:
    match draft.fact:
        case (ReactionAdded() | ReactionRemoved()) as fact:
            _check_reacting(scene, draft, fact)
        case (MessagePinned() | MessageUnpinned()) as fact:
            _check_pinning(scene, draft, fact)
        case LinksPreviewed() as previewed:
            _require(draft.by is None, ConflictCode.NOT_ALLOWED)
            _require(previewed.group_id in scene.groups, ConflictCode.GONE)
            message = _said(scene, previewed.group_id, previewed.target)
            is_wanted = message.previews is None and message.revision == previewed.revision
            _require(is_wanted, ConflictCode.STALE)
        case PreviewsRemoved() as removed:
            _check_removing(scene, draft, removed)


def _check_reacting(scene: Scene, draft: Draft, fact: ReactionAdded | ReactionRemoved) -> None:
    _present(scene, fact.group_id, fact.member_id)
    _require(draft.by in {fact.member_id, None}, ConflictCode.NOT_ALLOWED)
    _require_right(scene, draft, fact.group_id, Action.REACT)
    message = _said(scene, fact.group_id, fact.target)
    is_there = Reaction(emoji=fact.emoji, member_id=fact.member_id) in message.reactions
    _require(is_there is isinstance(fact, ReactionRemoved), ConflictCode.UNCHANGED)
    _require(is_there or has_room(message.reactions, fact.emoji), ConflictCode.FULL)


def _check_removing(scene: Scene, draft: Draft, fact: PreviewsRemoved) -> None:
    _require_inside(scene, draft, fact.group_id)
    message = _said(scene, fact.group_id, fact.target)
    is_author = draft.by == message.author_id
    _require_right(scene, draft, fact.group_id, Action.REMOVE_PREVIEWS, is_author=is_author)
    _require(bool(message.previews), ConflictCode.UNCHANGED)


def _check_pinning(scene: Scene, draft: Draft, fact: MessagePinned | MessageUnpinned) -> None:
    _require_inside(scene, draft, fact.group_id)
    is_pinning = isinstance(fact, MessagePinned)
    _require_right(scene, draft, fact.group_id, Action.PIN_MESSAGE if is_pinning else Action.UNPIN_MESSAGE)
    _require((_said(scene, fact.group_id, fact.target).pin is None) is is_pinning, ConflictCode.UNCHANGED)


def _said(scene: Scene, group_id: GroupId, target: Ordinal) -> Message:
    """Return a member's words that are still there."""
    message = scene.row(group_id, target)
    if message is None or message.kind is not MessageKind.TEXT or message.is_deleted:
        raise Conflict(ConflictCode.GONE)
    return message


def _check_membership(scene: Scene, draft: Draft) -> None:
    match draft.fact:
        case MemberJoined() as joined:
            _check_joining(scene, draft, joined)
        case MemberLeft() as left:
            membership = _present(scene, left.group_id, left.member_id)
            if draft.by != left.member_id:
                _require_right(scene, draft, left.group_id, REMOVALS[membership.role])
            _check_succession(scene, draft, membership, left.heir_id)
        case RoleChanged() as changed:
            membership = _present(scene, changed.group_id, changed.member_id)
            _require_right(scene, draft, changed.group_id, Action.SET_ROLE)
            if changed.role is not Role.OWNER:
                _check_succession(scene, draft, membership, None)


def _check_joining(scene: Scene, draft: Draft, joined: MemberJoined) -> None:
    """Who may come in unasked (open group, invitation link) the action decides; an inviter must still be allowed to."""
    group = scene.groups.get(joined.group_id)
    if group is None or joined.member_id not in scene.members:
        raise Conflict(ConflictCode.GONE)
    is_new = scene.membership(joined.group_id, joined.member_id) is None
    _require(is_new, ConflictCode.ALREADY_A_MEMBER)
    if draft.by != joined.member_id:
        action = Action.INVITE if group.kind is GroupKind.OPEN else Action.INVITE_TO_PRIVATE
        _require_right(scene, draft, group.id, action)


def _present(scene: Scene, group_id: GroupId, member_id: MemberId) -> Membership:
    _require(group_id in scene.groups, ConflictCode.GONE)
    membership = scene.membership(group_id, member_id)
    if membership is None:
        raise Conflict(ConflictCode.NOT_A_MEMBER)
    return membership


def _check_succession(scene: Scene, draft: Draft, leaver: Membership, heir_id: MemberId | None) -> None:
    """A group that has an owner keeps one as long as it has members."""
    others = [each for each in scene.memberships[leaver.group_id].values() if each.member_id != leaver.member_id]
    if heir_id is not None:
        _require(any(each.member_id == heir_id for each in others), ConflictCode.NOT_A_MEMBER)
        return
    is_last_owner = leaver.role is Role.OWNER and all(each.role is not Role.OWNER for each in others)
    is_left_without = is_last_owner and (bool(others) or isinstance(draft.fact, RoleChanged))
    _require(draft.by is None or not is_left_without, ConflictCode.NOT_ALLOWED)


def _check_group(scene: Scene, draft: Draft) -> None:
    match draft.fact:
        case GroupCreated(owner_id=owner_id, kind=kind):
            _require(kind is not GroupKind.DIRECT, ConflictCode.NOT_ALLOWED)
            _require(draft.stream not in scene.heads, ConflictCode.NOT_ALLOWED)
            _require(owner_id is None or owner_id in scene.members, ConflictCode.GONE)
        case GroupRenamed(group_id=group_id):
            _require(group_id in scene.groups, ConflictCode.GONE)
            _require_right(scene, draft, group_id, Action.RENAME_GROUP)
        case CallersChanged(group_id=group_id, callers=callers):
            _require(group_id in scene.groups, ConflictCode.GONE)
            _require_right(scene, draft, group_id, Action.SET_CALLERS)
            _require(scene.groups[group_id].callers is not callers, ConflictCode.UNCHANGED)
        case GroupDeleted(group_id=group_id):
            _require(group_id in scene.groups, ConflictCode.GONE)
            _require_right(scene, draft, group_id, Action.DELETE_GROUP)


def _check_member(scene: Scene, draft: Draft) -> None:
    match draft.fact:
        case MemberRegistered(member_id=member_id, name=name):
            is_free = member_id not in scene.members and name_key(name) not in scene.name_keys
            _require(is_free, ConflictCode.NAME_TAKEN)
        case MemberRenamed(member_id=member_id, name=name):
            _require(member_id in scene.members, ConflictCode.GONE)
            _require(draft.by == member_id or _is_administered(scene, draft), ConflictCode.NOT_ALLOWED)
            is_free = scene.name_keys.get(name_key(name), member_id) == member_id
            _require(is_free, ConflictCode.NAME_TAKEN)
        case MemberPictured(member_id=member_id, picture=picture):
            _require(member_id in scene.members, ConflictCode.GONE)
            may_remove = picture is None and _is_administered(scene, draft)
            _require(draft.by == member_id or may_remove, ConflictCode.NOT_ALLOWED)
            _require(scene.members[member_id].picture != picture, ConflictCode.UNCHANGED)
        case StatusChanged(member_id=member_id, status=status):
            _require(member_id in scene.members, ConflictCode.GONE)
            is_ended = draft.by is None and status is None
            _require(draft.by == member_id or is_ended, ConflictCode.NOT_ALLOWED)
            _require(scene.members[member_id].status != status, ConflictCode.UNCHANGED)
        case AdministratorChanged(member_id=member_id):
            _require(member_id in scene.members, ConflictCode.GONE)
            _require(_is_administered(scene, draft), ConflictCode.NOT_ALLOWED)


def _is_administered(scene: Scene, draft: Draft) -> bool:
    """Tell whether the operator or an administrator asks."""
    if draft.by is None:
        return True
    member = scene.members.get(draft.by)
    return member is not None and member.is_administrator


def _require_inside(scene: Scene, draft: Draft, group_id: GroupId) -> None:
    """Let pass who is in a group that is there."""
    _require(group_id in scene.groups, ConflictCode.GONE)
    is_inside = draft.by is None or scene.membership(group_id, draft.by) is not None
    _require(is_inside, ConflictCode.NOT_A_MEMBER)


def _require_right(scene: Scene, draft: Draft, group_id: GroupId, action: Action, *, is_author: bool = False) -> None:
    """Look the right up in the table for what the asker is to the group now."""
    if draft.by is None:
        return
    membership = scene.membership(group_id, draft.by)
    standings = {standing_of(membership.role if membership else None)}
    if is_author:
        standings.add(Standing.AUTHOR)
    _require(is_allowed(action, standings), ConflictCode.NOT_ALLOWED)


def _require(holds: bool, code: ConflictCode) -> None:
    if not holds:
        raise Conflict(code)
