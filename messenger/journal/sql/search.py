"""Finding messages: how to come to the newest that fit without reading a million that do not.

There are three ways, each of which gives the newest first and stops when it has enough; what is cheapest
depends on what is sought. SQLite has an FTS5 table of trigrams over `messages.plain` (see the first migration),
which narrows the candidates; whether a word is really there is always asked of the column. PostgreSQL answers
the same question of the column from a trigram index, with no words of its own here.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
)

from messenger.journal.sql.rows import read_rows
from messenger.journal.sql.said import is_said
from messenger.journal.sql.tables import attachments, groups, messages
from messenger.model.ids import GroupId, Ordinal
from messenger.model.message import Message
from messenger.model.search import LINK_BEGINNINGS, Content, Place, Sought

GRAM = 3
"""Letters in one entry of the index; shorter words are not in it."""

GRAMS = 8
"""Entries asked of the index: more of them narrow hardly further, and each has to be walked through."""

SCANNED_ROWS = 20_000
"""How far back a search looks that has only words too short for the index: 10 ms."""

FEW_ROWS = 10_000
"""So many rows are looked through one by one, which takes 20 ms; in the index a common word of other groups stands in
the way of a rare one of these."""

CLOCK_ERROR = timedelta(days=1)
"""By so much at most a clock that was set back may have dated rows earlier than those before them."""

INDEX = table('message_search', column('rowid'), column('message_search'))

LINK_GRAMS = ('htt', '://')
"""They stand in whatever begins a link."""

AN_IMAGE = '"media_type": "image/'
"""Stands in the JSON of a message's attachments; within a name the quotation marks would be written otherwise."""

