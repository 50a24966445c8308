"""Native buttons: one element each, drawn by the stylesheet alone."""

from collections.abc import Callable
from html import escape
from typing import Any, Literal

from nicegui.elements.mixins.text_element import TextElement

Look = Literal['plain', 'primary', 'danger', 'icon', 'item', 'wide']
"""plain: quiet; primary: the one that goes on; danger: the one that takes away; icon: the icon alone, `text` being
its name; item: a line of a menu; wide: a line of the group list."""


class Button(TextElement):
    """A button that says `text`, also where it shows an icon only."""

    def __init__(
        self, text: str, on_click: Callable[[], Any] | None = None, *, icon: str = '', look: Look = 'plain'
    ) -> None:
        """Place a button.

        `icon` is the name of a Material Symbol, such as ``group_add``. Without `on_click` it submits the form
        that it stands in.
        """
        super().__init__(tag='button', text=text)
        self.classes(f'button {look}')
        self.props['type'] = 'button' if on_click else 'submit'
        if icon:
            self.props['data-icon'] = icon
        if look == 'icon':
            self.props['title'] = text
        if on_click:
            self.on('click', on_click, args=[])


def submit_button(text: str, on_click: Callable[[], Any], *, look: Look = 'primary') -> Button:
    """Place the button that Enter presses in the fields of its form; nothing is submitted natively."""
    button = Button(text, look=look)
    button.on('click.prevent', on_click, args=[])
    return button


def icon_button(text: str, action: str, icon: str) -> str:
    """Write an icon button as HTML, for a place whose clicks are heard together; `action` is what they hear."""
    return (
        f'<button type="button" class="button icon {action}" data-do="{action}" data-icon="{icon}"'
        f' title="{escape(text)}">{escape(text)}</button>'
    )


def wide_button(text: str, action: str, icon: str) -> str:
    """Write a line of the side as HTML, for a place whose clicks are heard together; `action` is what they hear."""
    return f'<button type="button" class="button wide" data-do="{action}" data-icon="{icon}">{escape(text)}</button>'
