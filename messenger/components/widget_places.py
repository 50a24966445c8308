"""What extensions draw in a block: below its row, each in an element of its own, so that neither redraws the other."""

from dataclasses import replace
from typing import Protocol

from nicegui.element import Element

from messenger.components.row import Row
from messenger.extensions.illustrating import Look
from messenger.model.ids import Ordinal
from messenger.model.message import Message
from messenger.words import plain_word


class Drawing(Protocol):
    """Who draws."""

    def look(self, message: Message) -> Look:
        """Tell what of a message is drawn below its row."""

    def draw(self, message: Message) -> None:
        """Draw that in the current slot of a shared block."""


class WidgetPlaces:
    """What is drawn of one block's rows: widgets, and what stands for code and links."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._elements: dict[Ordinal, Element] = {}

    def clear(self) -> None:
        """Begin with a block in which there is none yet."""
        self._elements.clear()

    def build(self, message: Message) -> None:
        """Place what is drawn of a message in the current slot, if anything is."""
        look = self._drawing.look(message)
        if look is not Look.NOTHING:
            place = Element('div').classes(f'widget-place {look} by-{message.author_id}')
            place.props('role=group')
            place.props.update({'aria-label': plain_word('Widget'), 'data-for': message.ordinal})
            self._elements[message.ordinal] = place
            with place:
                self._drawing.draw(message)

    def mark(self, message: Message, row: Row) -> Row:
        """Let a row whose text is drawn below be seen without the text."""
        is_drawn = self._drawing.look(message) is Look.INSTEAD
        return replace(row, classes=f'{row.classes} has-widget') if is_drawn else row

    def follow(self, message: Message, row: Element) -> bool:
        """Bring what is drawn of a text up to date, when it or who draws it has changed; tells whether there is any.

        Widgets follow their states, and who draws them, by themselves.
        """
        if message.widget is not None:
            return False
        was_there = message.ordinal in self._elements
        self.drop(message.ordinal)
        if row.parent_slot is None or self._drawing.look(message) is Look.NOTHING:
            return was_there
        with row.parent_slot:
            self.build(message)
        self._elements[message.ordinal].move(target_index=row.parent_slot.children.index(row) + 1)
        return True

    def below(self, message: Message, row: Element) -> Element:
        """Return the element below which whatever else belongs to a row stands."""
        return self._elements.get(message.ordinal, row)

    def drop(self, ordinal: Ordinal) -> None:
        """Take what is drawn of a row away, if anything is."""
        if place := self._elements.pop(ordinal, None):
            place.delete()
