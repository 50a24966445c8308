"""The dialog in which a member chooses the language of the interface."""

from collections.abc import Callable
from functools import partial

from nicegui import ui

from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.locale import chosen_language
from messenger.components.parts import Parts
from messenger.languages import LANGUAGES, OWN_LANGUAGE
from messenger.model.ids import MemberId
from messenger.words import _


def choose_language(app: Parts, member_id: MemberId) -> None:
    """List the languages, each in its own; a click counts at once, in all tabs and devices, which load anew."""
    chosen = chosen_language(app.store, member_id)
    with Dialog(_('Language')) as dialog:

        def choose(language: str) -> None:
            with dialog.refusals():
                app.actions.reading.set_preference(member_id, OWN_LANGUAGE, language)
                dialog.close()

        with ui.element('ul').classes('lines').props('role=list'):
            for language, name in {'': _('As the browser says'), **LANGUAGES}.items():
                _line(language, name, partial(choose, language)).props['aria-pressed'] = str(language == chosen).lower()


def _line(language: str, name: str, choose: Callable[[], None]) -> Button:
    with ui.element('li'):
        button = Button(name, choose, look='wide').props('type=button')
    if language:
        button.props['lang'] = language
    return button
