"""The renderer's labels in each reader's language: a body is rendered once for everybody, and labels in English."""

import re

from messenger.rendering.safe_html import SafeHtml
from messenger.words import word

_LABEL = re.compile(r'(<(?:button|input) [^<>]*?aria-label=")([^"]*)')
"""Only in a tag: in a member's text the beginning of one is escaped."""


def labelled(body: SafeHtml) -> str:
    """Write a body for a shared element."""
    html = str(body)
    return _LABEL.sub(lambda label: label[1] + word(label[2]), html) if ' aria-label="' in html else html
