"""Messages as links that lead to them, wherever several are listed."""

from collections.abc import Sequence
from functools import partial
from html import escape

from messenger.components.excerpt import excerpt
from messenger.components.naming import name_of
from messenger.components.preview import FROM_BLOCKED
from messenger.components.times import short_time
from messenger.languages import marked, translate
from messenger.live import Locale
from messenger.model.attachment import summary
from messenger.model.ids import MemberId
from messenger.model.message import Message
from messenger.store.store import Store


class MessageLinks:
    """Writes links for one viewer."""

    def __init__(self, store: Store, member_id: MemberId, locale: Locale) -> None:
        self._store = store
        self._member_id = member_id
        self._locale = locale
        self._say = partial(translate, locale.language)  # lists are drawn in the background, too

    def link(
        self, message: Message, words: Sequence[str] = (), *, where: str = '', below: str = '', is_new: bool = False
    ) -> str:
        """Write who said what and when, with these words marked; `where` and `below` are HTML for their places."""
        new = f'<b class="count">{escape(self._say(marked("New")))}</b>' if is_new else ''
        return (
            f'<a class="choice{" new" if is_new else ""}" href="/groups/{message.group_id}?at={message.ordinal}" '
            f'data-group="{message.group_id}" data-at="{message.ordinal}">'
            f'<span class="who"><bdi class="name">{escape(self.name(message.author_id))}</bdi> {where}'
            f'<time>{escape(short_time(message.sent_at, self._locale))}</time>{new}</span>'
            f'<span class="bit" dir="auto">{self._bit(message, words)}</span>{below}</a>'
        )

    def name(self, member_id: MemberId | None) -> str:
        """Return what a member goes by, also one whom the store no longer knows."""
        return name_of(member_id, self._store, self._locale.language)

    def _bit(self, message: Message, words: Sequence[str]) -> str:
        if self._store.has_blocked(self._member_id, message.author_id):
            return escape(self._say(FROM_BLOCKED))
        return excerpt(message.text, words) or escape(summary(message.attachments, self._locale.language))
