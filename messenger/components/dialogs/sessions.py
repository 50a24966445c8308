"""The dialog that lists where one is signed in."""

from datetime import UTC, datetime
from functools import partial

from babel.dates import format_timedelta
from nicegui import ui

from messenger.accounts.labels import said_label
from messenger.accounts.session import Session
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.languages import best_language
from messenger.model.ids import MemberId
from messenger.words import _, language

JUST_NOW_SECONDS = 120
"""'Last seen' is written down now and then only; below this it is now."""


def show_sessions(app: Parts, member_id: MemberId, own_id: str) -> None:
    """List the member's sessions; `own_id` is that of the page."""
    with Dialog(_('Sessions')) as dialog:
        dialog.text(_('You are signed in here. Revoke what you do not know or no longer use.'))
        lines = ui.element('ul').classes('lines').props('role=list')

        async def revoke(session: Session) -> None:
            with dialog.refusals():
                await app.accounts.revoke(member_id, session.id)
                show()
                dialog.focus()

        def show() -> None:
            lines.clear()
            for session in app.accounts.sessions_of(member_id):
                with lines, ui.element('li'):
                    _line(session, is_own=session.id == own_id)
                    if session.id != own_id:
                        Button(_('Revoke'), partial(revoke, session))

        show()


def _line(session: Session, *, is_own: bool) -> None:
    with ui.element('span').classes('words'):
        ui.label(said_label(session.label, language())).classes('name')
        ui.label(_('This device') if is_own else last_seen(session.last_seen_at)).classes('second')


def last_seen(at: datetime) -> str:
    """Write how long ago somebody was seen."""
    ago = how_long_ago(at)
    return _('Seen {ago}', ago=ago) if ago else _('Seen just now')


def how_long_ago(at: datetime) -> str:
    """Write how long ago something was, such as '5 minutes ago'; nothing when it was just now."""
    ago = datetime.now(UTC) - at
    if ago.total_seconds() < JUST_NOW_SECONDS:
        return ''
    return format_timedelta(-ago, granularity='minute', add_direction=True, locale=best_language(language()))
