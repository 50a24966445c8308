"""What a change makes of a group's rows: the same for the journal, the store and the page."""

from collections.abc import Iterable
from dataclasses import replace

from messenger.model.changes import (
    Change,
    GroupCreated,
    GroupRenamed,
    LinksPreviewed,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePinned,
    MessageSent,
    MessageUnpinned,
    PreviewsRemoved,
    ReactionAdded,
    ReactionRemoved,
    WidgetChanged,
)
from messenger.model.ids import SYSTEM, GroupId, MemberId, Ordinal
from messenger.model.message import Message, MessageKind, Pin
from messenger.model.reaction import Reaction


def added_row(change: Change) -> Message | None:
    """Return the row a change adds to its group's log, None when it adds none."""
    match change.fact:
        case MessageSent() as fact if change.ordinal is not None:
            return Message(
                group_id=fact.group_id,
                ordinal=change.ordinal,
                author_id=fact.author_id,
                text=fact.text,
                mentions=fact.mentions,
                attachments=fact.attachments,
                reply_to=fact.reply_to,
                sent_at=change.at,
                widget=fact.widget,
                via=fact.via,
                thread=fact.thread,
                is_in_group_too=fact.is_in_group_too,
            )
        case GroupCreated(group_id=group_id):
            return _notice(change, group_id, 'created')
        case GroupRenamed(group_id=group_id, name=name):
            return _notice(change, group_id, 'renamed', detail=name)
        case MemberJoined(group_id=group_id, member_id=member_id):
            return _notice(change, group_id, 'joined', about=member_id)
        case MemberLeft(group_id=group_id, member_id=member_id):
            wording = 'left' if change.by in {member_id, None} else 'removed'
            return _notice(change, group_id, wording, about=member_id)
    return None


def changed_row(message: Message, change: Change) -> Message:
    """Return the row as it stands after a change that concerns it; any other change leaves it as it is."""
    match change.fact:
        case MessageEdited(target=target) as fact if target == message.ordinal:
            return _edited(message, change, fact)
        case MessageDeleted(target=target) if target == message.ordinal:
            return _deleted(message)
        case WidgetChanged(target=target) as fact if target == message.ordinal:
            return _with_state(message, fact)
        case (ReactionAdded(target=target) | ReactionRemoved(target=target)) as fact if target == message.ordinal:
            return _reacted(message, fact)
        case (LinksPreviewed(target=target) | PreviewsRemoved(target=target)) as fact if target == message.ordinal:
            message = _previewed(message, fact)
        case MessagePinned(target=target) | MessageUnpinned(target=target) if target == message.ordinal:
            is_pinned = isinstance(change.fact, MessagePinned)
            message = replace(message, pin=(message.pin or Pin(by=change.by, at=change.at)) if is_pinned else None)
    return message


def _edited(message: Message, change: Change, fact: MessageEdited) -> Message:
    """Return the row with another text; previews that were removed stay so, others stay where the links do."""
    edited = replace(message, text=fact.text, mentions=fact.mentions, edited_at=change.at)
    is_new = bool(message.previews) and fact.same_links_as != message.revision
    return replace(edited, revision=message.revision + 1, previews=None if is_new else message.previews)


def _deleted(message: Message) -> Message:
    bare = replace(message, text='', widget=None, mentions=(), attachments=(), reactions=(), pin=None, previews=None)
    return replace(bare, edited_at=None, is_deleted=True)


def _previewed(message: Message, fact: LinksPreviewed | PreviewsRemoved) -> Message:
    """Return the row with what is shown of its links; what was seen of an earlier text, or removed, is not shown."""
    if isinstance(fact, PreviewsRemoved):
        return replace(message, previews=())
    is_wanted = message.previews is None and message.revision == fact.revision and bool(fact.previews)
    return replace(message, previews=fact.previews) if is_wanted else message


def _with_state(message: Message, fact: WidgetChanged) -> Message:
    """Return the row with a newer state of its widget; a blank one stands for a later one, which is still to come."""
    widget = message.widget
    if widget is None or not fact.state or fact.revision <= widget.revision:
        return message
    newer = replace(widget, state=fact.state, version=fact.version, revision=fact.revision)
    return replace(message, widget=newer, text=fact.text)


def _reacted(message: Message, fact: ReactionAdded | ReactionRemoved) -> Message:
    """Return the row with a reaction more or less; what was so before stays so."""
    reaction = Reaction(emoji=fact.emoji, member_id=fact.member_id)
    is_there = reaction in message.reactions
    if isinstance(fact, ReactionRemoved):
        return replace(message, reactions=tuple(each for each in message.reactions if each != reaction))
    return message if is_there else replace(message, reactions=(*message.reactions, reaction))


def replies_among(rows: Iterable[Message], first: int, last: int) -> dict[Ordinal, Ordinal]:
    """Return which of some rows are undeleted replies to the rows ``first..last``, and to which."""
    return {
        row.ordinal: row.reply_to
        for row in rows
        if row.reply_to is not None and first <= row.reply_to <= last and not row.is_deleted
    }


def _notice(
    change: Change, group_id: GroupId, wording: str, *, about: MemberId | None = None, detail: str = ''
) -> Message | None:
    if change.ordinal is None:
        return None
    return Message(
        group_id=group_id,
        ordinal=change.ordinal,
        kind=MessageKind.NOTICE,
        author_id=change.by or SYSTEM,
        text=wording,
        about=about,
        detail=detail,
        sent_at=change.at,
    )
