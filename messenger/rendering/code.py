"""Colours code by its language."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Literal, Name, Operator, String, _TokenType

from messenger.rendering.plain import escape

_LANGUAGES = """
bash c c# c++ clojure console cpp cs csharp css dart diff docker dockerfile elixir erlang go golang graphql groovy
haskell hcl html ini java javascript js json jsx julia kotlin latex lua make makefile nginx objective-c ocaml perl
php postgresql powershell proto protobuf ps1 py pycon python python3 r rb ruby rs rust scala scss sh shell sql
swift terraform tex toml ts tsx typescript vim xml yaml yml zsh
"""
LANGUAGES = frozenset(_LANGUAGES.split())
"""The words behind a fence that name a language; each is one that Pygments knows. Nothing is guessed."""

UNCOLOURED = frozenset(('', 'text', 'txt', 'plain', 'plaintext', 'output', 'log', 'markdown', 'md', 'csv'))
"""Words that name a kind of text which has no colours."""

FENCED_WORD = re.compile(r'(?<![`~])(?:`{3,}|~{3,})[ \t]*([^\s`]+)')

MOST_SPANS = 2_000
"""Code beyond this many coloured pieces goes on without colour: markup costs every viewer."""

CLASSES: Mapping[_TokenType, str] = MappingProxyType(
    {
        Comment: 'tok-comment',
        Generic.Deleted: 'tok-deleted',
        Generic.Heading: 'tok-keyword',
        Generic.Inserted: 'tok-inserted',
        Generic.Output: 'tok-comment',
        Generic.Prompt: 'tok-comment',
        Generic.Subheading: 'tok-keyword',
        Keyword: 'tok-keyword',
        Keyword.Constant: 'tok-number',
        Literal: 'tok-number',
        Name.Attribute: 'tok-name',
        Name.Builtin: 'tok-name',
        Name.Class: 'tok-name',
        Name.Decorator: 'tok-name',
        Name.Function: 'tok-name',
        Name.Namespace: 'tok-name',
        Name.Tag: 'tok-keyword',
        Operator.Word: 'tok-keyword',
        String: 'tok-string',
    }
)
"""What a kind of piece is coloured as, and so the kinds within it that are not named here."""

CODE_CLASSES = frozenset(CLASSES.values())


def uncoloured(code: str, info: str) -> str:
    """Return the markup of code as it is; a word behind the fence that names no language belongs to the code."""
    return escape(_whole(code, info))


def coloured(code: str, info: str) -> str:
    """Return the markup of code with its pieces coloured, if the word behind the fence names a language.

    A lexer's expressions can take a time that grows without bound: run it only where it can be stopped.
    """
    language = info.strip().lower()
    if language not in LANGUAGES:
        return uncoloured(code, info)
    lexer = get_lexer_by_name(language, stripnl=False)
    return ''.join(_pieces(lexer, code.removesuffix('\n')))


def languages_in(text: str) -> set[str]:
    """Return the languages that fences of a text may name."""
    return {word.lower() for word in FENCED_WORD.findall(text)} & LANGUAGES


def _whole(code: str, info: str) -> str:
    word = info.strip()
    body = code.removesuffix('\n')
    return body if word.lower() in LANGUAGES | UNCOLOURED else f'{word}\n{body}'


def _pieces(lexer: Lexer, code: str) -> Iterator[str]:
    spans = 0
    for name, text in _runs(lexer, code):
        if name and spans < MOST_SPANS and not text.isspace():
            spans += 1
            yield f'<span class="{name}">{escape(text)}</span>'
        else:
            yield escape(text)


def _runs(lexer: Lexer, code: str) -> Iterator[tuple[str, str]]:
    """Yield pieces and their class, neighbours of one class joined; lexers see a line end that is not there."""
    left = len(code)
    for name, tokens in groupby(lexer.get_tokens(code), lambda token: _class_of(token[0])):
        joined = ''.join(text for _, text in tokens)[:left]
        left -= len(joined)
        yield name, joined


def _class_of(kind: _TokenType) -> str:
    within: _TokenType | None = kind
    while within is not None and within not in CLASSES:
        within = within.parent
    return CLASSES[within] if within is not None else ''
