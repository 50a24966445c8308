"""What has to be written so that the tables show the scene after a batch instead of the one before.

Only the end of a batch counts: a message sent and edited in one batch is inserted once, edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import ColumnElement, bindparam, case, delete, insert, or_, select, update
from sqlalchemy.sql.dml import UpdateBase

from messenger.journal.scene import Scene
from messenger.journal.scrub import superseded, worded
from messenger.journal.sql import codec
from messenger.journal.sql.codec import Columns
from messenger.journal.sql.statements import AT, delete_by, update_by
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
    preview_pictures,
    reactions,
    receipts,
    streams,
    thread_receipts,
)
from messenger.model.attachment import AttachmentId
from messenger.model.changes import Change, GroupDeleted, ReactionAdded, ReactionRemoved, WidgetChanged
from messenger.model.ids import GroupId, Ordinal
from messenger.model.message import Message
from messenger.model.reaction import Reaction

Work = list[tuple[UpdateBase, list[Columns]]]
"""Statements, each with the rows it is run for, in their order."""

Key = TypeVar('Key')
Value = TypeVar('Value')


def _scrub(*found: ColumnElement[bool]) -> UpdateBase:
    """Return an update that takes texts and attachments out of some of a stream's changes."""
    return (
        update(changes)
        .where(changes.c.stream == bindparam('at_group_id'), *found)
        .values(text='', mentions='', attachments='', state='')
    )


SENT_NUMBER = select(messages.c.number).where(
    messages.c.group_id == bindparam('at_group_id'), messages.c.ordinal == bindparam('at_ordinal')
)

STATE_NUMBER = SENT_NUMBER.with_only_columns(messages.c.state_number)

# Made once: to build a statement takes longer than to run it.
INSERT_CHANGE = insert(changes)
INSERT_STREAM, UPDATE_STREAM = insert(streams), update_by(streams, 'id')
INSERT_MEMBER, UPDATE_MEMBER = insert(members), update_by(members, 'id')
INSERT_GROUP, UPDATE_GROUP = insert(groups), update_by(groups, 'id')
INSERT_MEMBERSHIP, UPDATE_MEMBERSHIP = insert(memberships), update_by(memberships, 'group_id', 'member_id')
DELETE_MEMBERSHIP = delete_by(memberships, 'group_id', 'member_id')
INSERT_RECEIPT, DELETE_RECEIPT = insert(receipts), delete_by(receipts, 'group_id', 'member_id')
DELETE_DRAFTS = delete_by(drafts, 'group_id', 'member_id')
DELETE_THREAD_RECEIPTS = delete_by(thread_receipts, 'group_id', 'member_id')
INSERT_MESSAGE, UPDATE_MESSAGE = insert(messages), update_by(messages, 'group_id', 'ordinal')
INSERT_MENTION, DELETE_MENTION = insert(mentions), delete_by(mentions, 'group_id', 'member_id', 'ordinal')
INSERT_REACTION, DELETE_REACTION = insert(reactions), delete_by(reactions, 'group_id', 'ordinal', 'emoji', 'member_id')
DELETE_REACTIONS = delete_by(reactions, 'group_id', 'ordinal')
INSERT_ATTACHMENT, DELETE_ATTACHMENTS = insert(attachments), delete_by(attachments, 'group_id', 'ordinal')
INSERT_PICTURE, DELETE_PICTURE = insert(preview_pictures), delete_by(preview_pictures, 'group_id', 'id')
INSERT_EXTENSION, UPDATE_EXTENSION = insert(extensions), update_by(extensions, 'name')
SUPERSEDE = (
    update(changes)
    .where(changes.c.stream == bindparam('at_group_id'), changes.c.number == STATE_NUMBER.scalar_subquery())
    .values(state='', text=case((changes.c.kind == WidgetChanged.__name__, ''), else_=changes.c.text))
)
SCRUB_SENT = _scrub(changes.c.number == SENT_NUMBER.scalar_subquery())
SCRUB_EDITED = _scrub(changes.c.target == bindparam('at_ordinal'))
KEPT_OF_MESSAGES = (mentions, reactions, attachments, preview_pictures, messages)
FORGET_GROUP = (
    *(delete_by(table, 'group_id') for table in (drafts, thread_receipts, receipts, *KEPT_OF_MESSAGES, memberships)),
    delete(groups).where(groups.c.id == bindparam('at_group_id')),
    _scrub(or_(changes.c.text != '', changes.c.attachments != '', changes.c.state != '')),
)


