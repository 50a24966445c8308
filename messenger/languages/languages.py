"""The languages that the interface speaks, and which of them suits a reader."""

from functools import lru_cache

LANGUAGES = {'en': 'English', 'de': 'Deutsch', 'ar': 'العربية'}
"""Their codes, each with the name that its speakers give it. The texts in the code are the English ones."""

DEFAULT = 'en'

RIGHT_TO_LEFT = frozenset({'ar'})
"""The languages that are written so."""

OWN_LANGUAGE = 'own-language'
"""The preference that holds the language a member chose; empty, as the browser says."""

LONGEST_HEADER = 500
"""What is read of a header: browsers send less than 200 characters."""

REMEMBERED = 1000


def accepted(header: str) -> list[str]:
    """List the tags of an ``Accept-Language`` header, or a single tag, best first (RFC 9110, section 12.5.4).

    >>> accepted('de-AT, en;q=0.5, fr;q=0.8')
    ['de-AT', 'fr', 'en']
    """
    weighed = []
    for part in header[:LONGEST_HEADER].split(','):
        tag, _, weight = part.partition(';')
        if tag.strip() and tag.strip() != '*':
            weighed.append((_weight(weight), tag.strip()))
    return [tag for weight, tag in sorted(weighed, key=lambda each: -each[0]) if weight > 0]


def best_language(said: str) -> str:
    """Return the language that suits best what a browser says, a header or a tag; English where none does.

    >>> best_language('fr, de-AT;q=0.8'), best_language('ar_EG'), best_language('')
    ('de', 'ar', 'en')
    """
    return _best_language(said[:LONGEST_HEADER])


def is_right_to_left(language: str) -> bool:
    """Tell whether a language, such as ``ar`` or ``ar-EG``, is written from right to left."""
    return best_language(language) in RIGHT_TO_LEFT


@lru_cache(REMEMBERED)
def _best_language(said: str) -> str:
    codes = (tag.replace('_', '-').split('-')[0].lower() for tag in accepted(said))
    return next((code for code in codes if code in LANGUAGES), DEFAULT)


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition('=')
    if name.strip() != 'q':
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
