"""Telling an author that @all or @here was only text."""

from messenger.actions.messages import MessageActions
from messenger.model.calls import find_calls
from messenger.model.changes import Change, MessageEdited, MessageSent
from messenger.model.ids import GroupId, MemberId
from messenger.model.refused import Refused
from messenger.words import _, said


def unheard_call(messages: MessageActions, member_id: MemberId, change: Change) -> str:
    """Say why a text that was sent or edited calls nobody; empty when it does, or does not mean to."""
    calls = find_calls(change.fact.text) if isinstance(change.fact, MessageSent | MessageEdited) else ()
    if not calls:
        return ''
    try:
        messages.mention_all(member_id, GroupId(change.stream))
    except Refused as refused:
        return _('@{call} mentions nobody. {reason}', call=calls[0], reason=said(refused))
    return ''
