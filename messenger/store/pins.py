"""Which messages of each group are pinned."""

from collections.abc import Iterable

from messenger.model.changes import Change, GroupDeleted, MessageDeleted, MessagePinned, MessageUnpinned
from messenger.model.ids import GroupId, Ordinal


class Pins:
    """Ordinals by group, the first pinned first."""

    def __init__(self) -> None:
        self._of: dict[GroupId, dict[Ordinal, None]] = {}

    def load(self, pins: Iterable[tuple[GroupId, Ordinal]]) -> None:
        """Take in how it stands in the journal."""
        for group_id, ordinal in pins:
            self._of.setdefault(group_id, {})[ordinal] = None

    def apply(self, change: Change) -> None:
        """Note what is pinned, and what no longer is."""
        match change.fact:
            case MessagePinned(group_id=group_id, target=target):
                self._of.setdefault(group_id, {}).setdefault(target)
            case MessageUnpinned(group_id=group_id, target=target) | MessageDeleted(group_id=group_id, target=target):
                self._of.get(group_id, {}).pop(target, None)
            case GroupDeleted(group_id=group_id):
                self._of.pop(group_id, None)

    def of(self, group_id: GroupId) -> list[Ordinal]:
        """Return the ordinals of a group's pinned messages, the first pinned first."""
        return list(self._of.get(group_id, ()))
