"""A message that nobody keeps."""

from datetime import UTC, datetime

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message


def written(text: str) -> Message:
    """A message of this text."""
    group_id, author_id = GroupId('watercoolerx'), MemberId('alice2222222')
    return Message(group_id=group_id, ordinal=Ordinal(7), author_id=author_id, text=text, sent_at=datetime.now(UTC))
