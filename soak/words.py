"""Texts that are known again wherever they turn up: the first word names group, client and number."""

import re
from collections.abc import Iterable

WORD = re.compile(r'g\d\dc\d{4}n\d{5}(?:e\d+)?')
FILLER = 'the quick brown fox jumps over the lazy dog and then walks home slowly '


def group_name(number: int) -> str:
    """Name a group.

    >>> group_name(7)
    'g07'
    """
    return f'g{number:02d}'


def make_word(group: str, client: int, number: int) -> str:
    """Make the word of a client's next text.

    >>> make_word('g07', 12, 345)
    'g07c0012n00345'
    """
    return f'{group}c{client:04d}n{number:05d}'


def make_text(word: str, length: int = 70) -> str:
    """Write a text of about that length which begins with the word."""
    return f'{word} {FILLER * (length // len(FILLER) + 1)}'[:length].rstrip()


def word_in(text: str) -> str:
    """Return the first word that a text or its HTML holds, empty when there is none.

    >>> word_in('<p>g07c0012n00345e1 the quick</p>'), word_in('Alice joined')
    ('g07c0012n00345e1', '')
    """
    found = WORD.search(text)
    return found[0] if found else ''


def groups_in(words: Iterable[str]) -> set[str]:
    """Return the groups that words belong to."""
    return {word[:3] for word in words}
