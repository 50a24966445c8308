"""Keeping messages for later, for oneself alone."""

import time
from collections.abc import Callable

from messenger.actions.history import History
from messenger.actions.reading import ReadingActions
from messenger.actions.scope import Scope
from messenger.languages import marked
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.permissions import Action
from messenger.model.refused import NotFound, Refused
from messenger.model.saved import SavedPlace, saved_key, saved_place

MOST_SAVED = 500
"""Of one member."""


class SavedActions:
    """What a member does with messages kept for later: in the store at once, in the journal soon, told to nobody."""

    def __init__(
        self, *, scope: Scope, reading: ReadingActions, history: History, clock: Callable[[], float] = time.time
    ) -> None:
        self._scope = scope
        self._store = scope.store
        self._reading = reading
        self._history = history
        self._clock = clock

    async def save_message(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> None:
        """Keep a message for later.

        Raises:
            NotFound: no such group or message, it is deleted, or the member is not in the group.
            Refused: ``too_many``, ``unavailable``.
        """
        self._scope.place(member_id, group_id, Action.SAVE_MESSAGE)
        row = await self._history.message(group_id, ordinal)
        self._scope.place(member_id, group_id, Action.SAVE_MESSAGE)
        if row.is_deleted:
            raise NotFound('message')
        if len(self._places(member_id)) >= MOST_SAVED:
            reason = marked('You have saved {most} messages. Remove some you no longer need first.')
            raise Refused('too_many', reason, most=MOST_SAVED)
        self._reading.set_preference(member_id, saved_key(group_id, row.ordinal), str(int(self._clock())))

    def unsave_message(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> None:
        """Keep a message no longer, whether one may still read it or not. Raises NotFound."""
        self._scope.signed_in(member_id, Action.UNSAVE_MESSAGE)
        if self.is_saved(member_id, group_id, ordinal):
            self._reading.set_preference(member_id, saved_key(group_id, ordinal), '')

    def is_saved(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> bool:
        """Tell whether a member keeps a message."""
        return bool(self._store.preference(member_id, saved_key(group_id, ordinal)))

    async def list_saved(self, member_id: MemberId) -> list[Message]:
        """Return what a member keeps, the last saved first; without what is deleted or may not be read any more.

        Raises NotFound, Refused ``unavailable``.
        """
        self._scope.signed_in(member_id, Action.LIST_SAVED)
        found = []
        for group_id, ordinal in self._places(member_id):
            if self._store.membership(group_id, member_id) is not None:
                row = await self._history.row(group_id, ordinal)
                if row is not None and not row.is_deleted:
                    found.append(row)
        return [row for row in found if self._store.membership(row.group_id, member_id) is not None]

    def _places(self, member_id: MemberId) -> list[SavedPlace]:
        """Return where the messages stand that a member keeps, the last saved first."""
        kept = {key: value for key, value in self._store.preferences(member_id).items() if value}
        latest = sorted(kept, key=lambda key: kept[key], reverse=True)
        return [place for key in latest if (place := saved_place(key)) is not None]
