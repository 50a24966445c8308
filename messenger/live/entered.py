"""What people enter in fields that many share: it shows for all, and is not written over the box of who types.

NiceGUI does not echo what is typed in a text field, since its one browser has it already. Here the others have not.
So it is sent to everybody, except that the typist's page is told to keep what it holds: by then more may be typed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from nicegui import binding, ui
from nicegui.element import Element
from nicegui.elements.mixins import value_element
from nicegui.elements.mixins.value_element import ValueElement
from nicegui.event_listener import EventListener
from nicegui.helpers import event_type_to_camel_case

if TYPE_CHECKING:
    from messenger.live.block import Block
    from messenger.live.message import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """The present value of an element, when it came from a browser."""

    client_id: str
    prop: Any  # as browsers hold it
    before: Any  # what the author's code had set


class Entered:
    """Which elements of a block have a value that came from a browser."""

    __slots__ = ('_entries',)

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}

    def note(self, element: ValueElement[Any], client_id: str, before: Any) -> None:
        """Note that an element's present value was entered in this page."""
        self._entries[element.id] = Entry(client_id, _prop(element), before)

    def find(self, element: Element) -> Entry | None:
        """Return where the present value came from; None when the author's code set it."""
        return self._entries.get(element.id)

    def check(self, element: Element) -> None:
        """Forget an entry over which the author's code has set another value."""
        entry = self._entries.get(element.id)
        if entry is not None and entry.prop != _prop(element):
            del self._entries[element.id]

    def forget(self, element_id: int) -> None:
        """Forget an element that is gone."""
        self._entries.pop(element_id, None)

    def typists(self, element_ids: Iterable[int]) -> set[str]:
        """Return the clients of the pages in which one of these elements was entered last."""
        if not self._entries:
            return set()
        return {self._entries[element_id].client_id for element_id in element_ids if element_id in self._entries}

    def preserving(self, part: str, element: Element | None, client_id: str) -> str:
        """Return an element's part of an update such that the page where it was typed keeps what it holds."""
        if not isinstance(element, ValueElement) or not _is_text(element):
            return part
        entry = self._entries.get(element.id)
        if entry is None or entry.client_id != client_id:
            return part
        start = part.index('{') + 1
        return f'{part[:start]}"preserved_props":["{element.VALUE_PROP}"],{part[start:]}'

    def carry_over(self, old: Element, new: Element) -> None:
        """Let a new element keep what people entered in the old one, if its author says the same as before.

        Whoever follows what is entered, by a handler or a binding, has decided by now what the value is.
        """
        entry = self._entries.get(old.id)
        if entry is None or not isinstance(old, ValueElement) or not isinstance(new, ValueElement):
            return
        if new.value == old.value:
            self._entries[old.id] = replace(entry, before=new.value)
        elif new.value == entry.before and not _is_followed(new):
            new._send_update_on_value_change = False  # noqa: SLF001 (no browser knows it yet)
            new.value = old.value
            new._send_update_on_value_change = True  # noqa: SLF001


def is_entry(element: Element, listener: EventListener) -> bool:
    """Whether an event of this listener enters a value."""
    return isinstance(element, ValueElement) and (
        listener.type == event_type_to_camel_case(f'update:{element.VALUE_PROP}')
    )


@contextmanager
def taking(block: 'Block', element: Element, listener: EventListener, event: 'Event') -> Iterator[None]:
    """Wrap the handling of an event; if it enters a value, the others are told and it is known whose it is."""
    if not isinstance(element, ValueElement) or not is_entry(element, listener):
        yield
        return
    known = block.entered.find(element)
    before = element.value if known is None else known.before
    try:
        yield
    finally:
        present = block.owner.elements.get(element.id)  # it may have been drawn anew
        if isinstance(present, ValueElement):
            _settle(block, present, event, before)


def _settle(block: 'Block', element: ValueElement[Any], event: 'Event', before: Any) -> None:
    if not _is_text(element):
        block.entered.note(element, event.client_id, before)
        return
    # NiceGUI's own mark says that the one browser holds the value; here it would keep it from all.
    element._client_value = value_element._NO_CLIENT_VALUE  # noqa: SLF001
    brought: Any = _Brought(event.arguments)
    if _prop(element) == element._value_to_model_value(element._event_args_to_value(brought)):  # noqa: SLF001
        block.entered.note(element, event.client_id, before)
    else:
        renew(element)
    block.mark(element)


def renew(element: Element) -> None:
    """Have the typist's box show the value that was set over what is typed there; its prop alone may be the same."""
    if isinstance(element, ui.input):
        element.run_method('updateValue')


def _is_text(element: ValueElement[Any]) -> bool:
    """Whether it is one of the fields that NiceGUI leaves to the browser while something is typed in them."""
    return element.LOOPBACK is False


def _is_followed(element: ValueElement[Any]) -> bool:
    keys = binding._binding_keys_by_object.get(id(element), ())  # noqa: SLF001
    return bool(element._change_handlers) or any(  # noqa: SLF001
        (key == (id(element), ('value',))) or (target is element and name == ('value',))
        for key in keys
        for _, target, name, _ in binding.bindings.get(key, ())
    )


def _prop(element: Element) -> Any:
    return element.props.get(element.VALUE_PROP) if isinstance(element, ValueElement) else None


@dataclass(frozen=True, slots=True)
class _Brought:
    """As much of an event as is looked at to find the value in it."""

    args: Any
