"""Empty states: one sentence that says what to do next, and one button."""

from collections.abc import Callable
from html import escape
from typing import Any

from nicegui import ui

from messenger.components.button import Button
from messenger.words import _


def empty_state(text: str, button: str, on_click: Callable[[], Any], *, icon: str) -> None:
    """Place an empty state where a conversation would stand."""
    with ui.element('section').classes('empty'):
        ui.element('span').classes('glyph').props['data-icon'] = icon
        ui.label(text)
        Button(button, on_click, look='primary')
        ui.element('a').classes('back').props('href=/').props['innerHTML'] = escape(_('Back to the groups'))
