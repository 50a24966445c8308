"""Whom a text mentions, and who may mention everyone."""

from collections.abc import Iterator
from itertools import chain

from messenger.actions.scope import Place, Scope
from messenger.languages import Sentence, plural_sentence
from messenger.model.calls import ALL, MOST_CALLED, SMALL_GROUP, find_calls
from messenger.model.group import Callers
from messenger.model.ids import GroupId, MemberId
from messenger.model.member import Member
from messenger.model.mentions import find_mentions
from messenger.model.message import Mention
from messenger.model.permissions import Action, is_allowed
from messenger.model.refused import Refused


class Mentions:
    """Finds the members of a group that a text names, or calls with @all and @here."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def find(self, place: Place, text: str) -> tuple[Mention, ...]:
        """Return who is mentioned; a call by who may not is only text."""
        if '@' not in text:
            return ()
        named = find_mentions(text, lambda name: self._insider(place, name))
        called = (self._called(place, call) for call in find_calls(text) if self._may_call(place))
        return tuple(dict.fromkeys([*named, *chain.from_iterable(called)]))

    def check_call(self, member_id: MemberId, group_id: GroupId) -> None:
        """Let pass who may call everyone in a group. Raises NotFound, Refused ``not_allowed`` or ``too_many``."""
        place = self._scope.place(member_id, group_id, Action.MENTION_ALL)
        count = len(self._scope.store.members_of(group_id))
        if count > MOST_CALLED:
            raise Refused('too_many', '{reason}', reason=_too_many(place, count))
        callers = place.group.callers
        is_kept = callers is Callers.KEEPERS or (callers is Callers.BY_SIZE and count > SMALL_GROUP)
        if is_kept and not is_allowed(Action.MENTION_ALL_IN_LARGE, [place.standing]):
            raise self._scope.not_allowed(place, Action.MENTION_ALL_IN_LARGE)

    def _may_call(self, place: Place) -> bool:
        try:
            self.check_call(place.member.id, place.group.id)
        except Refused:
            return False
        return True

    def _called(self, place: Place, call: str) -> Iterator[Mention]:
        store, group_id = self._scope.store, place.group.id
        everyone = [each.member_id for each in store.members_of(group_id)]
        for member_id in everyone if call == ALL else store.presence.here(group_id):
            if member_id != place.member.id:
                yield Mention(member_id=member_id, name=call)

    def _insider(self, place: Place, name: str) -> Member | None:
        member = self._scope.store.member_named(name)
        is_inside = member is not None and self._scope.store.membership(place.group.id, member.id) is not None
        return member if is_inside else None


def _too_many(place: Place, count: int) -> Sentence:
    return plural_sentence(
        '{group} has {count} member, and one message mentions at most {most}. Name those it is for.',
        '{group} has {count} members, and one message mentions at most {most}. Name those it is for.',
        count,
        group=place.group.name,
        most=MOST_CALLED,
    )
