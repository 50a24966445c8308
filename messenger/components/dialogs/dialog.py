"""What all dialogs share: a heading, a way out, and a place where refusals are said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from nicegui import ui

from messenger.components.button import Button
from messenger.components.copying import copy as copy_text
from messenger.components.field import LONGEST, Field
from messenger.components.page_end import stop_with
from messenger.components.toast import toast
from messenger.model.refused import Refused
from messenger.words import _, spoken_by

Heard = TypeVar('Heard')


class Dialog:
    """A dialog named by its title; ``with dialog:`` fills it.

    It closes by Esc, its button, or a click beside it, and focus returns to where it was.
    """

    def __init__(self, title: str, *, side: bool = False) -> None:
        """Open a dialog; `side` makes it a panel at the end of the page."""
        _remove_others(title)
        self._client = ui.context.client
        # Not `ui.dialog`, which closes only when the server says so, and leaves an element behind.
        self._stops: list[Callable[[], None]] = []
        self._dialog = ui.element('q-dialog').props(f'transition-duration=120 {_SIDE if side else _MIDDLE}')
        self._dialog.props['aria-label'] = title
        self._dialog.on('hide', self._remove, args=[])
        with self._dialog, ui.element('section').classes('panel' if side else 'dialog') as self.body:
            self.body.props('tabindex=-1')
            with ui.element('header'):
                self._title = ui.label(title).props('role=heading aria-level=2')
                Button(_('Close'), self.close, icon='close', look='icon')
            self._refusal = ui.label().classes('refusal').props('role=alert')
        self._refusal.set_visibility(False)
        self._field: Field | None = None
        self._dialog.run_method('show')

    def __enter__(self) -> Self:
        """Place what follows in the dialog."""
        self.body.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Place what follows where it was before."""
        self.body.__exit__(kind, error, at)

    @property
    def is_open(self) -> bool:
        """Whether the viewer still sees it."""
        return not self._dialog.is_deleted

    def follow(
        self, listen: Callable[[Callable[[Heard], None]], Callable[[], None]], hear: Callable[[Heard], None]
    ) -> None:
        """Hear for as long as the dialog is open; `listen` begins it and returns what stops it."""

        def hear_while_open(heard: Heard) -> None:
            if self.is_open:
                hear(heard)
            else:  # gone with what it was opened from
                self._stop_listening()

        self._stops.append(stop_with(self._client, listen(hear_while_open)))

    @property
    def is_following(self) -> bool:
        """Whether it hears of anything; not while it fades away."""
        return bool(self._stops)

    def close(self) -> None:
        """Close it; nothing is kept."""
        if self.is_open:
            self._stop_listening()  # what fades away changes no more
            self._dialog.run_method('hide')

    def rename(self, title: str) -> None:
        """Give it another title while it is open."""
        self._title.set_text(title)
        self._dialog.props['aria-label'] = title

    def go(self, path: str) -> None:
        """Close it and go to another page; also when what it was opened from is gone by now."""
        self.close()
        with self._client:
            ui.navigate.to(path)

    def toast(self, text: str) -> None:
        """Tell the viewer something that stays a moment longer than the dialog."""
        with self._client:
            toast(text)

    def text(self, words: str) -> ui.label:
        """Place a paragraph."""
        return ui.label(words).classes('words')

    def field(self, label: str, value: str = '', *, takes_cursor: bool = True, longest: int = LONGEST) -> Field:
        """Place the field that the cursor stands in after a refusal, and, unless told otherwise, from the beginning."""
        self._field = Field(label, value, longest=longest)
        if takes_cursor:
            self._field.props('autofocus')
        return self._field

    def address(self, label: str, address: str) -> None:
        """Place an address to copy."""

        def copy() -> None:
            copy_text(ui.context.client, address)
            toast(_('Copied.'))

        with ui.element('div').classes('address'):
            Field(label, address).props('readonly maxlength=2000')
            Button(_('Copy'), copy, icon='content_copy')

    def focus(self) -> None:
        """Put the focus on the dialog, when what had it is gone."""
        self.body.run_method('focus')

    def refuse(self, reason: str) -> None:
        """Say why it was not done; what was typed stays."""
        self._refusal.set_text(reason)
        self._refusal.set_visibility(True)
        if self._field:
            self._field.refocus()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Say a refusal of what is asked inside, in the dialog."""
        self._refusal.set_visibility(False)
        try:
            yield
        except Refused as refused:
            if self.is_open:
                self.refuse(refused.said(spoken_by(self._client)))  # no slot in the background

    def _stop_listening(self) -> None:
        while self._stops:
            self._stops.pop()()

    def _remove(self) -> None:
        self._stop_listening()
        if self.is_open:
            self._dialog.delete()


def _remove_others(title: str) -> None:
    # A second click on what opens a dialog comes before the first has opened it.
    for other in list(ui.context.slot.children):
        if other.tag == 'q-dialog' and other.props.get('aria-label') == title:
            other.delete()


_MIDDLE = 'transition-show=fade transition-hide=fade'
_SIDE = 'position=right full-height transition-show=fade transition-hide=fade'
