"""Merging side records: receipts by maximum unless marked unread, drafts and preferences by last write."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Table, bindparam, case, delete, exists, insert, select, update

from messenger.journal.sql.tables import drafts, members, memberships, preferences, receipts, thread_receipts
from messenger.model.draft import DraftText, Preference
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.receipt import MarkedUnread, Receipt, ThreadReceipt
from messenger.model.record import Record


def merge(connection: Connection, records: Iterable[Record]) -> None:
    """Merge records inside the caller's transaction; those of somebody who is not there are dropped."""
    merged = list(records)
    _merge_receipts(connection, [each for each in merged if isinstance(each, Receipt | MarkedUnread)])
    _merge_thread_receipts(connection, [each for each in merged if isinstance(each, ThreadReceipt)])
    _merge_drafts(connection, [each for each in merged if isinstance(each, DraftText)])
    _merge_preferences(connection, [each for each in merged if isinstance(each, Preference)])


def _merge_receipts(connection: Connection, records: Sequence[Receipt | MarkedUnread]) -> None:
    """Raise or set receipts; who is in a group has one there, so that there is hardly ever one to add."""
    raised: dict[tuple[GroupId, MemberId], Ordinal] = {}
    placed: dict[tuple[GroupId, MemberId], Ordinal] = {}
    for each in records:
        key = (each.group_id, each.member_id)
        if isinstance(each, MarkedUnread):
            placed[key] = each.ordinal
            raised.pop(key, None)
        else:
            beside = placed if key in placed else raised
            beside[key] = max(each.ordinal, beside.get(key, each.ordinal))
    for statement, ordinals in ((RAISE_RECEIPT, raised), (PLACE_RECEIPT, placed)):
        rows = [{'a_group': key[0], 'a_member': key[1], 'a_value': ordinal} for key, ordinal in ordinals.items()]
        if rows and connection.execute(statement, rows).rowcount != len(rows):
            connection.execute(ADD_RECEIPT, rows)


def _merge_thread_receipts(connection: Connection, records: Sequence[ThreadReceipt]) -> None:
    highest: dict[tuple[GroupId, MemberId, Ordinal], Ordinal] = {}
    for each in records:
        key = (each.group_id, each.member_id, each.thread)
        highest[key] = max(each.ordinal, highest.get(key, each.ordinal))
    rows = [
        {'a_group': key[0], 'a_member': key[1], 'a_thread': key[2], 'a_value': ordinal}
        for key, ordinal in highest.items()
    ]
    if rows and connection.execute(RAISE_THREAD_RECEIPT, rows).rowcount != len(rows):
        connection.execute(ADD_THREAD_RECEIPT, rows)


def _merge_drafts(connection: Connection, records: Sequence[DraftText]) -> None:
    last = {(each.group_id, each.member_id, each.thread): each for each in records}.values()
    rows = [
        {'a_group': each.group_id, 'a_member': each.member_id, 'a_thread': each.thread, 'a_value': each.text}
        for each in last
    ]
    kept = [row for row in rows if row['a_value']]
    gone = [row for row in rows if not row['a_value']]
    if gone:
        connection.execute(DELETE_DRAFT, gone)
    if kept and connection.execute(UPDATE_DRAFT, kept).rowcount != len(kept):
        connection.execute(ADD_DRAFT, kept)


def _merge_preferences(connection: Connection, records: Sequence[Preference]) -> None:
    last = {(each.member_id, each.key): each for each in records}.values()
    rows = [{'a_member': each.member_id, 'a_key': each.key, 'a_value': each.value} for each in last]
    if rows and connection.execute(UPDATE_PREFERENCE, rows).rowcount != len(rows):
        connection.execute(ADD_PREFERENCE, rows)


def _place(table: Table) -> list[ColumnElement[bool]]:
    """Say of a row that it is the one at a place, which has a thread where the table knows of such."""
    place = [table.c.group_id == bindparam('a_group'), table.c.member_id == bindparam('a_member')]
    return [*place, table.c.thread == bindparam('a_thread')] if 'thread' in table.c else place


def _higher(table: Table) -> ColumnElement[Any]:
    return case((table.c.ordinal < bindparam('a_value'), bindparam('a_value')), else_=table.c.ordinal)


def _add_beside_membership(table: Table, column: str) -> Insert:
    """Return an insert that adds a row where the membership is there and the row is not; no engine's own upsert."""
    values = {column: bindparam('a_value', type_=table.c[column].type)}
    if 'thread' in table.c:
        values['thread'] = bindparam('a_thread', type_=table.c.thread.type)
    absent = select(memberships.c.group_id, memberships.c.member_id, *values.values()).where(
        *_place(memberships), ~exists().where(*_place(table))
    )
    return insert(table).from_select(['group_id', 'member_id', *values], absent)


def _add_preference() -> Insert:
    is_absent = ~exists().where(*PREFERENCE)
    absent = select(members.c.id, bindparam('a_key'), bindparam('a_value')).where(
        members.c.id == bindparam('a_member'), is_absent
    )
    return insert(preferences).from_select(['member_id', 'key', 'value'], absent)


PREFERENCE = (preferences.c.member_id == bindparam('a_member'), preferences.c.key == bindparam('a_key'))
# Made once: to build a statement takes longer than to run it.
RAISE_RECEIPT = update(receipts).where(*_place(receipts)).values(ordinal=_higher(receipts))
PLACE_RECEIPT = update(receipts).where(*_place(receipts)).values(ordinal=bindparam('a_value'))
ADD_RECEIPT = _add_beside_membership(receipts, 'ordinal')
RAISE_THREAD_RECEIPT = update(thread_receipts).where(*_place(thread_receipts)).values(ordinal=_higher(thread_receipts))
ADD_THREAD_RECEIPT = _add_beside_membership(thread_receipts, 'ordinal')
DELETE_DRAFT = delete(drafts).where(*_place(drafts))
UPDATE_DRAFT = update(drafts).where(*_place(drafts)).values(text=bindparam('a_value'))
ADD_DRAFT = _add_beside_membership(drafts, 'text')
UPDATE_PREFERENCE = update(preferences).where(*PREFERENCE).values(value=bindparam('a_value'))
ADD_PREFERENCE = _add_preference()
