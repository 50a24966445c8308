"""What a search asks for: as it is typed, and as messages are compared with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.text import clean_draft

QUERY_CHARACTERS = 200
"""The longest query; what is typed beyond it counts for nothing."""

EARLIEST, LATEST = date(1900, 1, 1), date(9999, 12, 30)
"""Days outside are taken for the nearest of these, so that they have a moment in every zone."""

LINK_BEGINNINGS = ('http://', 'https://')
"""Either stands in a text that holds a link."""

_QUOTES = str.maketrans('“”„‟«»', '""""""')
"""A phone types them in place of the plain one."""

_PART = re.compile(
    r'(?:(?P<key>from|in|has|before|after|on):)?(?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<word>\S+))', re.IGNORECASE
)
_DAYS = re.compile(r'(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?', re.ASCII)


class Content(StrEnum):
    """What a message may hold beside words, as it is typed after ``has:``."""

    LINK = 'link'
    FILE = 'file'
    IMAGE = 'image'


CONTENTS = frozenset(content.value for content in Content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it is typed: names stand for people and groups, and may be nobody's."""

    words: tuple[str, ...] = ()
    """Words and phrases, all of which must stand in a message."""
    authors: tuple[str, ...] = ()
    is_own: bool = False
    """Whether messages of the one who asks are meant, beside those of `authors`."""
    groups: tuple[str, ...] = ()
    holds: frozenset[Content] = frozenset()
    since: datetime | None = None
    """Sent at this moment or after it."""
    until: datetime | None = None
    """Sent before this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a journal looks for: messages that fit all of it, in these groups."""

    words: tuple[str, ...] = ()
    group_ids: tuple[GroupId, ...] = ()
    author_ids: tuple[MemberId, ...] = ()
    """Empty means everybody."""
    holds: frozenset[Content] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


Place = tuple[GroupId, Ordinal]
"""Where a message stands; the last one of a page of results is the key of the next page."""


def read_query(text: str, zone: tzinfo) -> Query:
    """Read what somebody typed; any text is a query, and what is no operator is a word.

    Days begin at midnight in `zone`. A quotation that is not closed goes on to the end.

    >>> from datetime import UTC
    >>> read_query('from:ann "two words" on:friday', UTC)
    Query(words=('two words', 'on:friday'), authors=('ann',), is_own=False, groups=(), holds=frozenset(), \
since=None, until=None)
    """
    query = Query()
    for part in _PART.finditer(clean_draft(text)[:QUERY_CHARACTERS].translate(_QUOTES)):
        query = _taken(query, part, zone)
    return query


def operator(key: str, name: str) -> str:
    """Write an operator for a name; of one that holds a quotation mark its beginning is enough.

    >>> operator('in', 'Water cooler')
    'in:"Water cooler"'
    """
    return f'{key}:"{name.translate(_QUOTES).partition(chr(34))[0]}"'


def day_begins(day: date, zone: tzinfo) -> datetime:
    """Return the moment at which a day begins in a zone; days out of all reach have that of the nearest one."""
    return datetime.combine(min(max(day, EARLIEST), LATEST), time.min, zone)


def _taken(query: Query, part: re.Match[str], zone: tzinfo) -> Query:
    """Return the query with one part more."""
    phrase = part['phrase']
    value = (part['word'] if phrase is None else phrase).strip()
    match (part['key'] or '').lower():
        case 'from' if phrase is None and value.lower() == 'me':
            query = replace(query, is_own=True)
        case 'from' if value:
            query = replace(query, authors=(*query.authors, value))
        case 'in' if value:
            query = replace(query, groups=(*query.groups, value))
        case 'has' if value.lower() in CONTENTS:
            query = replace(query, holds=query.holds | {Content(value.lower())})
        case 'before' | 'after' | 'on' as side if days := _days(value):
            query = _within(query, side, days, zone)
        case key:
            query = replace(query, words=(*query.words, part[0].strip() if key or not value else value))
    return query


def _within(query: Query, side: str, days: tuple[date, date], zone: tzinfo) -> Query:
    first, next_day = (day_begins(day, zone) for day in days)
    since = {'after': next_day, 'on': first}.get(side)
    until = {'before': first, 'on': next_day}.get(side)
    return replace(
        query,
        since=max(_given(query.since, since), default=None),
        until=min(_given(query.until, until), default=None),
    )


def _given(*moments: datetime | None) -> Iterable[datetime]:
    return [moment for moment in moments if moment is not None]


def _days(value: str) -> tuple[date, date] | None:
    """Return the first day of a year, a month or a day, and the first one after it; None when there is no such."""
    found = _DAYS.fullmatch(value)
    if not found:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return first, _next(first, is_year=month is None, is_month=day is None)


def _next(first: date, *, is_year: bool, is_month: bool) -> date:
    try:
        if is_year:
            return date(first.year + 1, 1, 1)
        if is_month:
            return date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first + timedelta(days=1)
    except (ValueError, OverflowError):  # the calendar ends with the year 9999
        return date.max
