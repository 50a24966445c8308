"""The decorators of an extension; they mark functions and do nothing else: the loader looks for the marks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pluggy

from messenger.extensions.audience import Audience

Function = TypeVar('Function', bound=Callable[..., Any])

PROJECT = 'messenger'
MARK = '__messenger_mark__'
WORD = re.compile('/[a-z][a-z0-9_-]{0,31}')
NAME = re.compile('[a-z][a-z0-9_-]{0,31}')


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandMark:
    """A function that runs when a member sends a text that begins with `word`."""

    word: str
    allow: Audience | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetMark:
    """A function that draws a message whose widget has this name."""

    name: str
    summary: Callable[[Any], str] | None
    version: int
    migrate: Callable[[int, Any], Any] | None
    allow: Audience | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IllustrationMark:
    """A function that draws code blocks of some languages, or links to some hosts."""

    words: tuple[str, ...]
    """The languages in small letters; hosts begin with two slashes."""


LANGUAGE = re.compile(r'[a-z0-9][\w+#-]*')
HOST = re.compile(r'[a-z0-9-]+(\.[a-z0-9-]+)+')

hook = pluggy.HookimplMarker(PROJECT)
"""Marks a function as the implementation of the hook of its name; see `messenger.extensions.hooks` for all of them.

Example: ``@hook`` above ``def after_change(change) -> None:``; it takes only the arguments it wants.
"""


def command(word: str, *, allow: Audience | None = None) -> Callable[[Function], Function]:
    """Make a function a command: ``@command('/roll')``; its parameters are read from what follows the word.

    It returns a state (which posts the widget of that state), a text (which is sent in the member's name),
    `whisper(text)` (which the member alone is told), or None. The first line of its docstring is its help.

    Raises:
        ValueError: the word is not a slash, a small letter, and at most 31 of a-z, 0-9, ``_`` and ``-``.
    """
    if not WORD.fullmatch(word):
        raise ValueError(f'{word!r} is no command: write a slash, then small letters, such as @command("/roll")')
    return _marking(CommandMark(word=word, allow=allow))


def widget(
    name: str,
    *,
    summary: Callable[[Any], str] | None = None,
    version: int = 1,
    migrate: Callable[[int, Any], Any] | None = None,
    allow: Audience | None = None,
) -> Callable[[Function], Function]:
    """Make a function draw messages: ``@widget('poll')`` above ``def poll(state: Poll) -> None:``.

    Args:
        name: what the journal keeps; it never changes.
        summary: the one line for lists, notifications, search and a server without the extension; from the state.
        version: of the state's shape; raise it when older states no longer fit.
        migrate: turns an older version's plain data into the present shape: ``migrate(version, data) -> data``.
        allow: who may use it; everybody else sees it and is told no.

    Raises:
        ValueError: the name or the version cannot be kept.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f'{name!r} is no name for a widget: use small letters, such as @widget("poll")')
    if version < 1:
        raise ValueError(f'version={version}: the versions of a state are 1, 2, 3, ...')
    return _marking(WidgetMark(name=name, summary=summary, version=version, migrate=migrate, allow=allow))


def code_block(*languages: str) -> Callable[[Function], Function]:
    """Make a function draw code blocks: ``@code_block('csv')`` above ``def table(code: str) -> None:``.

    It is called with the code, once for all who look, and what it builds stands below the text, or in its place when
    the text is nothing else.

    Raises:
        ValueError: a language is no word in small letters, or none is named.
    """
    wrong = [each for each in languages if not LANGUAGE.fullmatch(each)]
    if wrong or not languages:
        raise ValueError(f'{wrong or "nothing"} is no language: write it as behind the fence, such as "csv"')
    return _marking(IllustrationMark(words=languages))


def link(*hosts: str) -> Callable[[Function], Function]:
    """Make a function draw links: ``@link('example.org')`` above ``def card(url: str) -> None:``.

    It is called with the address, once for all who look, and what it builds stands below the text.

    Raises:
        ValueError: a host is no name such as ``example.org``, or none is named.
    """
    wrong = [each for each in hosts if not HOST.fullmatch(each)]
    if wrong or not hosts:
        raise ValueError(f'{wrong or "nothing"} is no host: write it as in the address, such as "example.org"')
    return _marking(IllustrationMark(words=tuple(f'//{each.removeprefix("www.")}' for each in hosts)))


def _marking(mark: CommandMark | WidgetMark | IllustrationMark) -> Callable[[Function], Function]:
    def leave_mark(function: Function) -> Function:
        setattr(function, MARK, mark)
        return function

    return leave_mark
