"""What a reply says of the message it replies to: who wrote it and its first words, as they stand now."""

from collections.abc import Callable
from html import escape

from messenger.components.preview import plain_line
from messenger.components.row import UNKNOWN_NAME
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.words import word

QUOTED_CHARACTERS = 240
"""What two lines can show at most."""


def quote(original: Message | None, member: Callable[[MemberId], Member | None]) -> str:
    """Write the quote above a reply, which a click follows; None is a message that is still being read."""
    if original is None:
        return '<div class="quote">…</div>'
    if original.is_deleted:
        return f'<div class="quote gone">{word("Deleted message")}</div>'
    return (
        f'<button type="button" class="quote by-{original.author_id}" data-do="original">'
        f'<span class="sr-only">{word("In reply to")} </span>{first_words(original, member)}</button>'
    )


def thread_quote(root: Message | None, member: Callable[[MemberId], Member | None]) -> str:
    """Write over a message of a thread that stands in the group, too, which thread it is; a click opens that."""
    if root is None or root.is_deleted:
        said = word('In a thread')
    else:
        said = f'<span>{word("In the thread of")} </span>{first_words(root, member)}'
    return f'<button type="button" class="quote of-thread" data-do="thread">{said}</button>'


def also_in_group() -> str:
    """Write over a message of a thread, there, that it stands in the group, too."""
    return f'<div class="quote gone">{word("Also sent to the group")}</div>'


def first_words(message: Message, member: Callable[[MemberId], Member | None], *, former: str = '') -> str:
    """Write who said a message and how it begins; `former` is the HTML that names who is gone, on a private page."""
    author = member(message.author_id)
    name = escape(author.name) if author else former or word(UNKNOWN_NAME)
    files = ', '.join(each.name for each in message.attachments)
    text = plain_line(message.text, QUOTED_CHARACTERS) or files
    return f'<strong>{name}</strong> <span dir="auto">{escape(text)}</span>'
