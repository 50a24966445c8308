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
from messenger.components.dialogs.language import choose_language
from messenger.components.dialogs.notifications import notifications
from messenger.components.dialogs.picture import show_picture
from messenger.components.dialogs.status import set_status
from messenger.components.dialogs.time_zone import choose_zone, zone_name
from messenger.components.locale import OWN_ZONE, chosen_language, chosen_zone
from messenger.components.parts import Parts
from messenger.components.preferences import Preference, prefer, prefers
from messenger.components.status import status_line
from messenger.languages import LANGUAGES
from messenger.model.changes import Change, MemberPictured, MemberRenamed, StatusChanged
from messenger.model.draft import Preference as Choice
from messenger.model.ids import MemberId
from messenger.model.record import Record
from messenger.words import _, marked

CHOICES = {
    Preference.COMPACT: (
        marked('Compact'),
        marked('More messages on the screen: smaller pictures of people, less room between them.'),
    ),
    Preference.ENTER_MAKES_A_LINE: (
        marked('Enter makes a new line'),
        marked('Ctrl+Enter sends, on a Mac Cmd+Enter. Otherwise Enter sends and Shift+Enter makes a line.'),
    ),
    Preference.OPENS_AT_THE_NEWEST: (
        marked('Open groups at the newest message'),
        marked('Otherwise a group opens at the first message that you have not read.'),
    ),
}
"""What each is called, and what it does."""


def preferences(app: Parts, member_id: MemberId) -> None:
    """Show who one is and what is on; a switch counts at once, in all tabs and devices."""
    with Dialog(_('Preferences')) as dialog:
        with _part(_('You')):
            own = ui.element('div').classes('portrait')
            _way(_('Picture'), lambda: show_picture(app, member_id))
            _way(_('Name'), lambda: change_name(app, member_id))
            _way(_('Status'), lambda: set_status(app, member_id))
        with _part(_('Messages'), 'preferences'):
            for preference, (name, words) in CHOICES.items():
                _choice(app, member_id, dialog, preference, _(name))
                dialog.text(_(words))
        with _part(_('Time')):
            zone = dialog.text('')
            _way(_('Time zone'), lambda: choose_zone(app, member_id))
        with _part(_('Language')):
            dialog.text(_language(chosen_language(app.store, member_id)))
            _way(_('Change the language'), lambda: choose_language(app, member_id))
        with _part(_('Notifications')):
            dialog.text(_('What this browser tells you of while you look elsewhere, and whether it makes a sound.'))
            _way(_('Notifications and sound'), lambda: notifications(member_id))

    def show() -> None:
        own.props['innerHTML'] = _own(app, member_id)
        with dialog:
            zone.set_text(_zone(chosen_zone(app.store, member_id)))

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


def _language(chosen: str) -> str:
    if not chosen:
        return _('The language is the one that the browser asks for.')
    return _('The language is {language}.', language=LANGUAGES[chosen])


def _zone(chosen: str) -> str:
    if not chosen:
        return _('Times are shown in the zone that the browser says.')
    return _('Times are shown in the zone {zone}.', zone=zone_name(chosen))


def _choice(app: Parts, member_id: MemberId, dialog: Dialog, preference: Preference, name: str) -> None:
    def choose(event: ValueChangeEventArguments[bool | None]) -> None:
        with dialog.refusals():
            prefer(app.actions.reading, member_id, preference, is_on=event.value is True)

    ui.switch(name, value=prefers(app.store, member_id, preference), on_change=choose).classes('switch')
