"""How far members have read, and how much is left for each.

Nothing is written per member when a message is sent: what is unread is counted from the
group's tail when somebody asks. Only for rows older than the tail a number is kept
for each member who has not read them.
"""

from collections.abc import Iterable
from dataclasses import replace

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.receipt import UNREAD_CAP, Receipt, Unread
from messenger.store.tail import Tail, is_readable

NOTHING = Unread()


class Receipts:
    """Receipts of every member in every group."""

    def __init__(self) -> None:
        self._read: dict[GroupId, dict[MemberId, int]] = {}
        self._settled: dict[GroupId, dict[MemberId, Unread]] = {}

    def read_up_to(self, group_id: GroupId, member_id: MemberId) -> Ordinal:
        """Return the newest ordinal a member has seen, 0 for none."""
        return Ordinal(self._read.get(group_id, {}).get(member_id, 0))

    def load(self, group_id: GroupId, member_id: MemberId, unread: Unread) -> None:
        """Take in a count made elsewhere of the rows up to the tail's `settled`."""
        self._settled.setdefault(group_id, {})[member_id] = unread

    def advance(self, receipt: Receipt, tail: Tail | None = None) -> bool:
        """Merge a receipt by maximum; tells whether it was news."""
        read = self._read.setdefault(receipt.group_id, {})
        if receipt.ordinal <= read.get(receipt.member_id, 0):
            return False
        read[receipt.member_id] = receipt.ordinal
        if tail is not None:
            self._lower(receipt, tail)
        return True

    def unread(self, group_id: GroupId, member_id: MemberId, tail: Tail) -> Unread:
        """Count what others wrote after a member's receipt, and what of it mentions the member."""
        if self.read_up_to(group_id, member_id) >= tail.last:
            return NOTHING
        return _capped(self._count(group_id, member_id, tail, tail.last))

    def settle(self, group_id: GroupId, member_ids: Iterable[MemberId], tail: Tail, upto: int) -> None:
        """Turn rows up to an ordinal into numbers, because the tail is about to forget them."""
        settled = self._settled.setdefault(group_id, {})
        for member_id in member_ids:
            if self.read_up_to(group_id, member_id) < upto:
                settled[member_id] = self._count(group_id, member_id, tail, upto)

    def revise(self, group_id: GroupId, tail: Tail, before: Message, after: Message) -> None:
        """Correct the numbers when a row they count was edited or deleted."""
        if before.ordinal > tail.settled:
            return
        settled = self._settled.get(group_id, {})
        for member_id, unread in settled.items():
            if self.read_up_to(group_id, member_id) < before.ordinal and member_id != before.author_id:
                settled[member_id] = _minus(unread, _weight(before, member_id), _weight(after, member_id))

    def forget(self, group_id: GroupId, member_id: MemberId | None = None) -> None:
        """Drop a member's receipt in a group, or everybody's."""
        for kept in (self._read, self._settled):
            if member_id is None:
                kept.pop(group_id, None)
            else:
                kept.get(group_id, {}).pop(member_id, None)

    def _lower(self, receipt: Receipt, tail: Tail) -> None:
        """Keep a settled count no higher than the rows that are left of it."""
        settled = self._settled.get(receipt.group_id, {})
        unread = settled.get(receipt.member_id)
        if unread is None:
            return
        left = tail.settled - receipt.ordinal
        if left <= 0:
            del settled[receipt.member_id]
        else:
            settled[receipt.member_id] = Unread(
                messages=min(unread.messages, left), mentions=min(unread.mentions, left)
            )

    def _count(self, group_id: GroupId, member_id: MemberId, tail: Tail, upto: int) -> Unread:
        read = self.read_up_to(group_id, member_id)
        is_all_here = tail.known_from <= read + 1
        counted_before = NOTHING if is_all_here else self._settled.get(group_id, {}).get(member_id, NOTHING)
        messages, mentions = counted_before.messages, counted_before.mentions
        for row in tail.after(read if is_all_here else max(read, tail.settled)):
            if row.ordinal <= upto and row.author_id != member_id:
                weight = _weight(row, member_id)
                messages += weight.messages
                mentions += weight.mentions
        return Unread(messages=messages, mentions=mentions)


def _weight(row: Message, member_id: MemberId) -> Unread:
    if not is_readable(row):
        return NOTHING
    return Unread(messages=1, mentions=int(any(mention.member_id == member_id for mention in row.mentions)))


def _minus(unread: Unread, before: Unread, after: Unread) -> Unread:
    return Unread(
        messages=max(0, unread.messages - before.messages + after.messages),
        mentions=max(0, unread.mentions - before.mentions + after.mentions),
    )


def _capped(unread: Unread) -> Unread:
    if unread.messages <= UNREAD_CAP and unread.mentions <= UNREAD_CAP:
        return unread
    return replace(unread, messages=min(unread.messages, UNREAD_CAP), mentions=min(unread.mentions, UNREAD_CAP))
