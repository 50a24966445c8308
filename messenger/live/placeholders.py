"""Words inside shared elements that differ by locale, filled in when a frame is encoded."""

import re
from collections.abc import Callable
from functools import lru_cache

from nicegui import json

from messenger.live.locale import Locale

Fill = Callable[[str, tuple[str, ...], Locale], str]

# Private-use characters: whoever accepts text from people strips them, so nobody can forge a placeholder.
START = '\uf8f0'
SEPARATOR = '\uf8f1'
END = '\uf8f2'
UNFIT = re.compile(r'[\x00-\x1f"\\<>&\ud800-\uf8ff]')
PATTERN = re.compile(f'{START}([^{START}{END}]*){END}')
# What is filled in may stand in plain text, in an attribute or in HTML: the characters that mean something there are
# swapped for look-alikes, because only the author of the element knows which of the three it is.
REMEMBERED = 20_000
"""Texts kept as they are filled in: a row has a dozen, nearly all of them again and again."""

MARKS = {START: '', SEPARATOR: '', END: ''}
HARMLESS = str.maketrans({'<': '‹', '>': '›', '&': '＆', '"': '”', "'": '’', '`': '‘'} | MARKS)
UNMARKED = str.maketrans(MARKS)


class Escaped(str):
    """What a `fill` may return in place of a `str`: HTML in which it has escaped what came from people itself.

    It stands in the `innerHTML` of a shared element as it is; in any other prop its entities would be seen.
    """

    __slots__ = ()


def placeholder(kind: str, *arguments: str) -> str:
    """Return a mark that every viewer sees as the text `fill(kind, arguments, locale)` of their own locale.

    It may stand in any text, prop or `innerHTML` of a shared element.
    Example: `placeholder('time', '2024-05-01T10:00Z')`.

    Raises:
        ValueError: a part has a character that the mark, JSON or HTML cannot hold plainly.
    """
    for part in (kind, *arguments):
        if UNFIT.search(part):
            raise ValueError(
                f'Placeholder part {part!r} has a quote, backslash, angle bracket, ampersand, control or private-use '
                'character; pass an id or a time and let fill() look the text up'
            )
    return f'{START}{SEPARATOR.join((kind, *arguments))}{END}'


def fill_nested(text: str, fill: Fill, locale: Locale) -> str:
    """Replace the placeholders in a value that `fill` itself is given."""
    if START not in text:
        return text
    return PATTERN.sub(lambda match: _filled(match[1], fill, locale), text)


class Words:
    """Fills placeholders in; a text that cannot be found is left out, so that it cannot lose a frame."""

    def __init__(self, fill: Fill, *, report: Callable[[Exception], None]) -> None:
        self._fill = fill
        self._report = report

    def fill_in(self, text: str, locale: Locale) -> str:
        """Replace the placeholders in a JSON text; what is filled in is escaped for JSON and harmless in HTML."""
        if START not in text:
            return text
        known: dict[str, str] = {}

        def replace(match: re.Match[str]) -> str:
            body = match.group(1)
            if body not in known:
                known[body] = self._word(body, locale)
            return known[body]

        return PATTERN.sub(replace, text)

    def _word(self, body: str, locale: Locale) -> str:
        try:
            word = _filled(body, self._fill, locale)
            return _harmless(word, is_escaped=isinstance(word, Escaped))
        except Exception as error:  # noqa: BLE001 (it is the caller's function, and one word must not lose the frame)
            self._report(error)
            return ''


@lru_cache(REMEMBERED)
def _harmless(word: str, *, is_escaped: bool) -> str:
    harmless = word.translate(UNMARKED if is_escaped else HARMLESS)
    return str(json.dumps(harmless.encode('utf-8', 'replace').decode()))[1:-1]


def _filled(body: str, fill: Fill, locale: Locale) -> str:
    kind, *arguments = body.split(SEPARATOR)
    return fill(kind, tuple(arguments), locale)
