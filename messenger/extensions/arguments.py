"""Reads the arguments of a command from what was typed, as the type hints of its function say."""

import datetime as dt
import inspect
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from messenger.languages import Sentence, marked, sentence
from messenger.model.member import Member
from messenger.model.refused import Refused

GIVEN = frozenset({'group', 'messenger'})
"""Parameters that are handed over by their names and not typed by anybody."""

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
YES, NO = frozenset(('yes', 'y', 'true', 'on', '1')), frozenset(('no', 'n', 'false', 'off', '0'))
BIND = '|'

FindMember = Callable[[str], Member | None]


class WrongArguments(Refused):
    """What follows a command cannot be read; the reason says what was expected and how it is used."""

    def __init__(self, reason: str, usage: Sentence, /, **values: object) -> None:
        what, how = sentence(reason, **values), sentence('Use it like this: {usage}', usage=usage)
        super().__init__('bad_arguments', '{what} {how}', what=what, how=how)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument of a command."""

    name: str
    kind: type
    is_required: bool
    takes_all: bool


class Arguments:
    """The parameters of one command's function, and how to read them.

    Raises ValueError for a parameter whose type cannot be read from text.
    """

    def __init__(self, word: str, function: Callable[..., Any]) -> None:
        hints = typing.get_type_hints(function)
        signature = inspect.signature(function).parameters
        self.given = GIVEN & signature.keys()
        self._word = word
        self._parameters = [
            _parameter(word, each, hints.get(each.name, str)) for each in signature.values() if each.name not in GIVEN
        ]

    @property
    def usage(self) -> Sentence:
        """How the command is typed, such as ``/poll question | [options ...]``, in words of the one who reads it."""
        joint = f' {BIND} ' if sum(each.kind is str for each in self._parameters) > 1 or self._takes_many else ' '
        typed = ' '.join(filter(None, [self._word, joint.join(_shown(each) for each in self._parameters)]))
        return sentence(typed, **{each.name: sentence(each.name) for each in self._parameters})

    def read(self, text: str, find_member: FindMember) -> tuple[list[Any], dict[str, Any]]:
        """Return the arguments by place and by name, of what follows the command's word. Raises WrongArguments."""
        pieces = self._pieces(text.strip())
        several: list[Any] = []
        named: dict[str, Any] = {}
        for parameter in self._parameters:
            if parameter.takes_all:
                several = [self._convert(parameter, piece, find_member) for piece in pieces]
                pieces = []
            elif pieces:
                named[parameter.name] = self._convert(parameter, pieces.pop(0), find_member)
            elif parameter.is_required:
                name = sentence(parameter.name)
                raise WrongArguments(_NEEDS[parameter.kind], self.usage, command=self._word, name=name)
        if pieces:
            reason = marked('{command} does not know what to do with “{piece}”.')
            raise WrongArguments(reason, self.usage, command=self._word, piece=pieces[0])
        return (list(named.values()) + several, {}) if several else ([], named)

    @property
    def _takes_many(self) -> bool:
        return any(each.takes_all for each in self._parameters)

    def _pieces(self, text: str) -> list[str]:
        if BIND in text:
            return [piece.strip() for piece in text.split(BIND) if piece.strip()]
        tokens = list(TOKEN.finditer(text))
        last = len(self._parameters) - 1
        if last >= 0 and len(tokens) > last + 1 and self._parameters[last].kind is str and not self._takes_many:
            return [*(_bare(token[0]) for token in tokens[:last]), text[tokens[last].start() :]]
        if len(self._parameters) == 1 + self._takes_many and self._parameters[0].kind is str and self._takes_many:
            return [_bare(text)] if '"' not in text and text else [_bare(token[0]) for token in tokens]
        return [_bare(token[0]) for token in tokens]

    def _convert(self, parameter: Parameter, piece: str, find_member: FindMember) -> Any:
        try:
            value = _CONVERTERS[parameter.kind](piece) if parameter.kind is not Member else find_member(piece)
        except ValueError:
            value = None
        if value is None:
            name = sentence(parameter.name)
            raise WrongArguments(_MUST_BE[parameter.kind], self.usage, name=name, piece=piece)
        return value


def _parameter(word: str, parameter: inspect.Parameter, hint: Any) -> Parameter:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next((each for each in typing.get_args(hint) if each is not types.NoneType), hint)
    if hint not in _NEEDS:
        known = ', '.join(kind.__name__ for kind in _NEEDS)
        raise ValueError(
            f'{word} takes {parameter.name}: {hint}, which cannot be read from text; use one of {known}, '
            f'or one of the names {", ".join(sorted(GIVEN))}'
        )
    takes_all = parameter.kind is inspect.Parameter.VAR_POSITIONAL
    is_required = parameter.default is inspect.Parameter.empty and not takes_all
    return Parameter(name=parameter.name, kind=hint, is_required=is_required, takes_all=takes_all)


def _shown(parameter: Parameter) -> str:
    if parameter.takes_all:
        return f'[{{{parameter.name}}} ...]'
    return f'{{{parameter.name}}}' if parameter.is_required else f'[{{{parameter.name}}}]'


def _bare(piece: str) -> str:
    if len(piece) > 1 and piece[0] == piece[-1] == '"':
        return re.sub(r'\\(.)', r'\1', piece[1:-1])
    return piece


def _yes_or_no(piece: str) -> bool:
    word = piece.casefold()
    if word not in YES | NO:
        raise ValueError(piece)
    return word in YES


_CONVERTERS: Mapping[type, Callable[[str], Any]] = types.MappingProxyType(
    {str: str, int: int, float: float, bool: _yes_or_no, dt.date: dt.date.fromisoformat}
)
_NEEDS: Mapping[type, str] = types.MappingProxyType(
    {
        str: marked('{command} needs {name}: a text.'),
        int: marked('{command} needs {name}: a whole number.'),
        float: marked('{command} needs {name}: a number.'),
        bool: marked('{command} needs {name}: yes or no.'),
        dt.date: marked('{command} needs {name}: a day, such as 2025-12-31.'),
        Member: marked('{command} needs {name}: a member of this group, such as @Alice.'),
    }
)
_MUST_BE: Mapping[type, str] = types.MappingProxyType(
    {
        int: marked('{name} must be a whole number, and “{piece}” is not.'),
        float: marked('{name} must be a number, and “{piece}” is not.'),
        bool: marked('{name} must be yes or no, and “{piece}” is not.'),
        dt.date: marked('{name} must be a day, such as 2025-12-31, and “{piece}” is not.'),
        Member: marked('{name} must be a member of this group, such as @Alice, and “{piece}” is not.'),
    }
)
"""Any text is a text."""
