"""Fifty neighbouring messages of a group and the shared elements that show them."""

from collections.abc import Callable, Iterable, Iterator

import structlog
from nicegui.element import Element

from messenger.components.feet import Feet
from messenger.components.quote import quote
from messenger.components.row import Row, failed_row, row
from messenger.components.widget_places import Drawing, WidgetPlaces
from messenger.live import Block
from messenger.model.ids import MemberId, Ordinal
from messenger.model.member import Member
from messenger.model.message import Message, Replies
from messenger.rendering.safe_html import SafeHtml

STRETCH_SIZE = 50
"""Ordinals in a stretch: small enough to send whole, large enough that a page shows at most six."""

LEAD_SIZE = 10
"""Rows read before a stretch to find the visible one above its first."""

log = structlog.get_logger(__name__)


def stretch_of(ordinal: int) -> int:
    """Return the index of the stretch that holds an ordinal; ordinals start at 1, indexes at 0."""
    return max(ordinal - 1, 0) // STRETCH_SIZE


def first_of(index: int) -> Ordinal:
    """Return the first ordinal of a stretch."""
    return Ordinal(index * STRETCH_SIZE + 1)


def last_of(index: int) -> Ordinal:
    """Return the last ordinal that a stretch may hold."""
    return Ordinal((index + 1) * STRETCH_SIZE)


class Stretch:
    """The messages of one stretch as they stand now, and their rows while somebody looks.

    `lead` is the visible row above the first one; it decides whether that one stands under its name.
    `quoted` are the messages that rows reply to, as they stand now, wherever they are.
    """

    def __init__(
        self,
        index: int,
        messages: Iterable[Message],
        *,
        lead: Message | None,
        replies: Replies,
        body: Callable[[Message], SafeHtml],
        member: Callable[[MemberId], Member | None],
        drawing: Drawing,
    ) -> None:
        self.index = index
        self.lead = lead
        self.messages = {message.ordinal: message for message in messages}
        self.quoted = {message.ordinal: message for message in replies.quoted}
        self._replies = dict(replies.living)
        self._body = body
        self._member = member
        self._elements: dict[Ordinal, Element] = {}
        self._feet = Feet(member)
        self._places = WidgetPlaces(drawing)

    def build(self) -> None:
        """Build the rows in the current slot: the block's root."""
        self._elements.clear()
        self._feet.clear()
        self._places.clear()
        before = self.lead
        for message in self.visible():
            self._elements[message.ordinal] = self._new_element(message, before)
            self._places.build(message)
            self._feet.build(message)
            before = message

    def put(self, message: Message, block: Block | None) -> None:
        """Take in a message as it stands now: new, edited or deleted, and bring its row up to date."""
        is_new = message.ordinal not in self.messages
        self.messages[message.ordinal] = message
        if block is None:
            return
        if is_new:
            self._append(message, block)
        elif not self._is_visible(message):
            self._drop(message.ordinal)
        elif message.ordinal in self._elements:
            self._redraw(message.ordinal)
            self._places.follow(message, self._elements[message.ordinal])
            if message.is_deleted:
                self._feet.drop(message.ordinal)
                self._redraw_after(message.ordinal)

    def requote(self, original: Message, block: Block | None) -> None:
        """Take in a message that rows reply to as it stands now, and bring those rows up to date."""
        self.quoted[original.ordinal] = original
        if block is not None:
            for each in self.messages.values():
                if each.reply_to == original.ordinal:
                    self._redraw_if_shown(each.ordinal)

    def add_reply(self, reply: Ordinal, target: Ordinal) -> None:
        """Note that a row of this stretch has a reply."""
        self._replies[reply] = target

    def drop_reply(self, reply: Ordinal, block: Block | None) -> bool:
        """Note that a reply is gone, and with the last one the row of a deleted message; tells whether it is."""
        target = self._replies.pop(reply, None)
        message = self.messages.get(target) if target is not None else None
        if message is None or self._is_visible(message):
            return False
        if block is not None:
            self._drop(message.ordinal)
        return True

    def react(self, message: Message, block: Block | None) -> None:
        """Take in a message whose reactions alone are others, and bring its foot up to date."""
        self.messages[message.ordinal] = message
        if block is not None and message.ordinal in self._elements:
            self._feet.draw(message, self._places.below(message, self._elements[message.ordinal]))

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
            if any(reaction.member_id == member_id for reaction in message.reactions):
                self._feet.draw(message, self._places.below(message, self._elements[message.ordinal]))

    def visible(self) -> Iterator[Message]:
        """The messages that have a row, oldest first."""
        return (message for message in self.messages.values() if self._is_visible(message))

    def bottom(self) -> Message | None:
        """Return the visible row that whatever comes after this stretch stands below."""
        return self._before(Ordinal(last_of(self.index) + 1))

    def _before(self, ordinal: Ordinal) -> Message | None:
        above = (m for m in reversed(self.messages.values()) if m.ordinal < ordinal and self._is_visible(m))
        return next(above, self.lead)

    def _is_visible(self, message: Message) -> bool:
        """Tell whether a message has a row: a deleted one only while there are replies to it."""
        return not message.is_deleted or message.ordinal in self._replies.values()

    def _append(self, message: Message, block: Block) -> None:
        with block:
            self._elements[message.ordinal] = self._new_element(message, self._before(message.ordinal))
            self._places.build(message)

    def _drop(self, ordinal: Ordinal) -> None:
        if element := self._elements.pop(ordinal, None):
            element.delete()
        self._feet.drop(ordinal)
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
            quoted = self._quote(message.reply_to) if message.reply_to is not None else ''
            written = row(message, self._body(message), before=before, member=self._member, quote=quoted)
            return self._places.mark(message, written)
        except Exception:
            log.exception('row_failed', group=message.group_id, ordinal=message.ordinal)
            return failed_row(message)

    def _quote(self, target: Ordinal) -> str:
        return quote(self.quoted.get(target), self._member)

    def _new_element(self, message: Message, before: Message | None) -> Element:
        new = self._row(message, before)
        element = Element(new.tag)
        # What is new is sent anyway: to tell of each class and prop costs as much as the element itself.
        list.extend(element.classes, new.classes.split())
        dict.update(element.props, {'innerHTML': new.html, 'data-o': message.ordinal, 'tabindex': -1})
        return element