def difference(before: Scene, after: Scene, accepted: Sequence[Change]) -> Work:
    """Return the statements that write a batch."""
    work = [
        (INSERT_CHANGE, _change_rows(accepted)),
        *_write_streams(before, after),
        *_write_members(before, after),
        *_write_groups(before, after),
        *_write_memberships(before, after),
        *_write_messages(before, after, accepted),
        *_write_pictures(before, after),
        *_write_reactions(after, accepted),
        *_write_extensions(before, after),
        *_forget_groups(accepted),
    ]
    return [(statement, rows) for statement, rows in work if rows]


def _write_streams(before: Scene, after: Scene) -> Work:
    added, changed = _compare(before.heads, after.heads)
    columns = {
        stream: {'number': number, 'ordinal': after.ordinals.get(GroupId(stream), 0)}
        for stream, number in (added | changed).items()
    }
    return [
        (INSERT_STREAM, [{'id': stream} | columns[stream] for stream in added]),
        (UPDATE_STREAM, [{'at_id': stream} | columns[stream] for stream in changed]),
    ]


def _write_members(before: Scene, after: Scene) -> Work:
    added, changed = _compare(before.members, after.members)
    columns = {member.id: codec.member_columns(member) for member in (added | changed).values()}
    new = [
        {'id': member.id, 'is_bot': member.is_bot, 'registered_at': member.registered_at} | columns[member.id]
        for member in added.values()
    ]
    return [
        (INSERT_MEMBER, new),
        (UPDATE_MEMBER, [{'at_id': member_id} | columns[member_id] for member_id in changed]),
    ]


def _write_groups(before: Scene, after: Scene) -> Work:
    added, changed = _compare(before.groups, after.groups)
    new = [
        {'id': group.id, 'name': group.name, 'kind': group.kind.value, 'created_at': group.created_at}
        | {'callers': group.callers.value}
        for group in added.values()
    ]
    return [
        (INSERT_GROUP, new),
        (
            UPDATE_GROUP,
            [{'at_id': each.id, 'name': each.name, 'callers': each.callers.value} for each in changed.values()],
        ),
    ]


def _write_memberships(before: Scene, after: Scene) -> Work:
    earlier, later = _flat(before.memberships), _flat(after.memberships)
    added, changed = _compare(earlier, later)
    columns = {
        key: {'role': membership.role.value, 'joined_at': membership.joined_at}
        for key, membership in (added | changed).items()
    }
    gone = [_place(key, AT) for key in earlier if key not in later and key[0] in after.groups]
    # A staged scene holds no receipts, so these are of those who came in with this batch.
    read = {key: ordinal for key, ordinal in after.receipts.items() if key in later}
    stale = gone + [_place(key, AT) for key in read]
    return [
        (DELETE_RECEIPT, stale),
        (DELETE_THREAD_RECEIPTS, stale),
        (DELETE_DRAFTS, stale),
        (DELETE_MEMBERSHIP, gone),
        (INSERT_MEMBERSHIP, [_place(key) | columns[key] for key in added]),
        (UPDATE_MEMBERSHIP, [_place(key, AT) | columns[key] for key in changed]),
        (INSERT_RECEIPT, [_place(key) | {'ordinal': ordinal} for key, ordinal in read.items()]),
    ]


def _write_messages(before: Scene, after: Scene, accepted: Sequence[Change]) -> Work:
    earlier = _bare_rows(before)
    added, changed = _compare(earlier, _bare_rows(after))
    numbers: dict[tuple[str, int | None], int] = {(change.stream, change.ordinal): change.number for change in accepted}
    new = [codec.new_message_columns(row, numbers[row.group_id, row.ordinal]) for row in added.values()]
    kept = [_row_place(row) | codec.message_columns(row) for row in changed.values()]
    unnamed = [
        {AT + name: value for name, value in each.items()}
        for key in changed
        for each in codec.mention_columns(earlier[key])
    ]
    named = [each for row in (added | changed).values() for each in codec.mention_columns(row)]
    attached = [each for row in added.values() for each in codec.attachment_columns(row)]
    deleted = [_row_place(row) for row in (added | changed).values() if row.is_deleted]
    states = [
        {'at_group_id': key[0], 'at_ordinal': key[1], 'state_number': number}
        for key, number in _newest_states(accepted).items()
    ]
    return [
        (INSERT_MESSAGE, new),
        # What a state replaces stands in the messages table until the next statement but one.
        (SUPERSEDE, [{name: each[name] for name in ('at_group_id', 'at_ordinal')} for each in states]),
        (UPDATE_MESSAGE, states),
        (UPDATE_MESSAGE, kept),
        (DELETE_MENTION, unnamed),
        (INSERT_MENTION, named),
        (INSERT_ATTACHMENT, attached),
        (DELETE_ATTACHMENTS, deleted),
        (SCRUB_SENT, deleted),
        (SCRUB_EDITED, deleted),
        (DELETE_REACTIONS, deleted),
    ]


