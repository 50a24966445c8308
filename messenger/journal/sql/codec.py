"""Facts and rows, to columns and back."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from sqlalchemy import Row

from messenger.journal.plain import plain_text
from messenger.journal.sql.parts import (
    attachments_from,
    attachments_json,
    mentions_from,
    mentions_json,
    previews_from,
    previews_json,
    status_fields,
    status_from,
    widget_from,
    widget_shape,
)
from messenger.model.attachment import AttachmentId, Sha256
from messenger.model.changes import Change, Fact, LinksPreviewed
from messenger.model.group import Callers, Group, GroupKind
from messenger.model.member import Member
from messenger.model.membership import Membership, Role
from messenger.model.message import Message, MessageKind, Pin, Widget
from messenger.model.names import name_key
from messenger.model.reaction import Reaction
from messenger.model.status import Status
from messenger.model.thread import Reply

Columns = dict[str, Any]

FACTS: Mapping[str, type[Fact]] = MappingProxyType({kind.__name__: kind for kind in get_args(Fact)})
"""The kinds of facts by the name that the column `changes.kind` holds: renaming a class needs a migration."""

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(field.name for field in dataclasses.fields(kind)) for name, kind in FACTS.items()}
)

ENUMS: Mapping[str, type[GroupKind | Role | Callers]] = MappingProxyType(
    {'kind': GroupKind, 'role': Role, 'callers': Callers}
)
"""Fields of facts that JSON gives back as plain strings."""

COLUMN_FIELDS = frozenset({'group_id', 'text', 'emoji', 'mentions', 'attachments', 'target', 'state', 'previews'})
"""Fields of facts with a column of their own; `group_id` is the stream, and an emoji, or previews, are kept
as a text, which is blanked with the message."""


MOSTLY_NOTHING = frozenset({'widget', 'via', 'thread', 'is_in_group_too', 'same_links_as'})
"""Fields of facts that are written only where they say something, as they rarely do."""


def change_columns(change: Change) -> Columns:
    """Return the columns of a change."""
    fact = change.fact
    kind = type(fact).__name__
    details = {
        name: value
        for name in FIELDS[kind]
        if name not in COLUMN_FIELDS and ((value := getattr(fact, name)) or name not in MOSTLY_NOTHING)
    }
    widget: Widget | None = details.get('widget')
    if widget is not None:
        details['widget'] = widget_shape(widget)
    status: Status | None = details.get('status')
    if status is not None:
        details['status'] = status_fields(status)
    return {
        'stream': change.stream,
        'number': change.number,
        'at': change.at,
        'by': change.by,
        'request_id': change.request_id,
        'kind': kind,
        'ordinal': change.ordinal,
        'target': getattr(fact, 'target', None),
        'text': getattr(fact, 'text', '')
        or getattr(fact, 'emoji', '')
        or previews_json(getattr(fact, 'previews', None) or None),
        'mentions': mentions_json(getattr(fact, 'mentions', ())),
        'attachments': attachments_json(getattr(fact, 'attachments', ())),
        'state': widget.state if widget else getattr(fact, 'state', ''),
        'details': json.dumps(details, ensure_ascii=False),
    }


def change_from(row: Row[Any]) -> Change:
    """Return the change that a row of `changes` holds."""
    details = json.loads(row.details)
    fields: Columns = {name: _field(name, value) for name, value in details.items()}
    columns = {
        'group_id': row.stream,
        'text': row.text,
        'emoji': row.text,
        'previews': previews_from(row.text) or () if row.kind == LinksPreviewed.__name__ else (),
        'mentions': mentions_from(row.mentions),
        'attachments': attachments_from(row.attachments),
        'target': row.target,
        'state': row.state,
    }
    if 'widget' in fields:
        fields['widget'] = widget_from(fields['widget'], row.state)
    fields |= {name: columns[name] for name in FIELDS[row.kind] if name in columns}
    return Change(
        stream=row.stream,
        number=row.number,
        at=row.at,
        by=row.by,
        request_id=row.request_id,
        fact=FACTS[row.kind](**fields),
        ordinal=row.ordinal,
    )


def _field(name: str, value: Any) -> Any:
    """Return a field's value as it was before JSON, which knows neither kinds and roles nor tuples."""
    if name == 'status' and value is not None:
        return status_from(value)
    if name in ENUMS:
        return ENUMS[name](value)
    return tuple(value) if isinstance(value, list) else value


