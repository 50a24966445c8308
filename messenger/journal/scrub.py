"""Taking a deleted message's words, and the reactions to it, out of the changes that brought them."""

from dataclasses import replace

from messenger.model.changes import (
    Change,
    LinksPreviewed,
    MessageDeleted,
    MessageEdited,
    MessageSent,
    ReactionAdded,
    ReactionRemoved,
    WidgetChanged,
)
from messenger.model.ids import Ordinal
from messenger.model.message import Message, Revision


def worded(change: Change) -> Ordinal | None:
    """Return the ordinal of the message that a change gave a text, a state, a reaction or previews, if it did."""
    match change.fact:
        case MessageSent():
            return change.ordinal
        case (MessageEdited() | WidgetChanged() | ReactionAdded() | ReactionRemoved() | LinksPreviewed()) as fact:
            return fact.target
    return None


def concerns(change: Change, ordinal: Ordinal) -> bool:
    """Tell whether a change brought a text or a state of the message or a reaction to it."""
    return worded(change) == ordinal


def scrubbed(change: Change) -> Change:
    """Return the change without its text, state, mentions and attachments, or its emoji."""
    match change.fact:
        case MessageSent() as sent:
            widget = replace(sent.widget, state='') if sent.widget else None
            return replace(change, fact=replace(sent, text='', mentions=(), attachments=(), widget=widget))
        case WidgetChanged():
            return superseded(change)
        case MessageEdited() as edited:
            return replace(change, fact=replace(edited, text='', mentions=()))
        case ReactionAdded() | ReactionRemoved():
            return replace(change, fact=replace(change.fact, emoji=''))
        case LinksPreviewed() as previewed:
            return replace(change, fact=replace(previewed, previews=()))
    return change


def superseded(change: Change) -> Change:
    """Return a change that brought a widget's state as it is kept once a later one came: without it."""
    match change.fact:
        case WidgetChanged() as changed:
            return replace(change, fact=replace(changed, state='', text=''))
        case MessageSent(widget=widget) as sent if widget is not None:
            return replace(change, fact=replace(sent, widget=replace(widget, state='')))
    return change


def is_superseded(change: Change, row: Message) -> bool:
    """Tell whether a row has a later state of its widget than the one that a change brought."""
    match change.fact:
        case WidgetChanged(revision=revision):
            return row.widget is not None and revision < row.widget.revision
        case MessageSent(widget=widget) if widget is not None:
            return row.widget is not None and widget.revision < row.widget.revision
    return False


def revisions_in(changes: list[Change], message: Message) -> list[Revision]:
    """Return the texts that a message's changes brought, first to present; none once it is deleted."""
    if message.is_deleted:
        return []
    texts = [(each.fact.text, each.at) for each in changes if isinstance(each.fact, MessageSent | MessageEdited)]
    return [Revision(revision=index, text=text, at=at) for index, (text, at) in enumerate(texts, start=1)]


def deleted_by(change: Change) -> Ordinal | None:
    """Return the ordinal of the message that a change deletes, if it does."""
    return change.fact.target if isinstance(change.fact, MessageDeleted) else None
