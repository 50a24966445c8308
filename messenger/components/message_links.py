"""Messages as links that lead to them, wherever several are listed."""

from collections.abc import Sequence
from html import escape

from messenger.components.excerpt import excerpt
from messenger.components.preview import FROM_BLOCKED, name_of
from messenger.components.times import short_time
from messenger.live import Locale
from messenger.model.attachment import summary
from messenger.model.ids import MemberId
from messenger.model.message import Message
from messenger.store.store import Store

NEW = '<b class="count">New</b>'


class MessageLinks:
    """Writes links for one viewer."""

    def __init__(self, store: Store, member_id: MemberId, locale: Locale) -> None:
        self._store = store
        self._member_id = member_id
        self._locale = locale

    def link(
        self, message: Message, words: Sequence[str] = (), *, where: str = '', below: str = '', is_new: bool = False
    ) -> str:
        """Write who said what and when, with these words marked; `where` and `below` are HTML for their places."""
        return (
            f'<a class="choice{" new" if is_new else ""}" href="/groups/{message.group_id}?at={message.ordinal}" '
            f'data-group="{message.group_id}" data-at="{message.ordinal}">'
            f'<span class="who"><bdi class="name">{escape(name_of(message.author_id, self._store))}</bdi> {where}'
            f'<time>{escape(short_time(message.sent_at, self._locale))}</time>{NEW if is_new else ""}</span>'
            f'<span class="bit" dir="auto">{self._bit(message, words)}</span>{below}</a>'
        )

    def _bit(self, message: Message, words: Sequence[str]) -> str:
        if self._store.has_blocked(self._member_id, message.author_id):
            return FROM_BLOCKED
        return excerpt(message.text, words) or escape(summary(message.attachments))
