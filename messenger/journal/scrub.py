"""Taking a deleted message's words, and the reactions to it, out of the changes that brought them."""

from dataclasses import replace

from messenger.model.changes import Change, MessageDeleted, MessageEdited, MessageSent, ReactionAdded, ReactionRemoved
from messenger.model.ids import Ordinal
from messenger.model.message import Message, Revision


def worded(change: Change) -> Ordinal | None:
    """Return the ordinal of the message that a change gave a text or a reaction, None when it gave none."""
    match change.fact:
        case MessageSent():
            return change.ordinal
        case MessageEdited(target=target) | ReactionAdded(target=target) | ReactionRemoved(target=target):
            return target
    return None


def concerns(change: Change, ordinal: Ordinal) -> bool:
    """Tell whether a change brought a text of the message or a reaction to it."""
    return worded(change) == ordinal


def scrubbed(change: Change) -> Change:
    """Return the change without its text, mentions and attachments, or its emoji."""
    match change.fact:
        case MessageSent() as sent:
            return replace(change, fact=replace(sent, text='', mentions=(), attachments=()))
        case MessageEdited() as edited:
            return replace(change, fact=replace(edited, text='', mentions=()))
        case ReactionAdded() | ReactionRemoved():
            return replace(change, fact=replace(change.fact, emoji=''))
    return change


def revisions_in(changes: list[Change], message: Message) -> list[Revision]:
    """Return the texts that a message's changes brought, first to present; none once it is deleted."""
    if message.is_deleted:
        return []
    texts = [(each.fact.text, each.at) for each in changes if isinstance(each.fact, MessageSent | MessageEdited)]
    return [Revision(revision=index, text=text, at=at) for index, (text, at) in enumerate(texts, start=1)]


def deleted_by(change: Change) -> Ordinal | None:
    """Return the ordinal of the message that a change deletes, if it does."""
    return change.fact.target if isinstance(change.fact, MessageDeleted) else None
