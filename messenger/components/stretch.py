"""Fifty neighbouring messages of a group or a thread and the shared elements that show them."""

from collections.abc import Callable, Iterable, Iterator

import structlog
from nicegui.element import Element

from messenger.components.feet import Feet
from messenger.components.pin_line import pin_line
from messenger.components.preview_cards import preview_cards
from messenger.components.quote import also_in_group, quote, thread_quote
from messenger.components.reactions import reactions_line
from messenger.components.row import Row, failed_row, row
from messenger.components.thread_line import thread_line
from messenger.components.widget_places import Drawing, WidgetPlaces
from messenger.live import Block
from messenger.model.ids import MemberId, Ordinal
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.replies import Replies
from messenger.model.thread import Thread
from messenger.rendering.safe_html import SafeHtml
from messenger.words import plain_word

log = structlog.get_logger(__name__)


class Stretch:
    """The messages of one stretch as they stand now, and their rows while somebody looks.

    `thread` is what the thread hangs below whose stretch it is, `NO_THREAD` for a group's own log.
    `lead` is the visible row above the first one; it decides whether that one stands under its name.
    `quoted` are the messages that rows reply to, as they stand now, wherever they are; `threads` what hangs below rows.
    """

    def __init__(
        self,
        thread: Ordinal,
        messages: Iterable[Message],
        *,
        lead: Message | None,
        replies: Replies,
        body: Callable[[Message], SafeHtml],
        member: Callable[[MemberId], Member | None],
        drawing: Drawing,
    ) -> None:
        self.lead = lead
        self.messages = {message.ordinal: message for message in messages}
        self.quoted = {message.ordinal: message for message in replies.quoted}
        self.threads = dict(replies.threads)
        self._thread = thread
        self._replies = dict(replies.living)
        self._count: int | None = None
        self._body = body
        self._member = member
        self._elements: dict[Ordinal, Element] = {}
        self._reactions = Feet(
            lambda message: reactions_line(message, member), look='reactions', label=plain_word('Reactions')
        )
        self._previews = Feet(preview_cards, look='previews', label=plain_word('Linked pages'))
        self._pins = Feet(lambda message: pin_line(message, member), look='pin-line', label=plain_word('Pinned'))
        self._threads = Feet(self._thread_line, look='below', label=plain_word('Thread'))
        self._all_feet = (self._previews, self._pins, self._reactions, self._threads)
        self._places = WidgetPlaces(drawing)

    def build(self) -> None:
        """Build the rows in the current slot: the block's root."""
        self._elements.clear()
        for feet in self._all_feet:
            feet.clear()
        self._places.clear()
        before = self.lead
        for message in self.visible():
            self._elements[message.ordinal] = self._new_element(message, before)
            self._places.build(message)
            for feet in self._all_feet:
                feet.build(message)
            before = message

    def put(self, message: Message, block: Block | None) -> None:
        """Take in a message as it stands now: new, edited or deleted, and bring its row up to date."""
        is_new = message.ordinal not in self.messages
        self.messages[message.ordinal] = message
        self._count = None
        if block is None:
            return
        if is_new:
            if self._is_visible(message):
                self._append(message, block)
        elif not self._is_visible(message):
            self._drop(message.ordinal)
        elif message.ordinal in self._elements:
            self._redraw(message.ordinal)
            self._places.follow(message, self._elements[message.ordinal])
            self._draw_feet(message)
            if message.is_deleted:
                self._redraw_after(message.ordinal)

    def requote(self, original: Message, block: Block | None) -> None:
        """Take in a message that rows reply to as it stands now, and bring those rows up to date."""
        self.quoted[original.ordinal] = original
        if block is not None:
            for each in self.messages.values():
                if original.ordinal in {each.reply_to, each.thread}:
                    self._redraw_if_shown(each.ordinal)

    def add_reply(self, reply: Ordinal, target: Ordinal) -> None:
        """Note that a row of this stretch has a reply."""
        self._replies[reply] = target
        self._count = None

    def drop_reply(self, reply: Ordinal, block: Block | None) -> bool:
        """Note that a reply is gone, and with the last one the row of a deleted message; tells whether it is."""
        target = self._replies.pop(reply, None)
        self._count = None
        message = self.messages.get(target) if target is not None else None
        if message is None or self._is_visible(message):
            return False
        if block is not None:
            self._drop(message.ordinal)
        return True

    def react(self, message: Message, block: Block | None) -> None:
        """Take in a message of which nothing but what stands below it is another, and bring that up to date."""
        self.messages[message.ordinal] = message
        if block is not None and message.ordinal in self._elements:
            self._draw_feet(message)

    def tie(self, root: Ordinal, thread: Thread | None, block: Block | None) -> None:
        """Take in what the thread below a row comes to now; with its last message a deleted row goes."""
        self._count = None
        if thread is None:
            self.threads.pop(root, None)
        else:
            self.threads[root] = thread
        message = self.messages.get(root)
        if block is None or message is None or root not in self._elements:
            return
        if self._is_visible(message):
            self._draw_feet(message)
        else:
            self._drop(root)

    def follow(self, lead: Message | None, block: Block | None) -> None:
        """Stand below another row than before."""
        self.lead = lead
        if block is not None and (first := next(self.visible(), None)):
            self._redraw(first.ordinal)

    def follow_extensions(self) -> None:
        """Draw anew what extensions make of the texts: one of them was loaded again, switched or is gone."""
        for message in self.visible():
            if (element := self._elements.get(message.ordinal)) and self._places.follow(message, element):
                self._redraw(message.ordinal)

    def rename(self, member_id: MemberId) -> None:
        """Write again what shows a member with another name or picture: as author, in a notice, quote or reaction."""
        originals = {ordinal for ordinal, each in self.quoted.items() if each.author_id == member_id}
        for message in self.messages.values():
            if message.ordinal not in self._elements:
                continue
            if member_id in {message.author_id, message.about} or message.reply_to in originals:
                self._redraw(message.ordinal)
            if member_id in self._below(message):
                self._draw_feet(message)

    def visible(self) -> Iterator[Message]:
        """The messages that have a row, oldest first."""
        return (message for message in self.messages.values() if self._is_visible(message))

    @property
    def count(self) -> int:
        """How many messages have a row: counted once after a change, since the window of every viewer asks."""
        if self._count is None:
            self._count = sum(1 for _ in self.visible())
        return self._count

    def bottom(self) -> Message | None:
        """Return the visible row that whatever comes after this stretch stands below."""
        return next((each for each in reversed(self.messages.values()) if self._is_visible(each)), self.lead)

    def _before(self, ordinal: Ordinal) -> Message | None:
        above = (m for m in reversed(self.messages.values()) if m.ordinal < ordinal and self._is_visible(m))
        return next(above, self.lead)

    def _is_visible(self, message: Message) -> bool:
        """Tell whether a message has a row here: a deleted one only while there are replies to it."""
        if not (self._thread or message.is_in_log):
            return False
        if not message.is_deleted or message.ordinal == self._thread:
            return True
        return message.ordinal in self.threads or message.ordinal in self._replies.values()

    def _append(self, message: Message, block: Block) -> None:
        with block:
            self._elements[message.ordinal] = self._new_element(message, self._before(message.ordinal))
            self._places.build(message)

    def _drop(self, ordinal: Ordinal) -> None:
        if element := self._elements.pop(ordinal, None):
            element.delete()
        for feet in self._all_feet:
            feet.drop(ordinal)
        self._places.drop(ordinal)
        self._redraw_after(ordinal)

    def _redraw(self, ordinal: Ordinal) -> None:
        element = self._elements[ordinal]
        new = self._row(self.messages[ordinal], self._before(ordinal))
        if element.props.get('innerHTML') != new.html:
            element.props['innerHTML'] = new.html
        element.classes(replace=new.classes)

    def _redraw_after(self, ordinal: Ordinal) -> None:
        after = next((message.ordinal for message in self.visible() if message.ordinal > ordinal), None)
        if after is not None:
            self._redraw_if_shown(after)

    def _redraw_if_shown(self, ordinal: Ordinal) -> None:
        if ordinal in self._elements:
            self._redraw(ordinal)

    def _row(self, message: Message, before: Message | None) -> Row:
        try:
            written = row(message, self._body(message), before=before, member=self._member, quote=self._over(message))
            return self._places.mark(message, written)
        except Exception:
            log.exception('row_failed', group=message.group_id, ordinal=message.ordinal)
            return failed_row(message)

    def _over(self, message: Message) -> str:
        """Write what stands over a text: what it replies to, and in the group's own log which thread it is of."""
        over, target = '', message.reply_to
        if self._thread:
            over = also_in_group() if message.is_in_group_too else ''
        elif message.thread is not None:
            over = thread_quote(self.quoted.get(message.thread), self._member)
        return over + (quote(self.quoted.get(target), self._member) if target is not None else '')

    def _thread_line(self, message: Message) -> str:
        return thread_line(self.threads.get(message.ordinal), self._member)

    def _below(self, message: Message) -> set[MemberId | None]:
        """Return who is named below a row."""
        thread = self.threads.get(message.ordinal)
        named = {reaction.member_id for reaction in message.reactions}
        return named | {message.pin.by if message.pin else None} | set(thread.author_ids if thread else ())

    def _draw_feet(self, message: Message) -> None:
        """Bring up to date what stands below a row, each below the other."""
        above = self._places.below(message, self._elements[message.ordinal])
        for feet in self._all_feet:
            feet.draw(message, above)
            above = feet.below(message, above)

    def _new_element(self, message: Message, before: Message | None) -> Element:
        new = self._row(message, before)
        element = Element(new.tag)
        # What is new is sent anyway: to tell of each class and prop costs as much as the element itself.
        list.extend(element.classes, new.classes.split())
        dict.update(element.props, {'innerHTML': new.html, 'data-o': message.ordinal, 'tabindex': -1})
        return element
