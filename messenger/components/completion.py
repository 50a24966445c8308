"""Completing names and emoji in a box: what is typed behind a sign is answered with a list."""

from collections.abc import Mapping
from html import escape

from nicegui import Client, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.suggestions import Suggest, options
from messenger.words import _

ASK_SECONDS = 0.1
"""At most this often is a box answered while one types; in between the browser narrows the list it has."""

MOST_TYPED = 41
"""A sign and the longest name."""


class Completion:
    """Answers one box. The list itself is opened, narrowed and closed by the browser, which need not wait."""

    def __init__(self, element: Element, box_id: str, suggest: Mapping[str, Suggest]) -> None:
        """Listen to the box of an id within `element`; `suggest` answers for each sign."""
        self._client: Client = ui.context.client
        self._box_id = box_id
        self._suggest = suggest
        element.on('ask', self._on_ask, js_handler=browser.ASK, throttle=ASK_SECONDS)

    def wake(self) -> None:
        """Teach the box to complete; call when it is on the page."""
        self._client.run_javascript(browser.completing(self._box_id))

    def _on_ask(self, event: GenericEventArguments) -> None:
        match event.args:
            case str(typed) if len(typed) <= MOST_TYPED and typed[:1] in self._suggest:
                found = self._suggest[typed[0]](typed[1:])
                self._client.run_javascript(browser.offer(self._box_id, typed, options(typed[0], found)))


def list_of(box_id: str) -> str:
    """Write the empty list of a box, to stand beside it."""
    return f'<ul role="listbox" class="options" id="{box_id}-options" aria-label="{escape(_("Suggestions"))}"></ul>'


def attributes(box_id: str) -> str:
    """Write what tells assistive technology that this list belongs to the box.

    Whether it is open says the option that is active: a textbox, unlike a combobox, has no word for it (ARIA 1.2).
    """
    return f'aria-autocomplete="list" aria-controls="{box_id}-options"'
