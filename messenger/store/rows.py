"""The tails of all groups, the ones in use at hand and the others reduced to numbers."""

from collections import OrderedDict
from collections.abc import Iterable

from messenger.model.changes import (
    Change,
    DirectOpened,
    GroupCreated,
    GroupDeleted,
    MessageDeleted,
    MessageEdited,
    Touch,
)
from messenger.model.ids import GroupId
from messenger.model.message import Message
from messenger.model.rows import added_row
from messenger.store.late_mentions import LateMentions
from messenger.store.receipts import Receipts
from messenger.store.roster import Roster
from messenger.store.tail import TAIL_ROWS, Tail

MOST_TAILS = 200
"""Groups whose newest rows are held; beyond it those of the one longest unused are dropped."""


class Rows:
    """A tail for every group."""

    def __init__(self, roster: Roster, receipts: Receipts, late_mentions: LateMentions) -> None:
        self._roster = roster
        self._receipts = receipts
        self._late_mentions = late_mentions
        self._tails: dict[GroupId, Tail] = {}
        self._used: OrderedDict[GroupId, None] = OrderedDict()

    def begin(self, group_id: GroupId, last: int, newest: Message | None) -> None:
        """Start the tail of a group whose rows are in the journal only."""
        self._tails[group_id] = Tail(last, newest)

    def tail(self, group_id: GroupId) -> Tail:
        """Return a group's tail; an empty one for a group that is gone."""
        return self._tails.get(group_id) or Tail()

    def rows(self, group_id: GroupId, first: int, last: int) -> list[Message] | None:
        """Return the rows ``first..last`` that exist, oldest first; None when not all are held."""
        if group_id in self._tails:
            self._use(group_id)
        return self.tail(group_id).rows(first, last)

    def learn(self, group_id: GroupId, rows: Iterable[Message]) -> None:
        """Take in rows read from the journal; those of a group that is gone are ignored."""
        if group_id in self._tails:
            self._tails[group_id].learn(rows)
            self._use(group_id)
            self._trim(group_id)

    def apply(self, change: Change) -> None:
        """Add, change or drop rows."""
        match change.fact:
            case GroupDeleted(group_id=group_id):
                self._tails.pop(group_id, None)
                self._used.pop(group_id, None)
            case MessageEdited(group_id=group_id) | MessageDeleted(group_id=group_id):
                self._revise(group_id, change)
            case fact if isinstance(fact, Touch):
                self.tail(fact.group_id).touch(change)
            case GroupCreated(group_id=group_id) | DirectOpened(group_id=group_id):
                self._tails[group_id] = Tail()
                self._add(change)
            case _:
                self._add(change)

    def _add(self, change: Change) -> None:
        row = added_row(change)
        if row is None or row.group_id not in self._tails:
            return
        self._tails[row.group_id].add(row)
        self._use(row.group_id)
        self._trim(row.group_id)

    def _revise(self, group_id: GroupId, change: Change) -> None:
        tail = self.tail(group_id)
        changed = tail.change(change)
        if changed is not None:
            self._receipts.revise(group_id, tail, *changed)
            self._late_mentions.tell(*changed)

    def _use(self, group_id: GroupId) -> None:
        self._used[group_id] = None
        self._used.move_to_end(group_id)
        if len(self._used) > MOST_TAILS:
            longest_unused, _ = self._used.popitem(last=False)
            self._drop(longest_unused, keep=0)

    def _trim(self, group_id: GroupId) -> None:
        if self._tails[group_id].is_full():
            self._drop(group_id, keep=TAIL_ROWS)

    def _drop(self, group_id: GroupId, keep: int) -> None:
        tail = self._tails[group_id]
        members = [each.member_id for each in self._roster.members_of(group_id)]
        self._receipts.settle(group_id, members, tail, tail.last - keep)
        tail.trim(keep)
