"""What a pinned message says of it, the same for everyone."""

from collections.abc import Callable

from messenger.components.naming import shared_name
from messenger.components.times import full_time
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.words import word


def pin_line(message: Message, member: Callable[[MemberId], Member | None]) -> str:
    """Write that a message is pinned, and by whom; nothing for one that is not."""
    if message.pin is None:
        return ''
    return (
        f'<span title="{full_time(message.pin.at)}">{word("Pinned by {name}", name=pinned_by(message, member))}</span>'
    )


def pinned_by(message: Message, member: Callable[[MemberId], Member | None]) -> str:
    """Name who pinned a message."""
    by = message.pin.by if message.pin else None
    return shared_name(member(by) if by else None)
