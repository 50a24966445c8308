"""What a command may answer, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from messenger.languages import DEFAULT, translate
from messenger.model.changes import Change


@dataclass(frozen=True, slots=True)
class Whisper:
    """A text for the member alone who ran the command, with `{name}` for each of the `values`."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """Return the text in a language, such as ``de``."""
        return translate(language, self.text, **self.values)


def whisper(text: str, /, **values: object) -> Whisper:
    """Make the answer of a command that its sender alone is told, and that nobody keeps.

    Example: ``return whisper('Nobody has voted for {option} yet.', option=option)``
    """
    return Whisper(text, values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command led to: a message that everybody sees, a whisper, or neither."""

    posted: Change | None = None
    told: Whisper | None = None

    @property
    def whisper(self) -> str:
        """What the sender alone is told, in English; empty for nothing."""
        return self.told.said(DEFAULT) if self.told else ''


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHelp:
    """What a completion list shows of a command, in a member's language."""

    name: str
    """With its slash, such as ``/poll``."""
    usage: str
    help: str
    extension: str
