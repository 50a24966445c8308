"""From what the messenger knows to what the API gives."""

import dataclasses
import re
from enum import Enum
from typing import Any

from messenger.api import shapes
from messenger.model.attachment import Attachment
from messenger.model.changes import Change
from messenger.model.group import Group
from messenger.model.ids import MemberId
from messenger.model.link_preview import LinkPreview
from messenger.model.member import Member
from messenger.model.membership import Membership
from messenger.model.message import Message
from messenger.model.reaction import members_by_emoji
from messenger.model.thread import Thread
from messenger.store.store import Store


def member_shape(member: Member) -> shapes.Member:
    """Show a member."""
    status = member.status
    return shapes.Member(
        id=member.id,
        name=member.name,
        is_bot=member.is_bot,
        is_administrator=member.is_administrator,
        picture=member.picture,
        status=shapes.Status(emoji=status.emoji, text=status.text, clear_at=status.clear_at) if status else None,
    )


def group_shape(store: Store, member_id: MemberId, group: Group) -> shapes.Group:
    """Show a group as a member sees it, or an open one to who is not in it."""
    membership = store.membership(group.id, member_id)
    unread = store.unread(group.id, member_id)
    return shapes.Group(
        id=group.id,
        name=group.name,
        kind=group.kind.value,
        created_at=group.created_at,
        role=membership.role.value if membership else None,
        unread=unread.messages,
        mentions=unread.mentions,
        last_ordinal=store.last_ordinal(group.id) if membership else 0,
    )


def place_shape(member: Member, membership: Membership) -> shapes.GroupMember:
    """Show a member's place in a group."""
    return shapes.GroupMember(member=member_shape(member), role=membership.role.value, joined_at=membership.joined_at)


def message_shape(message: Message) -> shapes.Message:
    """Show a row."""
    return shapes.Message(
        group_id=message.group_id,
        ordinal=message.ordinal,
        kind=message.kind.value,
        author_id=message.author_id,
        text=message.text,
        mentions=[shapes.Mention(member_id=each.member_id, name=each.name) for each in message.mentions],
        files=[file_shape(each) for each in message.attachments],
        reply_to=message.reply_to,
        thread=message.thread,
        is_in_group_too=message.is_in_group_too,
        pinned_at=message.pin.at if message.pin else None,
        pinned_by=message.pin.by if message.pin else None,
        previews=[preview_shape(each) for each in message.previews or ()],
        about=message.about,
        detail=message.detail,
        sent_at=message.sent_at,
        edited_at=message.edited_at,
        is_deleted=message.is_deleted,
        reactions=[
            shapes.Reaction(emoji=emoji, member_ids=member_ids)
            for emoji, member_ids in members_by_emoji(message.reactions).items()
        ],
        widget=shapes.Widget(name=message.widget.name, state=message.widget.state) if message.widget else None,
        via=message.via,
    )


def thread_shape(thread: Thread) -> shapes.Thread:
    """Show what a thread comes to."""
    return shapes.Thread(
        ordinal=thread.root,
        count=thread.count,
        last=thread.last,
        last_at=thread.last_at,
        author_ids=thread.author_ids,
    )


def file_shape(attachment: Attachment) -> shapes.File:
    """Show a file."""
    return shapes.File(
        id=attachment.id,
        name=attachment.name,
        media_type=attachment.media_type,
        size_bytes=attachment.size_bytes,
        width=attachment.width,
        height=attachment.height,
    )


def preview_shape(preview: LinkPreview) -> shapes.Preview:
    """Show what is shown of a page, but for its picture, which is for people."""
    return shapes.Preview(url=preview.url, title=preview.title, description=preview.description, site=preview.site)


def event_shape(change: Change) -> shapes.Event:
    """Show a change of a group."""
    return shapes.Event(
        group_id=change.stream,
        number=change.number,
        type=event_type(type(change.fact)),
        at=change.at,
        by=change.by,
        ordinal=change.ordinal,
        data=_told(change.fact),
    )


def event_type(kind: type) -> str:
    """Return what a kind of fact is called: that of MessageSent is ``message_sent``."""
    return re.sub(r'(?<!^)(?=[A-Z])', '_', kind.__name__).lower()


_RENAMED = {'target': 'ordinal', 'attachments': 'files'}
_NOT_TOLD = frozenset({'group_id'})
"""It stands beside the data."""


def _told(fact: Any) -> dict[str, Any]:
    found = {field.name: getattr(fact, field.name) for field in dataclasses.fields(fact)}
    return {_RENAMED.get(name, name): _plain(value) for name, value in found.items() if name not in _NOT_TOLD}


def _plain(value: Any) -> Any:
    match value:
        case Attachment():
            return file_shape(value).model_dump()
        case LinkPreview():
            return preview_shape(value).model_dump()
        case Enum():
            return value.value
        case tuple():
            return [_plain(each) for each in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.asdict(value)
    return value
