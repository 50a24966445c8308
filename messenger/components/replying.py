"""What a text being written replies to: the strip over its box, which waits for its writer as the draft does."""

from contextlib import suppress
from html import escape

from nicegui.element import Element

from messenger.actions.messages import MessageActions
from messenger.actions.reading import ReadingActions
from messenger.components.naming import name_of
from messenger.components.preview import beginning
from messenger.components.quote import QUOTED_CHARACTERS
from messenger.model.draft import reply_key
from messenger.model.ids import LogId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.refused import Refused
from messenger.store.store import Store
from messenger.words import _, language


class Replying:
    """The strip of one box. The browser reads from it what goes out as a reply."""

    def __init__(
        self, *, store: Store, messages: MessageActions, reading: ReadingActions, member_id: MemberId, log: LogId
    ) -> None:
        """Place it, empty."""
        self._store = store
        self._messages = messages
        self._reading = reading
        self._member_id = member_id
        self._group_id = log.group_id
        self._key = reply_key(log)
        self._ordinal = 0
        self._strip = Element('div')

    def to(self, message: Message) -> None:
        """Let what is written reply to a message."""
        self._keep(message.ordinal)
        with self._strip:
            name = name_of(message.author_id, self._store, language())
            replying, cancel = escape(_('Replying to {name}', name=name)), escape(_('Cancel reply'))
            text = escape(beginning(message, language(), QUOTED_CHARACTERS))
        self._strip.props['innerHTML'] = (
            f'<div class="replying" data-reply="{message.ordinal}">'
            f'<p><strong>{replying}</strong> <span dir="auto">{text}</span></p>'
            f'<button type="button" class="icon unreply" aria-label="{cancel}" title="{cancel}"></button></div>'
        )

    async def to_ordinal(self, ordinal: Ordinal) -> None:
        """Let what is written reply to a message if that is still there."""
        with suppress(Refused):
            self.to(await self._messages.read_message(self._member_id, self._group_id, ordinal))

    async def restore(self) -> None:
        """Go on with the reply that was begun before, here or on another device."""
        kept = self._store.preference(self._member_id, self._key)
        if kept.isdecimal():
            await self.to_ordinal(Ordinal(int(kept)))

    def end(self) -> None:
        """Reply to nothing."""
        self._keep(0)
        self._strip.props['innerHTML'] = ''

    def is_to(self, ordinal: int) -> bool:
        """Tell whether what is written replies to a message."""
        return ordinal == self._ordinal

    def _keep(self, ordinal: int) -> None:
        self._ordinal = ordinal
        value = str(ordinal or '')
        if self._store.preference(self._member_id, self._key) != value:
            with suppress(Refused):  # who is out of the site by now has nothing to keep
                self._reading.set_preference(self._member_id, self._key, value)
