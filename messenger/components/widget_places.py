"""Where widgets stand in a block: below their row, each in an element of its own, so that neither redraws the other."""

from collections.abc import Callable

from nicegui.element import Element

from messenger.model.ids import Ordinal
from messenger.model.message import Message


class WidgetPlaces:
    """The widgets of one block's rows."""

    def __init__(self, draw: Callable[[Message], None]) -> None:
        self._draw = draw
        self._elements: dict[Ordinal, Element] = {}

    def clear(self) -> None:
        """Begin with a block in which there is none yet."""
        self._elements.clear()

    def build(self, message: Message) -> None:
        """Place the widget of a message in the current slot, if it has one."""
        if message.widget is not None:
            place = Element('div').classes(f'widget-place by-{message.author_id}').props('role=group aria-label=Widget')
            place.props['data-for'] = message.ordinal
            self._elements[message.ordinal] = place
            with place:
                self._draw(message)

    def below(self, message: Message, row: Element) -> Element:
        """Return the element below which whatever else belongs to a row stands."""
        return self._elements.get(message.ordinal, row)

    def drop(self, ordinal: Ordinal) -> None:
        """Take the widget of a row away, if it has one."""
        if place := self._elements.pop(ordinal, None):
            place.delete()
