"""Marking messages unread, from one on."""

from messenger.components.parts import Parts
from messenger.components.toast import refusals, toast
from messenger.model.ids import MemberId
from messenger.model.message import Message
from messenger.words import _


async def mark_unread(app: Parts, member_id: MemberId, message: Message) -> None:
    """Let a member have read only what stands before a message, or say why not."""
    with refusals():
        await app.actions.reading.mark_unread(member_id, message.group_id, message.ordinal)
        if not app.store.unread(message.group_id, member_id).messages:
            toast(_('Nobody else has written since: nothing is unread.'))
