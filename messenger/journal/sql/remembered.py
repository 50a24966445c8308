"""What the writer remembers of the tables from one transaction to the next, so that a lone message reads little.

Only who and what is there is remembered, never what is not: whatever is missing here is read. It is
forgotten as soon as the tables may hold something else: another connection wrote, a transaction failed,
or a batch did more than send messages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from messenger.journal.scene import Scene
from messenger.journal.sql.needs import Needs
from messenger.model.changes import Draft, MessageSent
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, Ordinal, StreamId
from messenger.model.membership import Membership

PLACES_LIMIT = 20_000
"""Memberships that are remembered, some 8 MB; beyond that it starts over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A group, and how far its stream has come."""

    group: Group
    head: int
    ordinal: Ordinal


class Remembered:
    """Groups in which somebody spoke, and who spoke there, as of a version of the database."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._groups: dict[GroupId, Known] = {}
        self._places: dict[tuple[GroupId, MemberId], Membership] = {}

    def forget(self) -> None:
        """Remember nothing."""
        self._groups.clear()
        self._places.clear()

    def forget_unless(self, version: int | None) -> None:
        """Remember nothing if this is another version, or None: then nobody can tell whether others wrote."""
        if version is None or version != self._version:
            self.forget()
        self._version = version

    def recall(self, needs: Needs) -> Scene | None:
        """Return what a batch is judged against, but for earlier requests; None if any of it is not remembered."""
        if needs.is_more_than_places or not (
            needs.streams <= self._groups.keys() and needs.places <= self._places.keys()
        ):
            return None
        scene = Scene()
        for group_id in needs.groups:
            known = self._groups[group_id]
            scene.groups[group_id] = known.group
            scene.heads[StreamId(group_id)] = known.head
            scene.ordinals[group_id] = known.ordinal
            scene.memberships[group_id] = {}
        for group_id, member_id in needs.places:
            scene.memberships[group_id][member_id] = self._places[group_id, member_id]
        return scene

    def learn(self, drafts: Sequence[Draft], after: Scene) -> None:
        """Remember what a batch of messages came to; what any other batch may have changed is forgotten."""
        if self._version is None or not all(isinstance(draft.fact, MessageSent) for draft in drafts):
            self.forget()
            return
        for group_id, group in after.groups.items():
            head, ordinal = after.heads[StreamId(group_id)], after.ordinals[group_id]
            self._groups[group_id] = Known(group=group, head=head, ordinal=ordinal)
            for member_id, membership in after.memberships[group_id].items():
                self._places[group_id, member_id] = membership
        if len(self._places) > PLACES_LIMIT:
            self.forget()
