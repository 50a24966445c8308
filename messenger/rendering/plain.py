"""Text shown as the characters it is: the quick way for texts without markup, and the last resort for the others."""

import re
from collections.abc import Sequence

from messenger.model.message import Mention
from messenger.rendering.emoji import is_emoji_only
from messenger.rendering.safe_html import SafeHtml

MARKUP = re.compile(
    r'[*_`~\[\r]|://|mailto:|\|[ \t]*(?:\||:?-)|-:?[ \t]*\||^[ \t]*(?:>|[-+][ \t]|\d{1,9}[.)][ \t])',
    re.IGNORECASE | re.MULTILINE,
)
"""Finds every text in which the parser could find something; may find more."""

GAP = re.compile(r'\n(?:[ \t]*\n)+')
"""A paragraph's end and the blank lines after it."""


def is_plain(text: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether the text surely holds no markup, so that `plain_html` says all there is to say."""
    return not (mentions and '@' in text) and MARKUP.search(text) is None


def plain_html(text: str) -> SafeHtml:
    """Return markup that shows the characters of a scrubbed text, lines and blank lines included."""
    body = escape(text)
    marker = ' emoji-only' if is_emoji_only(text) else ''
    paragraphs = GAP.sub(_paragraph_break, body).replace('\n', '<br>')
    inner = f'<p dir="auto">{paragraphs}</p>' if paragraphs else ''
    return SafeHtml(f'<div class="prose{marker}">{inner}</div>')


def escape(text: str) -> str:
    """Return the text with the characters that mean something in HTML written as entities."""
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def _paragraph_break(gap: re.Match[str]) -> str:
    """Each blank line beyond the first is a line break at the start of the next paragraph."""
    return '</p><p dir="auto">' + '<br>' * (gap.group().count('\n') - 2)
