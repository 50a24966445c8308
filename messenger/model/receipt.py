"""How far a member has read a group, and what is left."""

from dataclasses import dataclass, field

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.thread import Reply

UNREAD_CAP = 100
"""Counts stop here: 'more than a hundred' is all a person needs, and all that is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The newest ordinal a member has seen in a group; merged by maximum, but for `MarkedUnread`."""

    group_id: GroupId
    member_id: MemberId
    ordinal: Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadReceipt:
    """The newest ordinal a member has seen in a thread, by which the member follows it; merged by maximum."""

    group_id: GroupId
    member_id: MemberId
    thread: Ordinal
    ordinal: Ordinal
    later: tuple[Reply, ...] = field(default=(), compare=False)
    """What was said there since, for whoever hears only now that the thread is followed; kept by nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedUnread:
    """A member wants to read a group anew from after an ordinal: the receipt is set there, even if that lowers it."""

    group_id: GroupId
    member_id: MemberId
    ordinal: Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Messages by others after the receipt and not deleted, at most `UNREAD_CAP`."""

    messages: int = 0
    mentions: int = 0
