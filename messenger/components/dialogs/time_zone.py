"""The dialog in which a member chooses the time zone in which times are shown."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo, available_timezones

from nicegui import ui

from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.narrowed_list import NarrowedList
from messenger.components.locale import OWN_ZONE, chosen_zone
from messenger.components.parts import Parts
from messenger.model.ids import MemberId
from messenger.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A line: `id` is the IANA name, empty for whatever the browser says."""

    id: str
    name: str


def zone_name(zone: str) -> str:
    """Write a zone for people, such as 'Europe/Berlin' or 'America/New York'."""
    return zone.replace('_', ' ')


def choose_zone(app: Parts, member_id: MemberId) -> None:
    """List the zones, found by a part of their name; a click counts at once, in all tabs and devices."""
    chosen = chosen_zone(app.store, member_id)
    with Dialog(_('Time zone')) as dialog:

        def choose(zone: Zone) -> None:
            with dialog.refusals():
                app.actions.reading.set_preference(member_id, OWN_ZONE, zone.id)
                dialog.close()

        def line(zone: Zone) -> None:
            button = Button(zone.name, partial(choose, zone), look='wide').props('type=button')
            button.props['aria-pressed'] = 'true' if zone.id == chosen else 'false'
            ui.label(_difference(zone.id)).classes('far')

        zones = NarrowedList(
            [Zone(id='', name=_('As the browser says')), *_zones()], line, label=_('Find a time zone'), few=0
        )
        zones.element.classes('zones')


@cache
def _zones() -> list[Zone]:
    """List the zones of places, and UTC; not the old names that stand for others."""
    places = (name for name in available_timezones() if '/' in name and not name.startswith(('Etc/', 'SystemV/')))
    return [Zone(id=name, name=zone_name(name)) for name in ['UTC', *sorted(places)]]


def _difference(zone: str) -> str:
    """Write how far a zone is from UTC now, such as UTC+05:30."""
    if not zone:
        return ''
    written = datetime.now(UTC).astimezone(ZoneInfo(zone)).strftime('%z')
    return f'UTC{written[:3]}:{written[3:5]}'
