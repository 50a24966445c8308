"""What the text of a message may be."""

import re
import unicodedata

from messenger.languages import plural_sentence
from messenger.model.lookalikes import is_invisible
from messenger.model.refused import Refused

TEXT_CHARACTERS = 10_000
"""The longest message unless the operator sets another, in characters."""

_STRIPPED = re.compile(
    r'[\x00-\x08\x0b-\x1f\x7f-\x9f'  # controls but tab and line end: they draw nothing and break parsers
    r'\ue000-\uf8ff\U000f0000-\U0010ffff]'  # private use: live pages mark their placeholders with it
)
_SURROGATE = re.compile(r'[\ud800-\udfff]')


def clean_text(text: str, *, limit: int = TEXT_CHARACTERS, may_be_blank: bool = False) -> str:
    """Return a message's text as it is kept: composed, with plain line ends, without controls.

    Blank lines before it and white space after it go; inside, everything stays as typed.

    `may_be_blank` answers a blank text with an empty one, as under a picture.

    Raises:
        Refused: ``bad_text`` when it is broken Unicode, ``blank``, or ``too_long`` with the count.
    """
    if _SURROGATE.search(text):
        raise Refused('bad_text', 'This text holds half a character, which cannot be saved. Delete it and try again.')
    plain = _STRIPPED.sub('', text.replace('\r\n', '\n').replace('\r', '\n'))
    cleaned = unicodedata.normalize('NFC', plain).rstrip()
    cleaned = re.sub(r'\A(?:[^\S\n]*\n)+', '', cleaned)
    if not _can_be_seen(cleaned):
        if may_be_blank:
            return ''
        raise Refused('blank', 'There is nothing to send yet. Write something first.')
    if len(cleaned) > limit:
        raise Refused(
            'too_long',
            '{reason}',
            reason=plural_sentence(
                'This message has {count} character and the limit is {most}. Shorten it or send it in parts.',
                'This message has {count} characters and the limit is {most}. Shorten it or send it in parts.',
                len(cleaned),
                most=limit,
            ),
        )
    return cleaned


def _can_be_seen(text: str) -> bool:
    return any(unicodedata.category(letter)[0] in 'LNPS' and not is_invisible(letter) for letter in text)


def clean_draft(text: str, *, limit: int = 2 * TEXT_CHARACTERS) -> str:
    """Return unsent text as it can be kept: whatever was typed, but what no message may hold, cut at the limit."""
    return _SURROGATE.sub('', _STRIPPED.sub('', text.replace('\r\n', '\n')))[:limit]
