"""Reading the threads of groups: what belongs to them, what they come to, and what is new in them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from messenger.journal.sql.codec import reply_from
from messenger.journal.sql.said import is_in_log, is_said
from messenger.journal.sql.tables import messages, thread_receipts
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.receipt import UNREAD_CAP
from messenger.model.thread import MOST_NAMED, Reply, Thread

Query = Select[*tuple[Any, ...]]


def ordinals_in(group_id: GroupId, root: Ordinal) -> Query:
    """Select the ordinals of a thread's messages, oldest first."""
    query = select(messages.c.ordinal).where(messages.c.group_id == group_id, messages.c.thread == root)
    return query.order_by(messages.c.ordinal)


def threads_below(group_id: GroupId, first: Ordinal, last: Ordinal) -> Query:
    """Select what each author wrote in the threads below some rows; see `summed_up`."""
    return _parts().where(messages.c.group_id == group_id, messages.c.thread.between(first, last))


def newest_threads(group_id: GroupId, limit: int) -> Query:
    """Select what each author wrote in the threads of a group with the newest messages; see `summed_up`."""
    newest = select(messages.c.thread).where(messages.c.group_id == group_id, messages.c.thread.is_not(None), is_said())
    newest = newest.group_by(messages.c.thread).order_by(func.max(messages.c.ordinal).desc()).limit(limit)
    return _parts().where(messages.c.group_id == group_id, messages.c.thread.in_(newest.scalar_subquery()))


def summed_up(parts: Iterable[Row[Any]]) -> list[Thread]:
    """Return the threads that some parts make, the one with the newest message first."""
    by_root: dict[Ordinal, list[Row[Any]]] = {}
    for part in parts:
        by_root.setdefault(part.thread, []).append(part)
    return sorted((_thread(root, of) for root, of in by_root.items()), key=lambda thread: thread.last, reverse=True)


def nearest_in_log(group_id: GroupId, ordinal: Ordinal, *, is_later: bool) -> Query:
    """Select the ordinal of the next undeleted row of a group's own log, or of the last one before."""
    query = select(messages.c.ordinal).where(messages.c.group_id == group_id, ~messages.c.is_deleted, is_in_log())
    if is_later:
        return query.where(messages.c.ordinal > ordinal).order_by(messages.c.ordinal).limit(1)
    return query.where(messages.c.ordinal < ordinal).order_by(messages.c.ordinal.desc()).limit(1)


def read_fresh_replies(connection: Connection) -> list[Reply]:
    """Read what somebody who follows a thread has not read of it, of each thread at most the newest `UNREAD_CAP`."""
    of = (thread_receipts.c.group_id, thread_receipts.c.thread)
    read = select(*of, func.min(thread_receipts.c.ordinal).label('ordinal')).group_by(*of).subquery()
    place = and_(
        messages.c.group_id == read.c.group_id,
        messages.c.thread == read.c.thread,
        messages.c.ordinal > read.c.ordinal,
    )
    newest_first = messages.c.ordinal.desc()
    nth = func.row_number().over(partition_by=(messages.c.group_id, messages.c.thread), order_by=newest_first)
    columns = [messages.c[name] for name in ('group_id', 'thread', 'ordinal', 'author_id', 'mentions')]
    fresh = select(*columns, nth.label('nth')).join_from(read, messages, place).where(is_said()).subquery()
    query = select(fresh).where(fresh.c.nth <= UNREAD_CAP)
    query = query.order_by(fresh.c.group_id, fresh.c.thread, fresh.c.ordinal)
    return [reply_from(row) for row in connection.execute(query)]


def _parts() -> Query:
    counted = func.count().label('written')
    last, last_at = func.max(messages.c.ordinal).label('last'), func.max(messages.c.sent_at).label('last_at')
    query = select(messages.c.thread, messages.c.author_id, counted, last, last_at).where(is_said())
    return query.group_by(messages.c.thread, messages.c.author_id)


def _thread(root: Ordinal, parts: list[Row[Any]]) -> Thread:
    latest_first = sorted(parts, key=lambda part: part.last, reverse=True)
    last_at: list[datetime] = [part.last_at for part in parts]
    author_ids: list[MemberId] = [part.author_id for part in latest_first]
    return Thread(
        root=root,
        count=sum(part.written for part in parts),
        last=latest_first[0].last,
        last_at=max(last_at),
        author_ids=tuple(author_ids[:MOST_NAMED]),
    )
