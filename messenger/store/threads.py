"""Who follows which thread, and what is new there for each.

Held are only the messages that somebody who follows has not read, so that threads which all have read cost nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from messenger.model.changes import Change, GroupDeleted, MemberLeft, MessageDeleted, MessageEdited, MessageSent
from messenger.model.ids import GroupId, LogId, MemberId, Ordinal
from messenger.model.receipt import UNREAD_CAP, ThreadReceipt, Unread
from messenger.model.rows import added_row
from messenger.model.thread import Reply, reply_of

NOTHING = Unread()


@dataclass(slots=True)
class _Followed:
    """One thread: how far each who follows it has read, and what not all of them have."""

    read: dict[MemberId, Ordinal] = field(default_factory=dict)
    fresh: dict[Ordinal, Reply] = field(default_factory=dict)
    """By ordinal, oldest first, so that an edit or a deletion is looked up and not sought in all threads of a group."""

    def add(self, reply: Reply) -> None:
        """Take in the newest message; of those that nobody counts any more the oldest goes."""
        self.fresh[reply.ordinal] = reply
        if len(self.fresh) > UNREAD_CAP:
            del self.fresh[next(iter(self.fresh))]

    def unread(self, member_id: MemberId) -> Unread:
        read = self.read.get(member_id)
        if read is None or not self.fresh:
            return NOTHING
        new = [each for each in self.fresh.values() if each.ordinal > read and each.author_id != member_id]
        return Unread(messages=len(new), mentions=sum(member_id in each.mentioned for each in new))

    def trim(self) -> None:
        """Forget what all have read, but for the newest: somebody may be about to follow because of it."""
        oldest = min(self.read.values(), default=Ordinal(0))
        while len(self.fresh) > 1 and (first := next(iter(self.fresh))) <= oldest:
            del self.fresh[first]


class Threads:
    """The threads of all groups that somebody follows."""

    def __init__(self) -> None:
        self._of: dict[GroupId, dict[Ordinal, _Followed]] = {}

    def load(self, receipts: Iterable[ThreadReceipt], fresh: Iterable[Reply]) -> None:
        """Take in how it stands in the journal."""
        for receipt in receipts:
            self._followed(receipt.group_id, receipt.thread).read[receipt.member_id] = receipt.ordinal
        for reply in fresh:
            self._followed(reply.group_id, reply.thread).add(reply)

    def apply(self, change: Change) -> None:
        """Note what is said in a thread, and forget what is gone."""
        match change.fact:
            case MessageSent(thread=thread) if thread is not None:
                row = added_row(change)
                if row is not None and (reply := reply_of(row)) is not None:
                    self._followed(reply.group_id, reply.thread).add(reply)
            case MessageEdited(group_id=group_id, target=target, mentions=mentions):
                self._rename(group_id, target, frozenset(mention.member_id for mention in mentions))
            case MessageDeleted(group_id=group_id, target=target):
                self._drop(group_id, target)
            case MemberLeft(group_id=group_id, member_id=member_id):
                for followed in self._of.get(group_id, {}).values():
                    followed.read.pop(member_id, None)
                    followed.trim()
            case GroupDeleted(group_id=group_id):
                self._of.pop(group_id, None)

    def learn(self, replies: Iterable[Reply]) -> None:
        """Take in messages that the journal holds, for somebody who is about to follow their thread from there on."""
        for reply in replies:
            followed = self._followed(reply.group_id, reply.thread)
            if reply.ordinal in followed.fresh:
                continue
            known, followed.fresh = {reply.ordinal: reply} | followed.fresh, {}
            for ordinal in sorted(known):
                followed.add(known[ordinal])

    def advance(self, receipt: ThreadReceipt) -> bool:
        """Follow a thread, or read on in it; tells whether it was news."""
        followed = self._followed(receipt.group_id, receipt.thread)
        if receipt.ordinal <= followed.read.get(receipt.member_id, -1):
            return False
        self.learn(receipt.later)
        followed.read[receipt.member_id] = receipt.ordinal
        followed.trim()
        return True

    def read_up_to(self, log: LogId, member_id: MemberId) -> Ordinal | None:
        """Return the newest ordinal that a member has seen in a thread, None for who does not follow it."""
        followed = self._of.get(log.group_id, {}).get(log.thread)
        return followed.read.get(member_id) if followed else None

    def since(self, log: LogId, ordinal: Ordinal) -> tuple[Reply, ...]:
        """Return what is held of a thread after an ordinal, oldest first."""
        followed = self._of.get(log.group_id, {}).get(log.thread)
        return tuple(each for each in followed.fresh.values() if each.ordinal > ordinal) if followed else ()

    def unread(self, log: LogId, member_id: MemberId) -> Unread:
        """Count what a member who follows a thread has not read of it."""
        followed = self._of.get(log.group_id, {}).get(log.thread)
        return followed.unread(member_id) if followed else NOTHING

    def new_for(self, group_id: GroupId, member_id: MemberId) -> Iterator[tuple[Ordinal, Unread]]:
        """Walk through the threads of a group in which there is something that a member has not read."""
        for root, followed in self._of.get(group_id, {}).items():
            if (unread := followed.unread(member_id)).messages:
                yield root, unread

    def unread_in(self, group_id: GroupId, member_id: MemberId) -> Unread:
        """Count what a member has not read in the threads of a group that the member follows."""
        new = [unread for _, unread in self.new_for(group_id, member_id)]
        return Unread(messages=sum(each.messages for each in new), mentions=sum(each.mentions for each in new))

    def _followed(self, group_id: GroupId, thread: Ordinal) -> _Followed:
        return self._of.setdefault(group_id, {}).setdefault(thread, _Followed())

    def _rename(self, group_id: GroupId, target: Ordinal, mentioned: frozenset[MemberId]) -> None:
        """Let a message mention others than before."""
        for followed in self._of.get(group_id, {}).values():
            if reply := followed.fresh.get(target):
                followed.fresh[target] = replace(reply, mentioned=mentioned)

    def _drop(self, group_id: GroupId, target: Ordinal) -> None:
        for followed in self._of.get(group_id, {}).values():
            followed.fresh.pop(target, None)
