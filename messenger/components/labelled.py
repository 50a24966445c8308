"""What the renderer says in English or by a sign, for each reader: a text is rendered once for everybody."""

import re
from html import escape

from messenger.rendering.safe_html import SafeHtml
from messenger.rendering.sanitize import SPOILER
from messenger.rendering.spoilers import HIDDEN
from messenger.words import word

_LABEL = re.compile(r'(<(?:button|input) [^<>]*?aria-label=")([^"]*)')
"""Only in a tag: in a member's text the beginning of one is escaped."""


def labelled(body: SafeHtml) -> str:
    """Write a body for a shared element, with labels in the reader's language."""
    html = str(body)
    return _LABEL.sub(lambda label: label[1] + word(label[2]), html) if ' aria-label="' in html else html


def line_html(line: str) -> str:
    """Write a plain line for a shared element: of a spoiler one sees the sign, and hears what it is."""
    html = escape(line)
    return html.replace(HIDDEN, _hidden()) if HIDDEN in html else html


def _hidden() -> str:
    return f'<span aria-hidden="true">{HIDDEN}</span><span class="sr-only">{word(SPOILER)}</span>'
