"""The queries that answer a journal's questions."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
)

from messenger.journal.contract import Picture
from messenger.journal.sql import codec
from messenger.journal.sql.rows import read_rows
from messenger.journal.sql.said import is_in_log, is_said
from messenger.journal.sql.tables import (
    attachments,
    changes,
    drafts,
    extensions,
    groups,
    members,
    memberships,
    mentions,
    messages,
    preferences,
    preview_pictures,
    properties,
    receipts,
    streams,
    thread_receipts,
)
from messenger.journal.sql.threads import read_fresh_replies
from messenger.model.attachment import AttachmentId, Sha256
from messenger.model.draft import DraftText, Preference
from messenger.model.ids import SITE, GroupId, MemberId, Ordinal, StreamId
from messenger.model.receipt import UNREAD_CAP, Receipt, ThreadReceipt, Unread

EPOCH = 'epoch'


def read_picture(connection: Connection) -> Picture:
    """Read the current state, inside the caller's transaction."""
    heads, ordinals = _read_streams(connection)
    newest = read_rows(connection, _newest())
    return Picture(
        epoch=read_epoch(connection),
        members=[codec.member_from(row) for row in connection.execute(select(members))],
        groups=[codec.group_from(row) for row in connection.execute(select(groups))],
        memberships=[codec.membership_from(row) for row in connection.execute(select(memberships))],
        heads=heads,
        newest={message.group_id: message for message in newest},
        ordinals=ordinals,
        unread=_read_unread(connection),
        receipts=[Receipt(**row._asdict()) for row in connection.execute(select(receipts))],
        thread_receipts=[ThreadReceipt(**row._asdict()) for row in connection.execute(select(thread_receipts))],
        fresh_replies=read_fresh_replies(connection),
        drafts=[DraftText(**row._asdict()) for row in connection.execute(select(drafts))],
        preferences=[Preference(**row._asdict()) for row in connection.execute(select(preferences))],
        pins=[(row.group_id, row.ordinal) for row in connection.execute(_pins())],
        extensions_off=set(connection.scalars(select(extensions.c.name).where(~extensions.c.is_on))),
    )


def read_epoch(connection: Connection) -> str:
    """Read the id of the database."""
    query = select(properties.c.value).where(properties.c.key == EPOCH)
    return str(connection.execute(query).scalar_one())


def read_heads(connection: Connection) -> dict[StreamId, int]:
    """Read the number of each stream's newest change."""
    rows = connection.execute(select(streams.c.id, streams.c.number))
    return {row.id: row.number for row in rows}


def changes_after(stream: StreamId, after: int, limit: int) -> Select[*tuple[Any, ...]]:
    """Select a stream's changes in order."""
    later = select(changes).where(changes.c.stream == stream, changes.c.number > after)
    return later.order_by(changes.c.number).limit(limit)


def rows_between(group_id: GroupId, first: Ordinal, last: Ordinal) -> Select[*tuple[Any, ...]]:
    """Select rows of a group by ordinal."""
    query = select(messages).where(messages.c.group_id == group_id, messages.c.ordinal.between(first, last))
    return query.order_by(messages.c.ordinal)


def rows_at(group_id: GroupId, ordinals: Collection[Ordinal]) -> Select[*tuple[Any, ...]]:
    """Select some rows of a group."""
    query = select(messages).where(messages.c.group_id == group_id, messages.c.ordinal.in_(ordinals))
    return query.order_by(messages.c.ordinal)


def replies_to(group_id: GroupId, first: Ordinal, last: Ordinal) -> Select[*tuple[Any, ...]]:
    """Select the ordinals of undeleted replies to rows of a group, and of what they reply to."""
    query = select(messages.c.ordinal, messages.c.reply_to).where(
        messages.c.group_id == group_id, messages.c.reply_to.between(first, last), ~messages.c.is_deleted
    )
    return query.order_by(messages.c.ordinal)


def unread_between(group_id: GroupId, member_id: MemberId, after: Ordinal, upto: Ordinal) -> Select[*tuple[Any, ...]]:
    """Count messages by others, and mentions of the member, in a part of a group; each count stops at the cap."""
    fresh = select(literal(1)).where(
        messages.c.group_id == group_id, _is_between(messages.c.ordinal, after, upto), is_said(), is_in_log()
    )
    fresh = fresh.where(messages.c.author_id != member_id).limit(UNREAD_CAP)
    named = _named().where(mentions.c.group_id == group_id, mentions.c.member_id == member_id)
    named = named.where(_is_between(mentions.c.ordinal, after, upto)).limit(UNREAD_CAP)
    return select(_count(fresh).label('messages'), _count(named).label('mentions'))


def newest_by(group_id: GroupId, member_id: MemberId, thread: Ordinal) -> Select[*tuple[Any, ...]]:
    """Select the member's newest undeleted text message in a group's own log or in a thread."""
    query = select(messages).where(messages.c.group_id == group_id, messages.c.author_id == member_id, is_said())
    query = query.where(messages.c.thread == thread if thread else is_in_log())
    return query.order_by(messages.c.ordinal.desc()).limit(1)


