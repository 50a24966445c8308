"""Removes from a text the characters that no page can show or that mean something to us alone."""

import re

REPLACEMENT = '\ufffd'
"""Stands where a character could not be shown."""

BLANK_LINES = re.compile(r'(?:[ \t]*\n)*')

UNSHOWABLE = re.compile(
    '[\x00-\x08\x0b-\x1f\x7f'  # control characters but tab and newline
    '\ud800-\udfff'  # lone surrogates: no encoder takes them, so one would lose a whole frame
    '\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]'  # private use: live/ fills these in for each viewer
)


def scrub(text: str) -> str:
    """Return the text without blank lines around it, every line end one newline, U+FFFD for what cannot be shown.

    Texts were cleaned when they were sent; this holds for whatever reached the journal by another way.
    """
    if '\r' in text:
        text = text.replace('\r\n', '\n').replace('\r', '\n')
    text = UNSHOWABLE.sub(REPLACEMENT, text).rstrip()
    above = BLANK_LINES.match(text)
    return text[above.end() :] if above else text
