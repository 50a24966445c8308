"""The dialog in which a member chooses how pages look and behave."""

from collections.abc import Callable
from functools import partial
from html import escape

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from messenger.components.avatar import avatar_html
from messenger.components.button import Button
from messenger.components.dialogs.change_name import change_name
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.notifications import notifications
from messenger.components.dialogs.picture import show_picture
from messenger.components.dialogs.status import set_status
from messenger.components.dialogs.time_zone import choose_zone, zone_name
from messenger.components.locale import OWN_ZONE, chosen_zone
from messenger.components.parts import Parts
from messenger.components.preferences import Preference, prefer, prefers
from messenger.components.status import status_line
from messenger.model.changes import Change, MemberPictured, MemberRenamed, StatusChanged
from messenger.model.draft import Preference as Choice
from messenger.model.ids import MemberId
from messenger.model.record import Record

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
    """Show who one is and what is on; a switch counts at once, in all tabs and devices."""
    with Dialog('Preferences') as dialog:
        with _part('You'):
            own = ui.element('div').classes('portrait')
            _way('Picture', lambda: show_picture(app, member_id))
            _way('Name', lambda: change_name(app, member_id))
            _way('Status', lambda: set_status(app, member_id))
        with _part('Messages', 'preferences'):
            for preference, (name, words) in CHOICES.items():
                _choice(app, member_id, dialog, preference, name)
                dialog.text(words)
        with _part('Time'):
            zone = dialog.text('')
            _way('Time zone', lambda: choose_zone(app, member_id))
        with _part('Notifications'):
            dialog.text('What this browser tells you of while you look elsewhere, and whether it makes a sound.')
            _way('Notifications and sound', lambda: notifications(member_id))

    def show() -> None:
        own.props['innerHTML'] = _own(app, member_id)
        zone.set_text(f'Times are shown in the zone {_where(app, member_id)}.')

    def hear(change: Change) -> None:
        match change.fact:
            case (MemberRenamed() | MemberPictured() | StatusChanged()) as fact if fact.member_id == member_id:
                show()

    def hear_own(record: Record) -> None:
        if isinstance(record, Choice) and record.key == OWN_ZONE:
            show()

    show()
    dialog.follow(app.store.listen, hear)
    dialog.follow(partial(app.store.listen_to_own, member_id), hear_own)


def _part(heading: str, classes: str = '') -> ui.element:
    with ui.element('div').classes(f'part {classes}') as part:
        ui.label(heading).props('role=heading aria-level=3')
    return part


def _way(text: str, go: Callable[[], object]) -> None:
    """Place a button that leads to a dialog of its own."""
    Button(text, go).classes('way').props('type=button aria-haspopup=dialog')


def _own(app: Parts, member_id: MemberId) -> str:
    member = app.store.member(member_id)
    if member is None:
        return ''
    return (
        f'{avatar_html(member.id, member.name, picture=member.picture)}<span class="words">'
        f'<b class="name" dir="auto">{escape(member.name)}</b>{status_line(member.status)}</span>'
    )


def _where(app: Parts, member_id: MemberId) -> str:
    chosen = chosen_zone(app.store, member_id)
    return zone_name(chosen) if chosen else 'that the browser says'


def _choice(app: Parts, member_id: MemberId, dialog: Dialog, preference: Preference, name: str) -> None:
    def choose(event: ValueChangeEventArguments[bool | None]) -> None:
        with dialog.refusals():
            prefer(app.actions.reading, member_id, preference, is_on=event.value is True)

    ui.switch(name, value=prefers(app.store, member_id, preference), on_change=choose).classes('switch')
