"""An element as JSON, whatever an author put into it."""

from typing import Any

from nicegui import json, ui
from nicegui.element import Element

from messenger.live.refusals import Refusals


class Encoder:
    """Turns elements into JSON; an element that cannot be shown becomes a text that says so."""

    def __init__(self, *, broken: str, refusals: Refusals) -> None:
        self._broken = broken
        self._refusals = refusals

    def part(self, element: Element) -> str:
        """Return `"id":{...}` for an update; never raises, so that one bad value cannot lose a batch."""
        return f'"{element.id}":{self.text(element)}'

    def stand_in(self) -> None:
        """Put an element that says so where one could not be built."""
        self._refusals.count('element not built')
        ui.label(self._broken).classes('live-broken')

    def text(self, element: Element) -> str:
        """Return the element's JSON, or that of a text which says that it cannot be shown."""
        try:
            return str(json.dumps(element._to_dict()))  # noqa: SLF001 (what NiceGUI itself sends)
        except Exception as error:  # noqa: BLE001 (a prop may be anything, and so may its failure)
            # The kind of error only: its text may quote what a member wrote, and that never goes into a log.
            self._refusals.count('element not encoded', f'{type(element).__name__} {type(error).__name__}')
            return str(json.dumps(self._broken_dict(element)))

    def _broken_dict(self, element: Element) -> dict[str, Any]:
        children = [child.id for child in element.default_slot.children]
        return {'tag': 'div', 'class': ['live-broken'], 'text': self._broken, 'children': children}
