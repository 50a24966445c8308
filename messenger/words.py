"""The words of the interface in the reader's language.

On a page, where one person looks, ``_`` and ``ngettext`` say a text at once. In shared rows and blocks, which are built
once for everybody, ``word`` and ``words`` stand for a text that each reader gets in their own language.
"""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from html import escape, unescape
from urllib.parse import quote, unquote

from nicegui import Client, context

from messenger.languages import best_language, listed, marked, translate, translate_plural
from messenger.live import Escaped, Locale, fill_nested, is_shared, placeholder
from messenger.live.placeholders import START, UNFIT, Fill
from messenger.model.refused import Refused

LANGUAGE = 'language'
"""Where a page's client keeps the language that the page speaks."""

REMEMBERED = 20_000
"""Texts kept, as many as times; said anew, one costs 5 µs."""

MOST_LISTED = 10
"""More than these are counted: nobody reads on, and the line goes to every viewer."""

KINDS = frozenset({'word', 'words', 'list', 'plain-word', 'plain-words'})

__all__ = [
    'KINDS',
    '_',
    'fill',
    'language',
    'marked',
    'ngettext',
    'plain_word',
    'plain_words',
    'said',
    'speak',
    'spoken_by',
    'word',
    'word_list',
    'words',
]


def speak(client: Client, language: str) -> None:
    """Let a page speak a language, such as ``de_AT``, from now on: before anything is built on it."""
    client.storage[LANGUAGE] = language


def spoken_by(client: Client) -> str:
    """Return the language of a page; where nobody said it, the one that the browser asks for."""
    spoken = client.storage.get(LANGUAGE)
    return str(spoken) if spoken else best_language(client.request.headers.get('accept-language', ''))


def language() -> str:
    """Return the language of the page on which the caller builds or acts."""
    if is_shared():
        raise RuntimeError('These elements belong to all of their viewers, who read many languages; use word(...)')
    return spoken_by(context.client)


def _(message: str, /, **values: object) -> str:
    """Say a text in the language of the page. Example: ``_('Join {group}?', group=group.name)``."""
    return translate(language(), message, **values)


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Say the text that goes with a count. Example: ``ngettext('{count} member', '{count} members', len(members))``."""
    return translate_plural(language(), one, many, count, **values)


def said(refused: Refused) -> str:
    """Say why something was refused, in the language of the page."""
    return refused.said(language())


def word(message: str, /, **values: object) -> str:
    """Stand for a text in the HTML of a shared element; values are escaped when it is filled in, so do not do it here.

    A value may be a placeholder itself. Example: ``word('{name} joined', name=member.name)``.
    """
    return _mark('word', (message,), values)


def words(one: str, many: str, count: int, /, **values: object) -> str:
    """Stand for the text that goes with a count, in the HTML of a shared element."""
    return _mark('words', (one, many, str(count)), values)


def word_list(things: Sequence[str], *, most: int = MOST_LISTED) -> str:
    """Stand for a list in the HTML of a shared element, as each reader's language joins it; values as in ``word``.

    Beyond `most` it is the first ones, and how many more there are.
    """
    more = [words('{count} more', '{count} more', len(things) - most)] if len(things) > most else []
    return _mark('list', (*things[:most], *more), {})


def plain_word(message: str, /, **values: object) -> str:
    """Stand for a text in any other prop of a shared element, as of a label or a button of a widget.

    Characters that mean something in HTML are filled in as look-alikes.
    """
    return _mark('plain-word', (message,), values)


def plain_words(one: str, many: str, count: int, /, **values: object) -> str:
    """Stand for the text that goes with a count, in any other prop of a shared element."""
    return _mark('plain-words', (one, many, str(count)), values)


def fill(kind: str, arguments: tuple[str, ...], locale: Locale, fill_any: Fill) -> str:
    """Say the text that a placeholder stands for; `fill_any` fills those in that are among its values."""
    if any(_NESTED in argument for argument in arguments):
        inner = partial(_fill_unescaped, fill_any)
        arguments = tuple(_sound(fill_nested(unquote(argument), inner, locale)) for argument in arguments)
    return _said(kind, arguments, locale.language)


@lru_cache(REMEMBERED)
def _said(kind: str, arguments: tuple[str, ...], language: str) -> str:
    text = _written(kind.removeprefix('plain-'), arguments, language)
    return text if kind.startswith('plain') else Escaped(escape(text))


def _written(kind: str, arguments: tuple[str, ...], language: str) -> str:
    if kind == 'list':
        return listed(map(unquote, arguments), language)
    is_plural = kind == 'words'
    texts = [unquote(argument) for argument in arguments[: 3 if is_plural else 1]]
    values = dict(map(_value, arguments[len(texts) :]))
    if is_plural:
        return translate_plural(language, texts[0], texts[1], int(texts[2]), **values)
    return translate(language, texts[0], **values)


def _fill_unescaped(fill_any: Fill, kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
    text = fill_any(kind, arguments, locale)
    return unescape(text) if isinstance(text, Escaped) else text


def _mark(kind: str, texts: tuple[str, ...], values: dict[str, object]) -> str:
    # Kept for names and other texts alone: among numbers 1 and True would be taken for each other.
    mark = _kept_mark if all(type(value) is str for value in values.values()) else _new_mark
    return mark(kind, texts, tuple(values.items()))


def _new_mark(kind: str, texts: tuple[str, ...], values: tuple[tuple[str, object], ...]) -> str:
    return placeholder(kind, *map(_sound, texts), *(_argument(name, value) for name, value in values))


_kept_mark = lru_cache(REMEMBERED)(_new_mark)


def _argument(name: str, value: object) -> str:
    """Write a value as the mark can hold it; a number stays one, since languages write them differently."""
    return f'{name}#{value}' if type(value) in {int, float} else f'{name}={_sound(str(value))}'


def _value(argument: str) -> tuple[str, object]:
    name, sign, value = _VALUE.match(argument).groups()  # type: ignore[union-attr] # as `_argument` wrote it
    return name, unquote(value) if sign == '=' else float(value) if '.' in value else int(value)


def _sound(text: str) -> str:
    """Quote, as in an address, what a mark cannot hold, and what `html.escape` would change in it."""
    return _UNSOUND.sub(lambda match: quote(match[0], safe='', errors='replace'), text)


_NESTED = quote(START)
_UNSOUND = re.compile(f"{UNFIT.pattern}|[%']")
_VALUE = re.compile(r'(\w+)([=#])(.*)', re.DOTALL)
