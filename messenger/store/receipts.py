"""How far members have read, and how much is left for each.

Nothing is written per member when a message is sent: what is unread is counted from the
group's tail when somebody asks, going on from the last answer. Only for rows older than the tail a number is kept
for each member who has not read them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.receipt import UNREAD_CAP, MarkedUnread, Receipt, Unread
from messenger.store.tail import Tail
from messenger.store.tally import Tally

NOTHING = Unread()


class Receipts:
    """Receipts of every member in every group."""

    def __init__(self) -> None:
        self._read: dict[GroupId, dict[MemberId, int]] = {}
        self._settled: dict[GroupId, dict[MemberId, Unread]] = {}
        self._counted: dict[GroupId, dict[MemberId, _Counted]] = {}
        self._marks: dict[GroupId, dict[MemberId, int]] = {}

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

    def put_back(self, mark: MarkedUnread) -> None:
        """Set a receipt; a count of rows no longer held must be loaded before."""
        self._read.setdefault(mark.group_id, {})[mark.member_id] = mark.ordinal
        self._counted.get(mark.group_id, {}).pop(mark.member_id, None)
        marks = self._marks.setdefault(mark.group_id, {})
        marks[mark.member_id] = marks.get(mark.member_id, 0) + 1

    def times_put_back(self, group_id: GroupId, member_id: MemberId) -> int:
        """Return how often a member's receipt was put back since the store began."""
        return self._marks.get(group_id, {}).get(member_id, 0)

    def unread(self, group_id: GroupId, member_id: MemberId, tail: Tail) -> Unread:
        """Count what others wrote after a member's receipt, and what of it mentions the member."""
        read = self.read_up_to(group_id, member_id)
        if read >= tail.last:
            return NOTHING
        counted = self._counted.setdefault(group_id, {})
        known = counted.get(member_id)
        state = (read, tail.revised, tail.known_from)
        if known is not None and known.state == state:
            unread = _plus(known.unread, tail.tally(known.upto, tail.last).unread(member_id))
        else:
            unread = self._count(group_id, member_id, tail, tail.last)
        counted[member_id] = _Counted(state=state, upto=tail.last, unread=unread)
        return _capped(unread)

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
        was, is_now = Tally([before]), Tally([after])
        for member_id, unread in settled.items():
            if self.read_up_to(group_id, member_id) < before.ordinal:
                settled[member_id] = _minus(unread, was.unread(member_id), is_now.unread(member_id))

    def forget(self, group_id: GroupId, member_id: MemberId | None = None) -> None:
        """Drop a member's receipt in a group, or everybody's."""
        if member_id is None:
            for everybodys in (self._read, self._settled, self._counted, self._marks):
                everybodys.pop(group_id, None)
            return
        for kept in (self._read, self._settled, self._counted, self._marks):
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
        if tail.known_from <= read + 1:
            return tail.tally(read, upto).unread(member_id)
        settled = self._settled.get(group_id, {}).get(member_id, NOTHING)
        return _plus(settled, tail.tally(max(read, tail.settled), upto).unread(member_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """A count made before: it stands while its `state` does, and what came since is added."""

    state: tuple[int, int, int]
    upto: int
    unread: Unread


def _plus(one: Unread, other: Unread) -> Unread:
    return Unread(messages=one.messages + other.messages, mentions=one.mentions + other.mentions)


def _minus(unread: Unread, before: Unread, after: Unread) -> Unread:
    return Unread(
        messages=max(0, unread.messages - before.messages + after.messages),
        mentions=max(0, unread.mentions - before.mentions + after.mentions),
    )


def _capped(unread: Unread) -> Unread:
    if unread.messages <= UNREAD_CAP and unread.mentions <= UNREAD_CAP:
        return unread
    return Unread(messages=min(unread.messages, UNREAD_CAP), mentions=min(unread.mentions, UNREAD_CAP))
