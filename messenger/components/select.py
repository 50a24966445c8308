"""A choice of one among a few, by the browser's own list."""

from collections.abc import Mapping
from html import escape

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser


class Select:
    """A list under its label, which knows what it stands at."""

    def __init__(self, label: str, options: Mapping[str, str], *, chosen: str) -> None:
        """Place it; `options` are words by their value."""
        self.chosen = chosen
        self._options = options
        with ui.element('label').classes('select'):
            ui.label(label)
            Element('select').on('change', self._choose, js_handler=browser.CHOSEN).props['innerHTML'] = ''.join(
                f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
                for value, words in options.items()
            )

    def _choose(self, event: GenericEventArguments) -> None:
        match event.args:
            case str(value) if value in self._options:
                self.chosen = value
