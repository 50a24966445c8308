"""Merging side records: receipts by maximum, drafts and preferences by last write."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Table, bindparam, delete, exists, insert, select, update

from messenger.journal.sql.difference import Work
from messenger.journal.sql.tables import drafts, members, memberships, preferences, receipts
from messenger.model.draft import DraftText, Preference
from messenger.model.receipt import Receipt

Record = Receipt | DraftText | Preference


def merge(connection: Connection, records: Iterable[Record]) -> None:
    """Merge records inside the caller's transaction; those of somebody who is not there are dropped."""
    merged = list(records)
    work = [
        *_merge_receipts([each for each in merged if isinstance(each, Receipt)]),
        *_merge_drafts([each for each in merged if isinstance(each, DraftText)]),
        *_merge_preferences([each for each in merged if isinstance(each, Preference)]),
    ]
    for statement, rows in work:
        if rows:
            connection.execute(statement, rows)


def _merge_receipts(records: Sequence[Receipt]) -> Work:
    rows = [{'a_group': each.group_id, 'a_member': each.member_id, 'an_ordinal': each.ordinal} for each in records]
    raise_it = update(receipts).where(*_place(receipts), receipts.c.ordinal < bindparam('an_ordinal'))
    return [
        (_insert_beside_membership(receipts, 'ordinal', 'an_ordinal'), rows),
        (raise_it.values(ordinal=bindparam('an_ordinal')), rows),
    ]


def _merge_drafts(records: Sequence[DraftText]) -> Work:
    last = {(each.group_id, each.member_id): each for each in records}.values()
    rows = [{'a_group': each.group_id, 'a_member': each.member_id, 'a_text': each.text} for each in last]
    kept = [row for row in rows if row['a_text']]
    return [
        (delete(drafts).where(*_place(drafts)), [row for row in rows if not row['a_text']]),
        (_insert_beside_membership(drafts, 'text', 'a_text'), kept),
        (update(drafts).where(*_place(drafts)).values(text=bindparam('a_text')), kept),
    ]


def _merge_preferences(records: Sequence[Preference]) -> Work:
    last = {(each.member_id, each.key): each for each in records}.values()
    rows = [{'a_member': each.member_id, 'a_key': each.key, 'a_value': each.value} for each in last]
    there = (preferences.c.member_id == bindparam('a_member'), preferences.c.key == bindparam('a_key'))
    absent = select(members.c.id, bindparam('a_key'), bindparam('a_value')).where(
        members.c.id == bindparam('a_member'), ~exists().where(*there)
    )
    return [
        (insert(preferences).from_select(['member_id', 'key', 'value'], absent), rows),
        (update(preferences).where(*there).values(value=bindparam('a_value')), rows),
    ]


def _insert_beside_membership(table: Table, column: str, parameter: str) -> Insert:
    """Return an insert that adds a row where the membership is there and the row is not; no engine's own upsert."""
    value = bindparam(parameter, type_=table.c[column].type)
    absent = select(memberships.c.group_id, memberships.c.member_id, value).where(
        *_place(memberships), ~exists().where(*_place(table))
    )
    return insert(table).from_select(['group_id', 'member_id', column], absent)


def _place(table: Table) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return table.c.group_id == bindparam('a_group'), table.c.member_id == bindparam('a_member')
