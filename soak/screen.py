"""What a tab shows: the page's elements as frames change them, and what its reader sees of them."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from bench.load.messenger_page import ordinal_of
from bench.load.nicegui_page import Element, NiceGuiPage
from soak.history import Reader
from soak.words import WORD, groups_in, word_in

ANY_WORD = re.compile(WORD.pattern.encode())


class Screen:
    """The page in one tab, over all its reloads."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.on_word: Callable[[str], None] = _ignore
        """Hears each text when it is first shown here."""
        self.page: NiceGuiPage
        self._shown: set[tuple[int, str]] = set()
        self._top = 0
        """The ordinal of the first row on the page."""

    def load(self, html: str) -> None:
        """Show a page as it was served."""
        self.page = NiceGuiPage(html)
        self.hear(html.encode())
        rows = _rows_in(self.page.elements.values())
        self._top = min((ordinal for ordinal, _ in rows), default=0)
        self.reader.fetched |= {ordinal for ordinal, _ in rows}
        self._see(rows)

    def update(self, elements: dict[str, Any]) -> None:
        """Do what an update says: put elements in, change them, or take them away."""
        for element_id, element in elements.items():
            if element is None:
                self.page.elements.pop(element_id, None)
            elif element_id.isdigit():
                self.page.elements[element_id] = element
        rows = _rows_in(element for element in elements.values() if isinstance(element, dict))
        if older := {ordinal for ordinal, _ in rows if ordinal < self._top}:
            self.reader.fetched |= older
            self._top = min(older)
        self._see(rows)

    def hear(self, data: bytes) -> None:
        """Note the groups of all texts, wherever they stand."""
        self.reader.heard |= groups_in(word.decode() for word in ANY_WORD.findall(data))

    def has(self, event: str, css_class: str) -> bool:
        """Tell whether there is an element of this class that listens to an event."""
        try:
            self.page.find(event, css_class=css_class)
        except LookupError:
            return False
        return True

    def rows(self) -> list[tuple[int, str]]:
        """Return ordinal and word of the messages on the page, from top to bottom."""
        found: list[tuple[int, str]] = []
        self._walk('0', found)
        return found

    def _walk(self, element_id: str, found: list[tuple[int, str]]) -> None:
        element = self.page.elements.get(element_id)
        if element is None:
            return
        if word := _word_of(element):
            found.append((ordinal_of(element), word))
        for child in element.get('children', ()):
            self._walk(str(child), found)
        for slot in element.get('slots', {}).values():
            for child in slot.get('ids', ()):
                self._walk(str(child), found)

    def _see(self, rows: list[tuple[int, str]]) -> None:
        """Note the rows that came."""
        for row in rows:
            if row not in self._shown:
                self._shown.add(row)
                self.reader.seen.append(row)
                self.on_word(row[1])


def _rows_in(elements: Iterable[Element]) -> list[tuple[int, str]]:
    """Return the rows of one frame from top to bottom: they appear at once."""
    return sorted((ordinal_of(element), word) for element in elements if (word := _word_of(element)))


def _word_of(element: Element) -> str:
    return word_in(element['props'].get('innerHTML', '')) if ordinal_of(element) else ''


def _ignore(_: str) -> None:
    """Stand in for who does not listen."""
