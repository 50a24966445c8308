"""What stands under some rows of a block: one shared element each, so that the row is never written again."""

from collections.abc import Callable

from nicegui.element import Element

from messenger.model.ids import Ordinal
from messenger.model.message import Message


class Feet:
    """The feet of one kind, such as reactions, of one block's rows; where there is nothing to say there is none."""

    def __init__(self, html: Callable[[Message], str], *, look: str, label: str) -> None:
        """Write feet by `html`, with classes (`look`), and a name for who cannot see them."""
        self._html = html
        self._look = look
        self._label = label
        self._elements: dict[Ordinal, Element] = {}

    def clear(self) -> None:
        """Begin with a block in which there is none yet."""
        self._elements.clear()

    def build(self, message: Message) -> None:
        """Place the foot of a message in the current slot, if it has one."""
        if html := self._html(message):
            self._elements[message.ordinal] = self._new(message, html)

    def draw(self, message: Message, above: Element) -> None:
        """Bring the foot of a row up to date: it comes below another element of the row, changes or goes."""
        foot, html = self._elements.get(message.ordinal), self._html(message)
        if not html:
            self.drop(message.ordinal)
        elif foot is not None:
            foot.props['innerHTML'] = html
        elif above.parent_slot is not None:
            with above.parent_slot:
                foot = self._elements[message.ordinal] = self._new(message, html)
            foot.move(target_index=above.parent_slot.children.index(above) + 1)

    def below(self, message: Message, above: Element) -> Element:
        """Return the element below which whatever comes after the foot of a row stands."""
        return self._elements.get(message.ordinal, above)

    def drop(self, ordinal: Ordinal) -> None:
        """Take the foot of a row away, if it has one."""
        if foot := self._elements.pop(ordinal, None):
            foot.delete()

    def _new(self, message: Message, html: str) -> Element:
        foot = Element('div').classes(self._look).props('role=group')
        foot.props.update({'aria-label': self._label, 'data-for': message.ordinal, 'innerHTML': html})
        return foot
