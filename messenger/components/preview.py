"""The last message of a group in one plain line."""

import re

from messenger.components.naming import name_of
from messenger.languages import marked, translate
from messenger.model.attachment import summary
from messenger.model.ids import MemberId
from messenger.model.message import Message
from messenger.rendering.spoilers import hide_spoilers
from messenger.store.store import Store

FROM_BLOCKED = marked('Message from a blocked member')

CHARACTERS = 90
"""What a line of the list can show at most."""

_FENCE = re.compile(r'```\w*\n?')
_LINK = re.compile(r'!?\[([^\]\n]{1,200})\]\([^)\s]*\)')
_MARKS = re.compile(r'(\*\*|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))')
_LINE_STARTS = re.compile(r'^[ \t]*(?:>|#{1,6}\s|[-*+]\s(?:[ \t]*\[[ xX]\]\s)?)[ \t]*', re.MULTILINE)
_DASHES = re.compile(r'^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*\|[-:| \t]*$', re.MULTILINE)
_BARS = re.compile(r'^[ \t]*\|(?!\|)|(?<!\|)\|[ \t]*$', re.MULTILINE)


def preview(message: Message | None, member_id: MemberId, store: Store, language: str) -> str:
    """Write who said what in a language: 'You: …' for the member's own; empty when nobody said anything yet."""
    if message is None:
        return ''
    if store.has_blocked(member_id, message.author_id):
        return translate(language, FROM_BLOCKED)
    said = beginning(message, language)
    if message.author_id == member_id:
        return translate(language, 'You: {text}', text=said)
    return f'{name_of(message.author_id, store, language)}: {said}'


def beginning(message: Message, language: str, most: int = CHARACTERS) -> str:
    """Return how a message begins, or what came with it where it has no text."""
    return plain_line(message.text, most) or summary(message.attachments, language)


def plain_line(text: str, most: int = CHARACTERS) -> str:
    """Take the marks of Markdown out of a text's beginning and put it on one line of at most so many characters."""
    start = hide_spoilers(text)[: most * 3]
    for pattern, instead in (
        (_FENCE, ' '),
        (_DASHES, ''),
        (_BARS, ''),
        (_LINK, r'\1'),
        (_LINE_STARTS, ''),
        (_MARKS, ''),
    ):
        start = pattern.sub(instead, start)
    line = ' '.join(start.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + '…'
