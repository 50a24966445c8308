"""The dialog that asks for the day to go to in a group."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from nicegui import Client, ui

from messenger.components.button import Button, submit_button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.going import go_to
from messenger.components.locale import locale_of
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId
from messenger.words import _


def go_to_date(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Ask for a day, then open the group at the first message of that day or later."""
    client: Client = ui.context.client
    zone = ZoneInfo(locale_of(app.store, member_id, client.request).zone)
    with Dialog(_('Go to date')) as dialog, ui.element('form'):
        dialog.text(_('Opens the first message of that day, or the next one after it.'))
        field = dialog.field(_('Date'), datetime.now(zone).date().isoformat()).props('type=date')

        async def go() -> None:
            day = _day(field.typed)
            if day is None:
                dialog.refuse(_('This is no date. Choose a day, such as 2026-03-14.'))
                return
            with dialog.refusals():
                ordinal = await app.actions.search.find_day(member_id, group_id, day, zone)
                dialog.close()
                await go_to(client, group_id, ordinal)

        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            submit_button(_('Go'), go)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
