"""A member's status beside the name, and when it may end."""

from datetime import UTC, datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

from messenger.model.status import Status
from messenger.words import marked

ENDS = {
    '': marked('Do not clear'),
    '30m': marked('30 minutes'),
    '1h': marked('1 hour'),
    'today': marked('Today'),
}
"""After which time a status is cleared, by what a page says and what a person reads."""

_AFTER = {'30m': timedelta(minutes=30), '1h': timedelta(hours=1)}


def status_mark(status: Status | None) -> str:
    """Write the emoji of a status, to stand after a name; its words are in the tooltip."""
    if status is None or not status.emoji:
        return ''
    return f' <span class="status" title="{escape(status.words)}">{escape(status.emoji)}</span>'


def status_line(status: Status | None) -> str:
    """Write a status whole, nothing where there is none."""
    return f'<span class="status-line" dir="auto">{escape(status.words)}</span>' if status else ''


def end_of(choice: str, now: datetime, zone: str) -> datetime | None:
    """Return when a status ends by one of `ENDS`; a day ends at midnight in the zone of who says it."""
    if choice == 'today':
        there = now.astimezone(ZoneInfo(zone))
        return datetime.combine(there.date() + timedelta(days=1), time(), there.tzinfo).astimezone(UTC)
    return now + _AFTER[choice] if choice in _AFTER else None
