"""Times in shared rows: placeholders that become words in each reader's zone and language."""

import time
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time

from messenger.languages import marked, translate
from messenger.live import Locale, placeholder

QUARTER_SECONDS = 15 * 60
"""Days begin on a quarter of an hour in every zone."""

REMEMBERED = 20_000
"""Formatted times kept; a formatted time costs 20-50 µs and a page shows a few hundred."""

REMEMBERED_DAYS = 200
"""Dates kept: one for each zone in use; asking the clock of a zone costs more than half of a row's two times."""


def clock_time(at: datetime) -> str:
    """Stand for the time of day, such as 17:42 or 5:42 PM."""
    return placeholder('time', _seconds(at))


def full_time(at: datetime) -> str:
    """Stand for date and time, with the weekday."""
    return placeholder('full', _seconds(at))


def moment(at: datetime) -> str:
    """Stand for the time of day when it is today, else for the date."""
    return placeholder('moment', _seconds(at))


def new_day(before: datetime | None, at: datetime) -> str:
    """Stand for the name of the day where a new one begins for the reader, else for nothing."""
    return placeholder('day', _seconds(before) if before else '', _seconds(at))


def may_begin_day(before: datetime | None, at: datetime) -> bool:
    """Tell whether there is a zone in which a new day begins between two moments."""
    return before is None or before.timestamp() // QUARTER_SECONDS != at.timestamp() // QUARTER_SECONDS


def fill(kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
    """Write what a placeholder stands for, in one zone and language."""
    today = _today(locale.zone, int(time.time()) // QUARTER_SECONDS)
    return _filled(kind, arguments, locale.zone, locale.language, today)


def day_name(day: date, today: date, language: str) -> str:
    """Name a day as people do: Today, Yesterday, else its date."""
    if day == today:
        return translate(language, marked('Today'))
    if day == today - timedelta(days=1):
        return translate(language, marked('Yesterday'))
    form = 'EEEE, d MMMM' if day.year == today.year else 'd MMMM y'
    return format_date(day, form, locale=language)


def short_time(at: datetime, locale: Locale) -> str:
    """Write a time outside shared rows: of day when today, else the date."""
    there = at.astimezone(ZoneInfo(locale.zone))
    today = _today(locale.zone, int(time.time()) // QUARTER_SECONDS)
    if there.date() == today:
        return format_time(there, 'short', locale=locale.language)
    return f'{day_name(there.date(), today, locale.language)}, {format_time(there, "short", locale=locale.language)}'


def long_time(at: datetime, locale: Locale) -> str:
    """Write date and time with the weekday outside shared rows."""
    return fill('full', (_seconds(at),), locale)


@lru_cache(REMEMBERED_DAYS)
def _today(zone: str, quarter: int) -> date:
    """Return the date in a zone during a quarter of an hour since 1970."""
    return datetime.fromtimestamp(quarter * QUARTER_SECONDS, ZoneInfo(zone)).date()


@lru_cache(REMEMBERED)
def _filled(kind: str, arguments: tuple[str, ...], zone: str, language: str, today: date) -> str:
    *before, at = (_moment(argument, zone) for argument in arguments if argument)
    match kind:
        case 'time':
            return format_time(at, 'short', locale=language)
        case 'full':
            return format_datetime(at, 'full', locale=language).removesuffix(_zone_name(at, language)).rstrip()
        case 'moment':
            return format_time(at, 'short', locale=language) if at.date() == today else _near_date(at, today, language)
        case 'day':
            return '' if before and before[0].date() == at.date() else day_name(at.date(), today, language)
    raise ValueError(f'Unknown placeholder {kind!r}: it is one of time, full, moment, day.')


def _near_date(at: datetime, today: date, language: str) -> str:
    return format_date(at, 'd MMM' if at.year == today.year else 'd MMM y', locale=language)


def _zone_name(at: datetime, language: str) -> str:
    return format_datetime(at, 'zzzz', locale=language)


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def _moment(seconds: str, zone: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC).astimezone(ZoneInfo(zone))
