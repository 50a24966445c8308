"""What a reply says of the message it replies to: who wrote it and its first words, as they stand now."""

from collections.abc import Callable
from html import escape

from messenger.components.attached import summary_word
from messenger.components.labelled import line_html
from messenger.components.naming import shared_name
from messenger.components.preview import plain_line
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
    name = shared_name(member(original.author_id))
    return (
        f'<button type="button" class="quote by-{original.author_id}" data-do="original">'
        f'<strong><span class="sr-only">{word("In reply to {name}:", name=name)}</span>'
        f'<span aria-hidden="true">{escape(name)}</span></strong> {said(original)}</button>'
    )


def thread_quote(root: Message | None, member: Callable[[MemberId], Member | None]) -> str:
    """Write over a message of a thread that stands in the group, too, which thread it is; a click opens that."""
    if root is None or root.is_deleted:
        by, what = '', word('In a thread')
    else:
        name = shared_name(member(root.author_id))
        by = f' by-{root.author_id}'
        what = f'<strong>{word("In the thread of {name}", name=name)}</strong> {said(root)}'
    return f'<button type="button" class="quote of-thread{by}" data-do="thread">{what}</button>'


def also_in_group() -> str:
    """Write over a message of a thread, there, that it stands in the group, too."""
    return f'<div class="quote gone">{word("Also sent to the group")}</div>'


def said(message: Message) -> str:
    """Write how a message begins, or what came with it where it has no text, as HTML of a shared element."""
    text = line_html(plain_line(message.text, QUOTED_CHARACTERS)) or summary_word(message.attachments)
    return f'<span dir="auto">{text}</span>'
