"""What stands under some rows of a block: one shared element each, so that the row is never written again."""

from collections.abc import Callable

from nicegui.element import Element

from messenger.components.reactions import reactions_line
from messenger.model.ids import MemberId, Ordinal
from messenger.model.member import Member
from messenger.model.message import Message


class Feet:
    """The feet of one block's rows; a message without reactions has none."""

    def __init__(self, member: Callable[[MemberId], Member | None]) -> None:
        self._member = member
        self._elements: dict[Ordinal, Element] = {}

    def clear(self) -> None:
        """Begin with a block in which there is none yet."""
        self._elements.clear()

    def build(self, message: Message) -> None:
        """Place the foot of a message in the current slot, if it has one."""
        if message.reactions:
            self._elements[message.ordinal] = self._new(message)

    def draw(self, message: Message, row: Element) -> None:
        """Bring the foot of a row up to date: it comes, changes or goes."""
        foot = self._elements.get(message.ordinal)
        if not message.reactions:
            self.drop(message.ordinal)
        elif foot is not None:
            foot.props['innerHTML'] = reactions_line(message, self._member)
        elif row.parent_slot is not None:
            with row.parent_slot:
                foot = self._elements[message.ordinal] = self._new(message)
            foot.move(target_index=row.parent_slot.children.index(row) + 1)

    def drop(self, ordinal: Ordinal) -> None:
        """Take the foot of a row away, if it has one."""
        if foot := self._elements.pop(ordinal, None):
            foot.delete()

    def _new(self, message: Message) -> Element:
        foot = Element('div').classes('reactions').props('role=group aria-label=Reactions')
        foot.props['data-for'] = message.ordinal
        foot.props['innerHTML'] = reactions_line(message, self._member)
        return foot