def _write_pictures(before: Scene, after: Scene) -> Work:
    """Write which pictures of pages messages show."""
    earlier, later = _pictures(before), _pictures(after)
    return [
        (DELETE_PICTURE, [{'at_group_id': key[0], 'at_id': key[1]} for key in earlier if key not in later]),
        (INSERT_PICTURE, [columns for key, columns in later.items() if key not in earlier]),
    ]


def _pictures(scene: Scene) -> dict[tuple[GroupId, AttachmentId], Columns]:
    rows = (row for group in scene.rows.values() for row in group.values() if row.previews)
    return {(row.group_id, key): columns for row in rows for key, columns in codec.picture_columns(row).items()}


def _write_reactions(after: Scene, accepted: Sequence[Change]) -> Work:
    """Write what came of each reaction that the batch added or removed, however often."""
    touched = {
        (fact.group_id, fact.target, fact.emoji, fact.member_id): change.number
        for change in accepted
        if isinstance(fact := change.fact, ReactionAdded | ReactionRemoved)
    }
    names = ('group_id', 'ordinal', 'emoji', 'member_id')
    there = [
        dict(zip(names, key, strict=True)) | {'number': number}
        for key, number in touched.items()
        if (row := after.row(*key[:2])) and Reaction(emoji=key[2], member_id=key[3]) in row.reactions
    ]
    return [
        (DELETE_REACTION, [{AT + name: value for name, value in zip(names, key, strict=True)} for key in touched]),
        (INSERT_REACTION, there),
    ]


def _write_extensions(before: Scene, after: Scene) -> Work:
    added, changed = _compare(before.extensions, after.extensions)
    return [
        (INSERT_EXTENSION, [{'name': name, 'is_on': is_on} for name, is_on in added.items()]),
        (UPDATE_EXTENSION, [{'at_name': name, 'is_on': is_on} for name, is_on in changed.items()]),
    ]


def _change_rows(accepted: Sequence[Change]) -> list[Columns]:
    """Return the columns of changes, without the states of widgets that a later one of the batch replaced."""
    newest = _newest_states(accepted)
    rows = []
    for change in accepted:
        place = (GroupId(change.stream), worded(change))
        is_replaced = change.number < newest.get(place, 0)
        rows.append(codec.change_columns(superseded(change) if is_replaced else change))
    return rows


def _newest_states(accepted: Sequence[Change]) -> dict[tuple[GroupId, Ordinal | None], int]:
    """Return the numbers of the changes that brought widgets the states they have after a batch."""
    return {
        (fact.group_id, fact.target): change.number
        for change in accepted
        if isinstance(fact := change.fact, WidgetChanged)
    }


def _forget_groups(accepted: Sequence[Change]) -> Work:
    """Remove what deleted groups held; their changes stay, without texts."""
    gone: list[Columns] = [
        {'at_group_id': change.stream} for change in accepted if isinstance(change.fact, GroupDeleted)
    ]
    return [(statement, gone) for statement in FORGET_GROUP]


def _compare(before: Mapping[Key, Value], after: Mapping[Key, Value]) -> tuple[dict[Key, Value], dict[Key, Value]]:
    """Return what is new and what is another than before."""
    added = {key: value for key, value in after.items() if key not in before}
    changed = {key: value for key, value in after.items() if key in before and before[key] != value}
    return added, changed


def _flat(nested: Mapping[GroupId, Mapping[Key, Value]]) -> dict[tuple[GroupId, Key], Value]:
    return {(group_id, key): value for group_id, each in nested.items() for key, value in each.items()}


def _bare_rows(scene: Scene) -> dict[tuple[GroupId, Ordinal], Message]:
    """Return all rows without reactions, which have a table of their own."""
    rows = _flat(scene.rows)
    return {key: replace(row, reactions=()) if row.reactions else row for key, row in rows.items()}


def _place(key: tuple[str, str], mark: str = '') -> Columns:
    return {f'{mark}group_id': key[0], f'{mark}member_id': key[1]}


def _row_place(row: Message) -> Columns:
    return {'at_group_id': row.group_id, 'at_ordinal': row.ordinal}
