"""One extension as it is loaded now, and how it has done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from messenger.extensions.arguments import Arguments
from messenger.extensions.marks import CommandMark, IllustrationMark, WidgetMark
from messenger.extensions.states import States


class Origin(StrEnum):
    """Where an extension comes from; of two with one name or one command the later one here wins."""

    BUILT_IN = 'built-in'
    PACKAGE = 'package'
    FOLDER = 'folder'


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command and how to read its arguments."""

    mark: CommandMark
    function: Callable[..., Any]
    arguments: Arguments
    help: str
    returns: object
    """What its function says that it returns; None where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetKind:
    """A function that draws messages, and the states that it draws."""

    mark: WidgetMark
    function: Callable[..., Any]
    states: States
    parameters: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A function that draws code blocks of some languages, or links to some hosts."""

    mark: IllustrationMark
    function: Callable[[str], Any]

    @property
    def doing(self) -> str:
        """What it does, for the log."""
        return ', '.join(self.mark.words)


@dataclass(slots=True, kw_only=True)
class Health:
    """How an extension has done since it was first loaded."""

    seconds: float = 0.0
    errors: int = 0
    dropped: int = 0
    """Changes it was not told because it was too slow."""
    last_error: str = ''
    """Where it failed last: the kind of the error, its file and line; never a text of anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an extension can be loaded from."""

    name: str
    origin: Origin
    path: Path | None = None
    """Its file, or the folder of its package; None for what was installed."""
    module: str = ''
    """Its module, where it is not known by a path."""
    version: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """What was found in one module."""

    source: Source
    module: ModuleType
    version: str
    commands: Mapping[str, Command]
    widgets: Mapping[str, WidgetKind]
    illustrations: Sequence[Illustration]
    fingerprint: str
    """Of the files it was loaded from: what is saved without a change is not loaded again."""
    settings: BaseModel | None = None
    """What the operator chose for it."""
    health: Health = field(default_factory=Health)

    @property
    def name(self) -> str:
        """Its name: that of the file."""
        return self.source.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionReport:
    """What an administrator is shown of an extension."""

    name: str
    version: str
    origin: Origin
    commands: tuple[str, ...]
    widgets: tuple[str, ...]
    draws: tuple[str, ...]
    """Languages of code blocks, and hosts of links."""
    hooks: tuple[str, ...]
    seconds: float
    """Time spent in it since the start; waiting does not count for functions that are not asynchronous."""
    errors: int
    dropped: int
    last_error: str
    is_on: bool
    is_loaded: bool
    """False when its file could not be loaded at all; `last_error` says why."""


def report_of(extension: Extension, hooks: tuple[str, ...], *, reason: str, is_on: bool) -> ExtensionReport:
    """Return what is shown of an extension; `reason` says why what was saved since cannot be loaded."""
    health = extension.health
    return ExtensionReport(
        name=extension.name,
        version=extension.version,
        origin=extension.source.origin,
        commands=tuple(sorted(extension.commands)),
        widgets=tuple(sorted(extension.widgets)),
        draws=tuple(word.removeprefix('//') for each in extension.illustrations for word in each.mark.words),
        hooks=hooks,
        seconds=health.seconds,
        errors=health.errors,
        dropped=health.dropped,
        last_error=reason or health.last_error,
        is_on=is_on,
        is_loaded=True,
    )


def lost_report(source: Source, reason: str) -> ExtensionReport:
    """Return what is shown of an extension that could not be loaded."""
    return ExtensionReport(
        name=source.name,
        version=source.version,
        origin=source.origin,
        commands=(),
        widgets=(),
        draws=(),
        hooks=(),
        seconds=0.0,
        errors=1,
        dropped=0,
        last_error=reason,
        is_on=False,
        is_loaded=False,
    )
