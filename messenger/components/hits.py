"""Messages of several groups as lines that lead to them."""

from collections.abc import Sequence
from html import escape

from messenger.components.excerpt import excerpt
from messenger.components.row import UNKNOWN_NAME
from messenger.components.times import short_time
from messenger.live import Locale
from messenger.model.attachment import summary
from messenger.model.ids import GroupId, MemberId
from messenger.model.message import Message
from messenger.store.store import Store


class Hits:
    """Writes lines for one viewer."""

    def __init__(self, store: Store, member_id: MemberId, locale: Locale) -> None:
        self._store = store
        self._member_id = member_id
        self._locale = locale

    def html(self, messages: Sequence[Message], words: Sequence[str] = ()) -> str:
        """Write messages under the names of their groups, with these words marked."""
        groups: dict[GroupId, list[Message]] = {}
        for message in messages:
            groups.setdefault(message.group_id, []).append(message)
        return ''.join(self._group(group_id, found, words) for group_id, found in groups.items())

    def _group(self, group_id: GroupId, messages: Sequence[Message], words: Sequence[str]) -> str:
        group = self._store.group_as(self._member_id, group_id)
        name = escape(group.name if group else '')
        lines = ''.join(self._line(message, words) for message in messages)
        return f'<h3 dir="auto">{name}</h3><ul role="list">{lines}</ul>'

    def _line(self, message: Message, words: Sequence[str]) -> str:
        author = self._store.member(message.author_id)
        return (
            f'<li><a class="choice" href="/groups/{message.group_id}?at={message.ordinal}" '
            f'data-group="{message.group_id}" data-at="{message.ordinal}">'
            f'<span class="who"><bdi class="name">{escape(author.name if author else UNKNOWN_NAME)}</bdi> '
            f'<time>{escape(short_time(message.sent_at, self._locale))}</time></span>'
            f'<span class="bit" dir="auto">{self._bit(message, words)}</span></a></li>'
        )

    def _bit(self, message: Message, words: Sequence[str]) -> str:
        if self._store.has_blocked(self._member_id, message.author_id):
            return 'Message from a blocked member'
        return excerpt(message.text, words) or escape(summary(message.attachments))
