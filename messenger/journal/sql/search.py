"""Finding messages by words: the one place where engines differ in how they find candidates.

SQLite has an FTS5 table of trigrams over `messages.plain` (see the first migration), which narrows
the candidates; whether a word is really there is always asked of the column. PostgreSQL answers
the same question of the column from a trigram index, with no words of its own here.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, column, func, literal_column, select, table, text

from messenger.journal.sql.tables import messages

GRAM = 3
"""Letters in one entry of the index; shorter words are not in it."""

SCANNED_ROWS = 20_000
"""How far back a search looks that has only words too short for the index."""

GRAM_LIMIT = 40
"""Entries asked of the index: more of them narrow no further."""

INDEX = table('message_search', column('rowid'), column('message_search'))


def searching(
    words: Sequence[str], group_ids: Sequence[str], *, before: datetime | None, limit: int, dialect: str
) -> Select[*tuple[object, ...]]:
    """Return the query for undeleted messages that hold all words (already plain), newest first."""
    found = select(messages).where(messages.c.group_id.in_(group_ids), messages.c.plain != '')
    found = found.where(*(messages.c.plain.contains(word, autoescape=True) for word in words))
    if before is not None:
        found = found.where(messages.c.sent_at < before)
    narrow = _narrow_by_index if dialect == 'sqlite' else _narrow_nothing
    return narrow(found, words).limit(limit)


def _narrow_by_index(found: Select[*tuple[object, ...]], words: Sequence[str]) -> Select[*tuple[object, ...]]:
    """Ask the index for the trigrams of the longer words, newest first; without any, look at the newest rows."""
    grams = _grams(words)
    if not grams:
        newest = select(func.max(messages.c.id)).scalar_subquery()
        return found.where(messages.c.id > newest - SCANNED_ROWS).order_by(messages.c.id.desc())
    asked = ' AND '.join(f'"{gram.replace(chr(34), chr(34) * 2)}"' for gram in grams)
    rowid: ColumnElement[int] = literal_column('message_search.rowid')
    return (
        found.join_from(INDEX, messages, messages.c.id == rowid)
        .where(text('message_search MATCH :grams').bindparams(grams=asked))
        .order_by(rowid.desc())
    )


def _narrow_nothing(found: Select[*tuple[object, ...]], words: Sequence[str]) -> Select[*tuple[object, ...]]:
    return found.order_by(messages.c.id.desc())


def _grams(words: Sequence[str]) -> list[str]:
    grams = (word[start : start + GRAM] for word in words for start in range(len(word) - GRAM + 1))
    return list(dict.fromkeys(grams))[:GRAM_LIMIT]
