"""Messages of several groups under the names of these, as links that lead to them."""

from collections.abc import Sequence
from html import escape

from messenger.components.message_links import MessageLinks
from messenger.live import Locale
from messenger.model.ids import GroupId, MemberId
from messenger.model.message import Message
from messenger.store.store import Store


class Hits:
    """Writes lists for one viewer."""

    def __init__(self, store: Store, member_id: MemberId, locale: Locale) -> None:
        self._store = store
        self._member_id = member_id
        self._language = locale.language
        self._links = MessageLinks(store, member_id, locale)

    def html(self, messages: Sequence[Message], words: Sequence[str] = ()) -> str:
        """Write messages under the names of their groups, with these words marked."""
        groups: dict[GroupId, list[Message]] = {}
        for message in messages:
            groups.setdefault(message.group_id, []).append(message)
        return ''.join(self._group(group_id, found, words) for group_id, found in groups.items())

    def _group(self, group_id: GroupId, messages: Sequence[Message], words: Sequence[str]) -> str:
        group = self._store.group_as(self._member_id, group_id, self._language)
        name = escape(group.name if group else '')
        lines = ''.join(f'<li>{self._links.link(message, words)}</li>' for message in messages)
        return f'<h3 dir="auto">{name}</h3><ul role="list">{lines}</ul>'
