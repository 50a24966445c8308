"""Times in shared rows: placeholders that become words in each reader's zone and language."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time

from messenger.live import Locale, placeholder

REMEMBERED = 20_000
"""Formatted times kept; a formatted time costs 20-50 µs and a page shows a few hundred."""


def clock_time(at: datetime) -> str:
    """Stand for the time of day, such as 17:42 or 5:42 PM."""
    return placeholder('time', _seconds(at))


def full_time(at: datetime) -> str:
    """Stand for date and time, with the weekday."""
    return placeholder('full', _seconds(at))


def day_line(before: datetime | None, at: datetime) -> str:
    """Stand for a day separator where a new day begins for the reader, else for nothing."""
    return placeholder('day', _seconds(before) if before else '', _seconds(at))


def fill(kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
    """Write what a placeholder stands for, as HTML text, for one zone and language."""
    today = datetime.now(ZoneInfo(locale.zone)).date()
    return _filled(kind, arguments, locale.zone, locale.language, today)


def day_name(day: date, today: date, language: str) -> str:
    """Name a day as people do: Today, Yesterday, else its date."""
    if day == today:
        return 'Today'
    if day == today - timedelta(days=1):
        return 'Yesterday'
    form = 'EEEE, d MMMM' if day.year == today.year else 'd MMMM y'
    return format_date(day, form, locale=language)


def short_time(at: datetime, locale: Locale) -> str:
    """Write a time outside shared rows: of day when today, else the date."""
    there = at.astimezone(ZoneInfo(locale.zone))
    today = datetime.now(ZoneInfo(locale.zone)).date()
    if there.date() == today:
        return format_time(there, 'short', locale=locale.language)
    return f'{day_name(there.date(), today, locale.language)}, {format_time(there, "short", locale=locale.language)}'


@lru_cache(REMEMBERED)
def _filled(kind: str, arguments: tuple[str, ...], zone: str, language: str, today: date) -> str:
    *before, at = (_moment(argument, zone) for argument in arguments if argument)
    match kind:
        case 'time':
            return escape(format_time(at, 'short', locale=language))
        case 'full':
            return escape(format_datetime(at, 'full', locale=language).removesuffix(_zone_name(at, language)).rstrip())
        case 'day':
            return '' if before and before[0].date() == at.date() else _separator(day_name(at.date(), today, language))
    raise ValueError(f'Unknown placeholder {kind!r}: it is one of time, full, day.')


def _separator(name: str) -> str:
    return f'<div class="day" role="separator"><span>{escape(name)}</span></div>'


def _zone_name(at: datetime, language: str) -> str:
    return format_datetime(at, 'zzzz', locale=language)


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def _moment(seconds: str, zone: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC).astimezone(ZoneInfo(zone))
