"""The list of what may stand in a message's markup, enforced by nh3 whatever was written before."""

import re
from types import MappingProxyType

import nh3

from messenger.rendering.code import CODE_CLASSES
from messenger.rendering.safe_html import SafeHtml

TAGS = frozenset(('a', 'blockquote', 'br', 'code', 'div', 'em', 'li', 'ol', 'p', 'pre', 's', 'span', 'strong', 'ul'))
BLOCK_ATTRIBUTES = frozenset(('dir',))
ATTRIBUTES = MappingProxyType(
    {
        '*': frozenset[str](),  # without this nh3 keeps lang and title anywhere
        'a': frozenset(('href',)),
        'blockquote': BLOCK_ATTRIBUTES,
        'div': frozenset(('class',)),
        'li': frozenset(('value',)),
        'ol': frozenset(('dir', 'start')),
        'p': BLOCK_ATTRIBUTES,
        'pre': BLOCK_ATTRIBUTES,
        'span': frozenset(('class',)),
        'ul': BLOCK_ATTRIBUTES,
    }
)
SCHEMES = frozenset(('http', 'https', 'mailto'))
DIV_CLASSES = frozenset(('prose', 'prose emoji-only'))
REL = 'noopener noreferrer nofollow ugc'

VALUES = MappingProxyType(
    {
        'class': re.compile('|'.join(map(re.escape, CODE_CLASSES | DIV_CLASSES)) + '|mention for-[a-z2-7]{12}'),
        'dir': re.compile('auto|ltr'),
        'href': re.compile('(?:https?://|mailto:).+', re.IGNORECASE),
        'start': re.compile(r'\d{1,9}'),
        'value': re.compile(r'\d{1,9}'),
    }
)
"""What an allowed attribute may say."""


class Sanitizer:
    """Makes markup safe."""

    def __init__(self) -> None:
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            attribute_filter=_filter,
            url_schemes=set(SCHEMES),
            link_rel=REL,
            set_tag_attribute_values={'a': {'target': '_blank'}},
            url_relative='deny',
        )

    def sanitize(self, html: str) -> SafeHtml:
        """Return the markup without anything that is not on the list."""
        return SafeHtml(self._cleaner.clean(html))


def _filter(tag: str, name: str, value: str) -> str | None:
    allowed = VALUES.get(name)
    return value if allowed is None or allowed.fullmatch(value) else None