def texts_of(group_id: GroupId, ordinal: Ordinal) -> Select[*tuple[Any, ...]]:
    """Select the changes that gave a message its texts, first to present."""
    number = select(messages.c.number).where(messages.c.group_id == group_id, messages.c.ordinal == ordinal)
    sent = changes.c.number == number.scalar_subquery()
    edited = and_(changes.c.target == ordinal, changes.c.kind == 'MessageEdited')
    return select(changes).where(changes.c.stream == group_id, or_(sent, edited)).order_by(changes.c.number)


def message_with(group_id: GroupId, attachment_id: AttachmentId) -> Select[*tuple[Any, ...]]:
    """Select the message that a file came with."""
    place = and_(messages.c.group_id == attachments.c.group_id, messages.c.ordinal == attachments.c.ordinal)
    found = select(messages).join_from(attachments, messages, place)
    return found.where(attachments.c.group_id == group_id, attachments.c.id == attachment_id)


def attached(hashes: Collection[Sha256]) -> CompoundSelect[*tuple[Any, ...]]:
    """Select those of these contents that some message or member still has."""
    of_messages = select(attachments.c.sha256).where(attachments.c.sha256.in_(hashes))
    of_pages = select(preview_pictures.c.sha256).where(preview_pictures.c.sha256.in_(hashes))
    return of_messages.union(of_pages, select(members.c.picture).where(members.c.picture.in_(hashes)))


def preview_picture(group_id: GroupId, picture_id: AttachmentId) -> Select[*tuple[Any, ...]]:
    """Select the content of a picture of a page that a message links to."""
    query = select(preview_pictures.c.sha256).where(preview_pictures.c.group_id == group_id)
    return query.where(preview_pictures.c.id == picture_id)


def _read_streams(connection: Connection) -> tuple[dict[StreamId, int], dict[GroupId, Ordinal]]:
    """Read the heads of all streams, and the ordinals of the groups that are still there."""
    is_there = streams.c.id.in_(select(groups.c.id))
    rows = connection.execute(select(streams, is_there.label('is_there'))).all()
    return (
        {row.id: row.number for row in rows},
        {row.id: row.ordinal for row in rows if row.is_there and row.id != SITE},
    )


def _read_unread(connection: Connection) -> dict[tuple[GroupId, MemberId], Unread]:
    counts = connection.execute(_unread())
    return {
        (row.group_id, row.member_id): Unread(messages=row.messages, mentions=row.mentions)
        for row in counts
        if row.messages
    }


def _pins() -> Select[*tuple[Any, ...]]:
    pinned = select(messages.c.group_id, messages.c.ordinal).where(messages.c.pinned_at.is_not(None))
    return pinned.order_by(messages.c.pinned_at, messages.c.ordinal)


def _newest() -> Select[*tuple[Any, ...]]:
    newest = select(messages.c.id).where(messages.c.group_id == groups.c.id, is_said(), is_in_log())
    newest = newest.correlate(groups)
    newest_id = newest.order_by(messages.c.ordinal.desc()).limit(1).scalar_subquery()
    row = messages.alias('row')
    return select(row).join_from(groups, row, row.c.id == newest_id)


def _unread() -> Select[*tuple[Any, ...]]:
    """Count for each membership, each count stopping at the cap: never the whole history."""
    place = and_(receipts.c.group_id == memberships.c.group_id, receipts.c.member_id == memberships.c.member_id)
    read_up_to = func.coalesce(receipts.c.ordinal, 0)
    fresh = (
        select(literal(1))
        .where(messages.c.group_id == memberships.c.group_id, messages.c.ordinal > read_up_to)
        .where(is_said(), is_in_log())
        .where(messages.c.author_id != memberships.c.member_id)
    )
    named = _named().where(
        mentions.c.group_id == memberships.c.group_id,
        mentions.c.member_id == memberships.c.member_id,
        mentions.c.ordinal > read_up_to,
    )
    return select(
        memberships.c.group_id,
        memberships.c.member_id,
        _capped(fresh).label('messages'),
        _capped(named).label('mentions'),
    ).select_from(memberships.outerjoin(receipts, place))


def _named() -> Select[*tuple[int]]:
    """Select mentions in the groups' own logs."""
    place = and_(messages.c.group_id == mentions.c.group_id, messages.c.ordinal == mentions.c.ordinal)
    return select(literal(1)).join_from(mentions, messages, place).where(is_in_log())


def _capped(rows: Select[*tuple[int]]) -> ColumnElement[int]:
    return _count(rows.limit(UNREAD_CAP).correlate(memberships, receipts))


def _count(rows: Select[*tuple[int]]) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


def _is_between(ordinal: ColumnElement[int], after: Ordinal, upto: Ordinal) -> ColumnElement[bool]:
    return and_(ordinal > after, ordinal <= upto)
