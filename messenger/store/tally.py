"""What some rows hold for everybody who has not read them: counted once, whoever asks."""

from collections import Counter
from collections.abc import Iterable

from messenger.model.ids import MemberId
from messenger.model.message import Message, MessageKind
from messenger.model.receipt import Unread


class Tally:
    """Counts of what is said in a group's own log among some rows: all, by author, and by whom others mention."""

    __slots__ = ('_all', '_by', '_mentioning')

    def __init__(self, rows: Iterable[Message]) -> None:
        readable = [row for row in rows if is_readable(row) and row.is_in_log]
        self._all = len(readable)
        self._by = Counter(row.author_id for row in readable)
        self._mentioning = Counter(
            member_id
            for row in readable
            for member_id in {mention.member_id for mention in row.mentions} - {row.author_id}
        )

    def unread(self, member_id: MemberId) -> Unread:
        """Return what is unread of these rows for a member who has read none of them."""
        return Unread(messages=self._all - self._by[member_id], mentions=self._mentioning[member_id])


def is_readable(row: Message) -> bool:
    """Tell whether a row is a member's words and still there."""
    return row.kind is MessageKind.TEXT and not row.is_deleted