IS_OF = and_(attachments.c.group_id == messages.c.group_id, attachments.c.ordinal == messages.c.ordinal)

Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A stretch of all rows by their id, which grows with time: from `first` on, and before `end`."""

    first: int
    end: int

    def hold(self, id_: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """Say of an id that it is among them."""
        return [id_ >= self.first, id_ < self.end]


def search(connection: Connection, sought: Sought, below: Place | None, limit: int) -> list[Message]:
    """Read the newest undeleted messages that fit; the words are plain already."""
    rows = _rows(connection, sought, below)
    return read_rows(connection, _choose(connection, sought, rows, limit).limit(limit))


def first_at(connection: Connection, group_id: GroupId, at: datetime) -> Ordinal:
    """Return the ordinal of the first row of a group at a moment or after it, one beyond the last if there is none."""

    def sent_at(ordinal: int) -> datetime:
        row = select(messages.c.sent_at).where(messages.c.group_id == group_id, messages.c.ordinal == ordinal)
        found: datetime = connection.execute(row).scalar_one()
        return found

    last = connection.execute(select(func.max(messages.c.ordinal)).where(messages.c.group_id == group_id)).scalar_one()
    ordinals = range(1, (last or 0) + 1)
    return Ordinal(1 + bisect_left(ordinals, at, key=sent_at))


def _choose(connection: Connection, sought: Sought, rows: Rows, limit: int) -> Query:
    grams = _grams(sought)
    if _needs_file(sought) or _are_few(connection, sought):
        return _by_group(sought, rows, limit)
    if grams and connection.dialect.name == 'sqlite':
        return _by_index(sought, rows, grams)
    if sought.words and not grams:
        rows = replace(rows, first=max(rows.first, rows.end - SCANNED_ROWS))
    return _by_group(sought, rows, limit) if sought.author_ids else _by_time(sought, rows)


def _by_group(sought: Sought, rows: Rows, limit: int) -> Query:
    """Take the newest of each group, and of these the newest; of files there are so few that they are gone through."""
    within = select(messages.c.id).where(messages.c.group_id == groups.c.id, is_said(), *_fit(sought))
    within = within.where(*rows.hold(messages.c.id)).correlate(groups)
    if _needs_file(sought):
        within = within.join_from(attachments, messages, IS_OF).group_by(messages.c.id, messages.c.ordinal)
    row = messages.alias('row')
    found = select(row).join_from(groups, row, row.c.id.in_(within.order_by(messages.c.ordinal.desc()).limit(limit)))
    return found.where(groups.c.id.in_(sought.group_ids)).order_by(row.c.id.desc())


def _by_index(sought: Sought, rows: Rows, grams: Sequence[str]) -> Query:
    """Walk through the rows that hold all these trigrams."""
    asked = ' AND '.join(f'"{gram.replace(chr(34), chr(34) * 2)}"' for gram in grams)
    rowid: ColumnElement[int] = literal_column('message_search.rowid')
    found = select(messages).join_from(INDEX, messages, messages.c.id == rowid)
    found = found.where(text('message_search MATCH :grams').bindparams(grams=asked), *rows.hold(rowid))
    return found.where(*_fit(sought), messages.c.group_id.in_(sought.group_ids)).order_by(rowid.desc())


def _by_time(sought: Sought, rows: Rows) -> Query:
    """Walk through all rows; a group that is written otherwise keeps SQLite from sorting all that is in its index."""
    here = messages.c.group_id.concat('').in_(sought.group_ids)
    found = select(messages).where(*rows.hold(messages.c.id), here, is_said(), *_fit(sought))
    return found.order_by(messages.c.id.desc())


def _fit(sought: Sought) -> list[ColumnElement[bool]]:
    """Say of a row that it fits, apart from its group."""
    conditions = [messages.c.plain.contains(word, autoescape=True) for word in sought.words]
    conditions += [_hold(content) for content in sought.holds]
    if sought.author_ids:
        conditions.append(messages.c.author_id.in_(sought.author_ids))
    if sought.since is not None:
        conditions.append(messages.c.sent_at >= sought.since)
    if sought.until is not None:
        conditions.append(messages.c.sent_at < sought.until)
    return conditions


def _hold(content: Content) -> ColumnElement[bool]:
    match content:
        case Content.LINK:
            return or_(*(messages.c.plain.contains(each, autoescape=True) for each in LINK_BEGINNINGS))
        case Content.FILE:
            return messages.c.attachments != ''
        case Content.IMAGE:
            return messages.c.attachments.contains(AN_IMAGE, autoescape=True)


def _needs_file(sought: Sought) -> bool:
    return not sought.holds.isdisjoint({Content.FILE, Content.IMAGE})


def _are_few(connection: Connection, sought: Sought) -> bool:
    """Tell whether the groups, or the authors in them, have few rows."""
    there = select(literal(1)).where(messages.c.group_id.in_(sought.group_ids))
    if sought.author_ids:
        there = there.where(messages.c.author_id.in_(sought.author_ids), is_said())
    counted = there.limit(FEW_ROWS + 1).subquery()
    return connection.execute(select(func.count()).select_from(counted)).scalar_one() <= FEW_ROWS


def _rows(connection: Connection, sought: Sought, below: Place | None) -> Rows:
    """Return the rows among which all are that fit."""
    end = connection.execute(select(func.coalesce(func.max(messages.c.id) + 1, 0))).scalar_one()
    if below is not None:
        place = and_(messages.c.group_id == below[0], messages.c.ordinal == below[1])
        end = connection.execute(select(messages.c.id).where(place)).scalar() or 0
    first = 0 if sought.since is None else _first_id_at(connection, sought.since - CLOCK_ERROR, end)
    if sought.until is not None:
        end = _first_id_at(connection, sought.until + CLOCK_ERROR, end)
    return Rows(first=first, end=end)


def _first_id_at(connection: Connection, at: datetime, end: int) -> int:
    def sent_at(id_: int) -> datetime:
        row = select(messages.c.sent_at).where(messages.c.id >= id_).order_by(messages.c.id).limit(1)
        found: datetime = connection.execute(row).scalar_one()
        return found

    return bisect_left(range(end), at, key=sent_at)


def _grams(sought: Sought) -> list[str]:
    """Choose trigrams that all who fit hold, of the longest words first, as these are the rarest."""
    parts = sorted((part for word in sought.words for part in _parts(word)), key=len, reverse=True)
    grams = [part[start : start + GRAM] for part in parts for start in _starts(len(part))]
    return list(dict.fromkeys([*grams, *(LINK_GRAMS if Content.LINK in sought.holds else ())]))[:GRAMS]


def _parts(phrase: str) -> list[str]:
    """Take the words of a phrase, as the blanks between them are in every text; short ones only as a whole."""
    return [word for word in phrase.split() if len(word) >= GRAM] or [phrase]


def _starts(length: int) -> list[int]:
    """Lay trigrams beside each other, the last one up to the end."""
    return [*range(0, length - GRAM, GRAM), length - GRAM] if length >= GRAM else []
