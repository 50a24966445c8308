"""A menu that is built when opened and gone when closed."""

from collections.abc import Awaitable, Callable, Coroutine
from html import escape
from types import TracebackType
from typing import Any, Self

from nicegui import context, ui

from messenger.components import browser
from messenger.components.button import Button

GAP_PIXELS = 6
"""Between the menu and what it stands beside."""


class Menu:
    """A menu beside the element that it is placed in; ``with menu:`` fills it.

    Arrows move between its lines, Esc and any choice close it, and focus returns to where it was.
    """

    def __init__(self, anchor: str, corner: str, *, target: str = '', aside: int = 0, dialog: str = '') -> None:
        """Open a menu whose `corner` lies at the `anchor` of its parent, such as 'bottom end' and 'top end'.

        `target` is the CSS selector of another element to stand beside, to which the focus returns;
        `aside` moves the menu out by so many pixels. `dialog` names one that holds more than lines: it stays open
        at a click inside.
        """
        self._home = context.slot
        for other in list(self._home.children):
            if other.tag == 'q-menu':
                other.delete()
        # Not `ui.menu`, which closes only when the server says so: the focus would return after a dialog took it.
        self._menu = ui.element('q-menu').classes('menu')
        self._menu.props(
            f'no-parent-event anchor="{anchor}" self="{corner}" transition-duration=120'
            ' transition-show=fade transition-hide=fade'
        )
        self._menu.props['offset'] = [aside, GAP_PIXELS]
        if dialog:
            self._menu.classes('popup').props.update({'role': 'dialog', 'aria-label': dialog})
        else:
            self._menu.props('auto-close')
        if target:
            self._menu.props['target'] = target
        self._menu.on('hide', self._remove, args=[])
        self._menu.on('keydown', js_handler=browser.MOVE_IN_MENU)
        self._menu.run_method('show')
        self._is_empty = True
        self._after: Callable[[], Any] | None = None

    def __enter__(self) -> Self:
        """Place what follows in the menu."""
        self._menu.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Place what follows where it was before."""
        self._menu.__exit__(kind, error, at)

    def close(self) -> None:
        """Close it, where no choice of a line does."""
        self._menu.run_method('hide')

    def on_hide(self, handler: Callable[[], Any]) -> None:
        """Do something when the menu has closed, whatever was chosen."""
        self._after = handler

    def heading(self, name: str, second: str) -> None:
        """Say what the menu is of, to a finger: it covers that, and may open the menu of another thing than meant."""
        ui.element('div').classes('menu-heading words').props['innerHTML'] = (
            f'<span class="name" dir="auto">{escape(name)}</span>'
            f'<span class="second" dir="auto">{escape(second)}</span>'
        )

    def item(self, text: str, on_click: Callable[[], Any] | None, *, icon: str, is_dangerous: bool = False) -> Button:
        """Place a line; without `on_click` it submits the form that it stands in."""
        line = Button(text, self._at_home(on_click) if on_click else None, icon=icon, look='item').props(
            'role=menuitem'
        )
        if is_dangerous:
            line.classes('dangerous')
        if self._is_empty:
            line.props('data-autofocus')
        self._is_empty = False
        return line

    def choice(self, text: str, on_click: Callable[[], Any], *, icon: str, is_chosen: bool) -> Button:
        """Place one of several lines of which one is chosen."""
        line = self.item(text, on_click, icon=icon)
        line.props['role'] = 'menuitemradio'
        line.props['aria-checked'] = 'true' if is_chosen else 'false'
        return line

    def _at_home(self, on_click: Callable[[], Any]) -> Callable[[], Awaitable[None]]:
        # What a choice opens must not stand in the menu, which is gone a moment later.
        async def run() -> None:
            with self._home:
                answer = on_click()
                if isinstance(answer, Coroutine):  # no answer of the browser, which may ask somebody first or be gone
                    await answer

        return run

    def _remove(self) -> None:
        if not self._menu.is_deleted:
            self._menu.delete()
            if self._after:
                self._after()
