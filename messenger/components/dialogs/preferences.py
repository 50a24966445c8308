"""The dialog in which a member chooses how pages look and behave."""

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.components.preferences import Preference, prefer, prefers
from messenger.model.ids import MemberId

CHOICES = {
    Preference.COMPACT: ('Compact', 'More messages on the screen: smaller pictures of people, less room between them.'),
    Preference.ENTER_MAKES_A_LINE: (
        'Enter makes a new line',
        'Ctrl+Enter sends, on a Mac Cmd+Enter. Otherwise Enter sends and Shift+Enter makes a line.',
    ),
    Preference.OPENS_AT_THE_NEWEST: (
        'Open groups at the newest message',
        'Otherwise a group opens at the first message that you have not read.',
    ),
}
"""What each is called, and what it does."""


def preferences(app: Parts, member_id: MemberId) -> None:
    """Show what is on; a switch counts at once, in all tabs and devices."""
    with Dialog('Preferences') as dialog, ui.element('div').classes('preferences'):
        for preference, (name, words) in CHOICES.items():
            _choice(app, member_id, dialog, preference, name)
            dialog.text(words)


def _choice(app: Parts, member_id: MemberId, dialog: Dialog, preference: Preference, name: str) -> None:
    def choose(event: ValueChangeEventArguments[bool | None]) -> None:
        with dialog.refusals():
            prefer(app.actions.reading, member_id, preference, is_on=event.value is True)

    ui.switch(name, value=prefers(app.store, member_id, preference), on_change=choose).classes('switch')
