"""Direct groups: opening the one of some members, and who may write there."""

from collections.abc import Collection

from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Place, Scope
from messenger.actions.submissions import Submissions
from messenger.model.changes import DirectOpened
from messenger.model.direct import FEWEST_MEMBERS, MOST_MEMBERS, direct_id, direct_members, opening_of
from messenger.model.group import GroupKind
from messenger.model.ids import GroupId, MemberId
from messenger.model.permissions import Action
from messenger.model.refused import Refused
from messenger.store.store import Store


class DirectActions:
    """What a member does to write to a few others alone."""

    def __init__(self, *, scope: Scope, submissions: Submissions, limits: Limits) -> None:
        self._scope = scope
        self._store = scope.store
        self._submissions = submissions
        self._limits = limits

    async def open_direct(self, member_id: MemberId, other_ids: Collection[MemberId]) -> GroupId:
        """Return the direct group of the member and one to seven others, made now if there is none yet.

        Whoever asks gets the same one, also when several ask at once. The others learn of it when somebody writes.
        Durable when this returns. Emits DirectOpened.

        Raises:
            NotFound: no such member.
            Refused: ``bad_members`` for too few or too many, ``not_allowed``, ``too_fast``, ``unavailable``.
        """
        self._scope.signed_in(member_id, Action.OPEN_DIRECT)
        member_ids = self._members(member_id, other_ids)
        group_id = direct_id(member_ids)
        group = self._store.group(group_id)
        if group is None or group.kind is not GroupKind.DIRECT:
            require_welcome(self._store, member_id, member_ids)
            self._limits.spend(Pace.DIRECT, member_id)
            # Asked for by nobody in particular: of two who ask at once neither is told who was first.
            fact = DirectOpened(group_id=group_id, member_ids=member_ids)
            await self._submissions.submit(None, opening_of(group_id), fact)
        return group_id

    def _members(self, member_id: MemberId, other_ids: Collection[MemberId]) -> tuple[MemberId, ...]:
        if len(other_ids) >= MOST_MEMBERS:
            most = MOST_MEMBERS - 1
            raise Refused('bad_members', 'Choose at most {most} people, or make a group for more.', most=most)
        member_ids = direct_members([member_id, *(self._scope.member(other_id).id for other_id in other_ids)])
        if len(member_ids) < FEWEST_MEMBERS:
            raise Refused('bad_members', 'Choose somebody else to write to.')
        return member_ids


def require_writable(store: Store, place: Place) -> None:
    """Let a member write in a place. Raises Refused ``not_allowed`` where the only other one has blocked the member."""
    if place.group.kind is GroupKind.DIRECT:
        require_welcome(store, place.member.id, _members_of(store, place))


def is_writable(store: Store, place: Place) -> bool:
    """Tell whether a member may write in a place, as far as blocking goes."""
    is_direct = place.group.kind is GroupKind.DIRECT
    return not is_direct or _deaf(store, place.member.id, _members_of(store, place)) is None


def require_welcome(store: Store, member_id: MemberId, member_ids: Collection[MemberId]) -> None:
    """Let a member write to others, unless it is a single one who has blocked the member. Raises Refused."""
    other_id = _deaf(store, member_id, member_ids)
    other = store.member(other_id) if other_id else None
    if other:
        raise Refused('not_allowed', 'You cannot write to {name} here.', name=other.name)


def _deaf(store: Store, member_id: MemberId, member_ids: Collection[MemberId]) -> MemberId | None:
    """Return the one other member, when blocked by that one."""
    others = [other_id for other_id in member_ids if other_id != member_id]
    return others[0] if len(others) == 1 and store.has_blocked(others[0], member_id) else None


def _members_of(store: Store, place: Place) -> list[MemberId]:
    return [each.member_id for each in store.members_of(place.group.id)]
