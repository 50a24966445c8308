"""Several names or things in one text, joined as a language joins them."""

from collections.abc import Iterable
from functools import lru_cache

from babel.lists import format_list

from messenger.languages.languages import DEFAULT, best_language

REMEMBERED = 2_000
"""Lists that are kept: written anew, one costs 25 µs, and each look at the list of groups asks for many."""

_WITHOUT_LAST_COMMA = 'en_GB'
"""How English lists are written here: American ones have a comma before the last 'and'."""


def listed(things: Iterable[str], language: str = DEFAULT) -> str:
    """Write a list of things; nothing for none.

    >>> listed(['Alice', 'Bob', 'Carol']), listed(['Alice', 'Bob', 'Carol'], 'de_AT'), listed(['Alice'])
    ('Alice, Bob and Carol', 'Alice, Bob und Carol', 'Alice')
    """
    return _listed(tuple(things), best_language(language))


@lru_cache(REMEMBERED)
def _listed(things: tuple[str, ...], code: str) -> str:
    return format_list(things, locale=_WITHOUT_LAST_COMMA if code == DEFAULT else code)
