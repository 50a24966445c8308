"""An element as JSON, whatever an author put into it."""

import logging
from collections.abc import Callable
from typing import Any

from nicegui import json, ui
from nicegui.element import Element

log = logging.getLogger(__name__)


class Encoder:
    """Turns elements into JSON; an element that cannot be shown becomes a text that says so."""

    def __init__(self, *, broken: str, count: Callable[[str], None]) -> None:
        self._broken = broken
        self._count = count

    def part(self, element: Element) -> str:
        """Return `"id":{...}` for an update or the first HTML; never raises, so one bad value cannot lose a batch."""
        return f'"{element.id}":{self.text(element)}'

    def text(self, element: Element) -> str:
        """Return the element's JSON."""
        try:
            return str(json.dumps(element._to_dict()))  # noqa: SLF001 (what NiceGUI itself sends)
        except Exception as error:  # noqa: BLE001 (a prop may be anything, and so may its failure)
            self.report(element, error)
            return str(json.dumps(self.broken(element)))

    def broken(self, element: Element) -> dict[str, Any]:
        """Return what stands in for an element that cannot be encoded; its children stay."""
        children = [child.id for child in element.default_slot.children]
        return {'tag': 'div', 'class': ['live-broken'], 'text': self._broken, 'children': children}

    def stand_in(self) -> None:
        """Put an element that says so where one could not be built."""
        self._count('elements not built')
        ui.label(self._broken).classes('live-broken')

    def report(self, element: Element, error: Exception) -> None:
        """Count and log an element that cannot be shown: its kind and number, never its content."""
        self._count('broken elements')
        log.error('Element %s %s cannot be encoded: %s', type(element).__name__, element.id, type(error).__name__)
