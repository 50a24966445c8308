"""Classes, styles and props of elements in a third of the memory.

NiceGUI gives each of them an instance dictionary with a handler list, an observer list, warnings and renames of its
own: some 2 KiB for each element, of which a page has dozens. Nearly always these hold the same: nothing, or the one
handler that updates the element. Here they are shared until somebody adds to them.
"""

import functools
import weakref
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import nicegui.element
from nicegui import core, helpers
from nicegui.classes import Classes
from nicegui.element import Element
from nicegui.observables import ObservableCollection
from nicegui.props import Props
from nicegui.style import Style

Handler = tuple[Callable[..., Any], bool]
NOTHING: Mapping[str, str] = MappingProxyType({})


class Lean(ObservableCollection):
    """What the three have in common: the state of an observed collection, with an instance's own only where it differs.

    Names that have no slot live in the instance dictionary, which Python makes when the first is set.
    """

    __slots__ = ()

    _parent_ref = None
    _observer_refs = ()  # type: ignore[assignment]
    _added_handlers: tuple[Handler, ...] = ()
    last_modified = 0.0
    _update: Callable[[], None]

    @property
    def _change_handlers(self) -> list[Handler]:  # type: ignore[override]
        return [(self._update, False), *self._added_handlers]

    def on_change(self, handler: Callable[..., Any]) -> None:
        """Register a handler to be called when the collection changes."""
        if handler != self._handle_change:
            self._added_handlers = (*self._added_handlers, (handler, helpers.expects_arguments(handler)))

    def _handle_change(self) -> None:
        if self._added_handlers or self._observer_refs:
            super()._handle_change()
            return
        try:
            self._update()
        except Exception as error:  # noqa: BLE001 (as `handle_event` does with what a handler raises)
            core.app.handle_exception(error)


class LeanClasses(Lean, Classes[Element]):
    """The classes of an element."""

    __slots__ = ('_element', '_suspend_count')

    def __init__(self, data: list[str], *, element: Element) -> None:
        list.__init__(self, data)
        self._element = weakref.ref(element)
        self._suspend_count = 0


class LeanStyle(Lean, Style[Element]):
    """The style of an element."""

    __slots__ = ('_element', '_suspend_count')

    def __init__(self, data: dict[str, str], *, element: Element) -> None:
        dict.__init__(self, data)
        self._element = weakref.ref(element)
        self._suspend_count = 0


class LeanProps(Lean, Props[Element]):
    """The props of an element; their values may be collections, which are observed in turn."""

    __slots__ = ('_element', '_renames', '_suspend_count', '_warnings')

    def __init__(self, data: dict[str, Any], *, element: Element) -> None:
        dict.__init__(self, data)
        for key, value in data.items():
            if isinstance(value, dict | list | set):
                dict.__setitem__(self, key, self._observe(value))
        self._element = weakref.ref(element)
        self._suspend_count = 0
        self._warnings = NOTHING  # type: ignore[assignment]
        self._renames = NOTHING  # type: ignore[assignment]

    def add_warning(self, prop: str, message: str) -> None:
        """Add a warning message for a prop."""
        self._warnings = with_entry(tuple(self._warnings.items()), prop, message)  # type: ignore[assignment]
        self._check_warning(prop, message)

    def add_rename(self, prop: str, replacement: str) -> None:
        """Add a rename warning for a prop."""
        self._renames = with_entry(tuple(self._renames.items()), prop, replacement)  # type: ignore[assignment]
        self._check_rename(prop, replacement)


@functools.cache
def with_entry(entries: tuple[tuple[str, str], ...], key: str, value: str) -> Mapping[str, str]:
    """Return these entries and one more; the same object each time, and there are as many as the program's code has."""
    return MappingProxyType({**dict(entries), key: value})


def install() -> None:
    """Have NiceGUI make its elements with these."""
    module: Any = nicegui.element
    module.Classes, module.Style, module.Props = LeanClasses, LeanStyle, LeanProps
