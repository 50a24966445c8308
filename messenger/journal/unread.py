"""Counting what a member has not read, from the rows of a group."""

from collections.abc import Iterable

from messenger.model.ids import MemberId, Ordinal
from messenger.model.message import Message, MessageKind
from messenger.model.receipt import UNREAD_CAP, Unread


def count_unread(rows: Iterable[Message], member_id: MemberId, read_up_to: Ordinal) -> Unread:
    """Count messages in the group's own log by others after the receipt, and those that mention the member."""
    said = (row for row in rows if is_said(row) and row.is_in_log)
    fresh = [row for row in said if row.ordinal > read_up_to and row.author_id != member_id]
    mentions = sum(any(each.member_id == member_id for each in row.mentions) for row in fresh)
    return Unread(messages=min(len(fresh), UNREAD_CAP), mentions=min(mentions, UNREAD_CAP))


def is_said(row: Message) -> bool:
    """Tell whether a row is a member's message that is still there."""
    return row.kind is MessageKind.TEXT and not row.is_deleted
