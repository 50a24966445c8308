"""The list of what may stand in a message's markup, enforced by nh3 whatever was written before."""

import re
from types import MappingProxyType

import nh3

from messenger.languages import marked
from messenger.rendering.code import CODE_CLASSES
from messenger.rendering.safe_html import SafeHtml

COPY_CODE = marked('Copy this code')
SPOILER = marked('Spoiler')

SET = MappingProxyType(
    {
        'a': {'target': '_blank'},
        'button': {'type': 'button', 'class': 'icon copy', 'data-do': 'copy-code', 'aria-label': COPY_CODE},
        'input': {'type': 'checkbox', 'aria-label': SPOILER},
        'pre': {'dir': 'ltr', 'tabindex': '0'},
        'table': {'tabindex': '0'},
    }
)
"""What these always say, whoever wrote them: a button copies the code beside it, a box opens the spoiler around it,
code or a table that is too wide can be scrolled by keys.

nh3 adds what is missing in any order, so they are best written with it: the same text must look the same each time.
"""

BLOCK_ATTRIBUTES = frozenset(('dir',))
ATTRIBUTES = MappingProxyType(
    {
        '*': frozenset[str](),  # without this nh3 keeps lang and title anywhere
        'a': frozenset(('href',)),
        'blockquote': BLOCK_ATTRIBUTES,
        'button': frozenset(SET['button']),
        'div': frozenset(('class',)),
        'input': frozenset(SET['input']),
        'label': frozenset(('class',)),
        'li': frozenset(('class', 'value')),
        'ol': frozenset(('dir', 'start')),
        'p': BLOCK_ATTRIBUTES,
        'pre': frozenset(SET['pre']),
        'span': frozenset(('class',)),
        'table': BLOCK_ATTRIBUTES | SET['table'].keys(),
        'td': frozenset(('class',)),
        'th': frozenset(('class',)),
        'ul': BLOCK_ATTRIBUTES,
    }
)
TAGS = (ATTRIBUTES.keys() - {'*'}) | {'br', 'code', 'em', 's', 'strong', 'tbody', 'tr'}
SCHEMES = frozenset(('http', 'https', 'mailto'))
CLASSES = CODE_CLASSES | {'prose', 'prose emoji-only', 'code', 'table', 'at-center', 'at-end', 'task', 'spoiler'}
REL = 'noopener noreferrer nofollow ugc'

VALUES = MappingProxyType(
    {
        'class': re.compile('|'.join(map(re.escape, CLASSES)) + '|icon copy|mention (?:call|for-[a-z2-7]{12})'),
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
            set_tag_attribute_values={tag: dict(values) for tag, values in SET.items()},
            url_relative='deny',
        )

    def sanitize(self, html: str) -> SafeHtml:
        """Return the markup without anything that is not on the list."""
        return SafeHtml(self._cleaner.clean(html))


def _filter(tag: str, name: str, value: str) -> str | None:
    allowed = VALUES.get(name)
    return value if allowed is None or allowed.fullmatch(value) else None