def message_columns(message: Message) -> Columns:
    """Return the columns of a message or notice, but for those that never change after it was sent."""
    return {
        'text': message.text,
        'mentions': mentions_json(message.mentions),
        'attachments': attachments_json(message.attachments),
        'edited_at': message.edited_at,
        'widget': json.dumps(widget_shape(message.widget)) if message.widget else '',
        'state': message.widget.state if message.widget else '',
        'revision': message.revision,
        'is_deleted': message.is_deleted,
        'pinned_at': message.pin.at if message.pin else None,
        'pinned_by': message.pin.by if message.pin else None,
        'previews': previews_json(message.previews),
        'plain': plain_text(message.text) if message.kind is MessageKind.TEXT else '',
    }


def new_message_columns(message: Message, number: int) -> Columns:
    """Return all columns of a message or notice that the change with this number added."""
    return message_columns(message) | {
        'group_id': message.group_id,
        'ordinal': message.ordinal,
        'number': number,
        'kind': message.kind.value,
        'author_id': message.author_id,
        'reply_to': message.reply_to,
        'about': message.about,
        'detail': message.detail,
        'sent_at': message.sent_at,
        'via': message.via,
        'state_number': number if message.widget else None,
        'thread': message.thread,
        'is_in_group_too': message.is_in_group_too,
    }


def message_from(row: Row[Any], reactions: Sequence[Reaction] = ()) -> Message:
    """Return the message or notice that a row of `messages` holds, with the reactions to it."""
    return Message(
        group_id=row.group_id,
        ordinal=row.ordinal,
        kind=MessageKind(row.kind),
        author_id=row.author_id,
        text=row.text,
        mentions=mentions_from(row.mentions),
        attachments=attachments_from(row.attachments),
        reply_to=row.reply_to,
        about=row.about,
        detail=row.detail,
        sent_at=row.sent_at,
        edited_at=row.edited_at,
        revision=row.revision,
        is_deleted=row.is_deleted,
        reactions=tuple(reactions),
        widget=widget_from(json.loads(row.widget), row.state) if row.widget else None,
        via=row.via,
        thread=row.thread,
        is_in_group_too=row.is_in_group_too,
        pin=Pin(by=row.pinned_by, at=row.pinned_at) if row.pinned_at else None,
        previews=previews_from(row.previews),
    )


def reply_from(row: Row[Any]) -> Reply:
    """Return what counts of the message of a thread that a row holds."""
    return Reply(
        group_id=row.group_id,
        thread=row.thread,
        ordinal=row.ordinal,
        author_id=row.author_id,
        mentioned=frozenset(mention.member_id for mention in mentions_from(row.mentions)),
    )


def mention_columns(message: Message) -> list[Columns]:
    """Return a row for each member whom the message names and who did not write it."""
    named = {mention.member_id for mention in message.mentions} - {message.author_id}
    return [
        {'group_id': message.group_id, 'member_id': member_id, 'ordinal': message.ordinal}
        for member_id in sorted(named)
    ]


def attachment_columns(message: Message) -> list[Columns]:
    """Return a row for each file of the message."""
    contents = [(each.id, each.sha256) for each in message.attachments]
    return [_content_columns(message, *each) for each in contents]


def picture_columns(message: Message) -> dict[AttachmentId, Columns]:
    """Return a row for each picture of the pages that the message links to, by what it is asked for by."""
    return {
        each.picture_id: _content_columns(message, each.picture_id, each.picture)
        for each in message.previews or ()
        if each.picture_id is not None and each.picture is not None
    }


def _content_columns(message: Message, content_id: AttachmentId, sha256: Sha256) -> Columns:
    return {'group_id': message.group_id, 'id': content_id, 'ordinal': message.ordinal, 'sha256': sha256}


def member_columns(member: Member) -> Columns:
    """Return the columns that can change of a member."""
    status = json.dumps(status_fields(member.status), ensure_ascii=False) if member.status else ''
    return {
        'name': member.name,
        'name_key': name_key(member.name),
        'is_administrator': member.is_administrator,
        'picture': member.picture,
        'status': status,
    }


def member_from(row: Row[Any]) -> Member:
    """Return the member that a row holds."""
    return Member(
        id=row.id,
        name=row.name,
        is_administrator=row.is_administrator,
        is_bot=row.is_bot,
        registered_at=row.registered_at,
        picture=row.picture,
        status=status_from(json.loads(row.status)) if row.status else None,
    )


def group_from(row: Row[Any]) -> Group:
    """Return the group that a row holds."""
    return Group(
        id=row.id,
        name=row.name,
        kind=GroupKind(row.kind),
        created_at=row.created_at,
        callers=Callers(row.callers),
    )


def membership_from(row: Row[Any]) -> Membership:
    """Return the membership that a row holds."""
    return Membership(group_id=row.group_id, member_id=row.member_id, role=Role(row.role), joined_at=row.joined_at)
