"""A list that shows its first lines, and others as one types."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from nicegui import ui

from messenger.components.field import Field
from messenger.model.names import name_key
from messenger.words import _, ngettext


class Named(Protocol):
    """What can be listed; two that are equal look alike."""

    @property
    def id(self) -> str:
        """What tells it from the others."""

    @property
    def name(self) -> str:
        """What it is found by."""


T = TypeVar('T', bound=Named)

FEW = 8
"""Up to so many lines there is nothing to search."""

MOST = 100
"""Lines shown at once; a page with thousands of lines is of no use to anybody."""


class NarrowedList(Generic[T]):
    """A list that is narrowed by name as soon as it is long; only changed lines are redrawn, so focus stays."""

    def __init__(self, things: Sequence[T], line: Callable[[T], None], *, label: str, few: int = FEW) -> None:
        """Place it; `line` builds what stands in one list item, `label` names the field that narrows it.

        There is a field where there are more than `few` things; with none at all to be few, it takes the cursor.
        """
        self._things = things
        self._line = line
        self._shown: dict[str, tuple[T, ui.element]] = {}
        self._field = Field(label, on_change=self._show).classes('narrow') if len(things) > few else None
        if self._field and not few:
            self._field.props('autofocus')
        self.element = ui.element('ul').classes('lines').props('role=list')
        self._rest = ui.label().classes('words').props('role=status')
        self._show()

    def change(self, things: Sequence[T]) -> None:
        """Show these things in place of the others."""
        if things != self._things:
            self._things = things
            self._show()

    def _show(self) -> None:
        wanted = name_key(self._field.typed) if self._field else ''
        found = [thing for thing in self._things if wanted in name_key(thing.name)]
        shown = found[:MOST]
        self.element.props['data-for'] = self._field.typed if self._field else ''
        for gone in self._shown.keys() - {thing.id for thing in shown}:
            self._shown.pop(gone)[1].delete()
        for place, thing in enumerate(shown):
            self._place(thing, place)
        with self.element:  # what called may be gone
            self._rest.set_text(_rest(len(found)))

    def _place(self, thing: T, place: int) -> None:
        before, item = self._shown.get(thing.id, (None, None))
        if item is None:
            with self.element:
                item = ui.element('li')
        if before != thing:
            item.clear()
            with item:
                self._line(thing)
        self._shown[thing.id] = (thing, item)
        if self.element.default_slot.children[place] is not item:
            item.move(target_index=place)


def _rest(found: int) -> str:
    if found == 0:
        return _('Nothing has a name like that.')
    if found <= MOST:
        return ''
    return ngettext(
        'And {count} more: type a part of the name.', 'And {count} more: type a part of the name.', found - MOST
    )
