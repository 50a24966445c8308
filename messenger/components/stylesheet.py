"""The one stylesheet of all pages, joined from the parts in ``styles/``."""

import hashlib
from functools import cache
from pathlib import Path

PARTS = (
    'tokens',
    'base',
    'frame',
    'log',
    'emoji',
    'composer',
    'thread',
    'pins',
    'previews',
    'files',
    'widgets',
    'dialogs',
    'search',
    'touch',
    'plain',
    'code',
)
"""In the order in which they may rely on each other."""

FOLDER = Path(__file__).parent / 'styles'


@cache
def css() -> str:
    """Join the parts."""
    return '\n'.join((FOLDER / f'{part}.css').read_text(encoding='utf-8') for part in PARTS)


@cache
def version() -> str:
    """Name this text of the stylesheet, so that browsers may keep it for ever."""
    return hashlib.sha256(css().encode()).hexdigest()[:12]


def link() -> str:
    """Write the element that brings the stylesheet into a page."""
    return f'<link rel="stylesheet" href="/style.css?v={version()}">'
