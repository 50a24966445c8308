"""Texts in a reader's language, with their values put in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from messenger.languages.catalogue import catalogue
from messenger.languages.languages import DEFAULT, best_language

HOLE = re.compile(r'\{(\w+)\}')


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A text that is a value of another and said in the language of that: `many` goes with a `count` other than one."""

    message: str
    many: str = ''
    count: int = 0
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """Say it."""
        if self.many:
            return translate_plural(language, self.message, self.many, self.count, **self.values)
        return translate(language, self.message, **self.values)


def sentence(message: str, /, **values: object) -> Sentence:
    """Make a text that is a value of another: whole sentences side by side, never parts of one.

    Example: ``Refused('full', '{why} {what}', why=sentence('It is full.'), what=sentence('Ask {who}.', who=name))``.
    """
    return Sentence(message=message, values=values)


def plural_sentence(one: str, many: str, count: int, /, **values: object) -> Sentence:
    """Make a text that goes with a count, as a value of another or the whole of it: ``Refused('x', '{it}', it=…)``."""
    return Sentence(message=one, many=many, count=count, values=values)


def translate(language: str, message: str, /, **values: object) -> str:
    """Say a text in a language, such as ``de`` or ``de_AT``; an unknown language is English.

    Numbers are written as the language does, other values as they are. Without values a text is not looked into: its
    braces stay. Example: ``translate('de', '{name} joined', name='Ann')``.
    """
    said = catalogue(best_language(language)).gettext(message) if message else ''  # '' is the catalogue's own head
    return _said(language, said, message, values)


def translate_plural(language: str, one: str, many: str, count: int, /, **values: object) -> str:
    """Say the text that goes with a count, which both forms may hold as ``{count}``.

    Example: ``translate_plural('de', '{count} reply', '{count} replies', 3)``.
    """
    said = catalogue(best_language(language)).ngettext(one, many, count)
    return _said(language, said, one if count == 1 else many, {'count': count} | values)


def marked(message: str) -> str:
    """Mark a text that is translated elsewhere, as those in a table at module level are, so that it is found."""
    return message


def holes(message: str) -> set[str]:
    """Return the names of the values that a text has room for."""
    return set(HOLE.findall(message))


def _said(language: str, said: str, english: str, values: dict[str, object]) -> str:
    """Put the values in; a translation that asks for others than there are is left for the English text."""
    if not values:
        return said
    if not holes(said) <= values.keys():
        said = english
    # One pass: a value that holds braces is not looked into.
    return HOLE.sub(lambda hole: _written(values[hole[1]], language) if hole[1] in values else hole[0], said)


def _written(value: object, language: str) -> str:
    if isinstance(value, Sentence):
        return value.said(language)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    try:
        return format_decimal(value, locale=Locale.parse(language.replace('-', '_')))
    except (ValueError, UnknownLocaleError):
        return format_decimal(value, locale=DEFAULT)
