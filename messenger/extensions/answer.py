"""What a command may answer, and what comes of it."""

from dataclasses import dataclass

from messenger.model.changes import Change


@dataclass(frozen=True, slots=True)
class Whisper:
    """A text for the member alone who ran the command."""

    text: str


def whisper(text: str) -> Whisper:
    """Make the answer of a command that its sender alone is told, and that nobody keeps.

    Example: ``return whisper('Nobody has voted yet.')``
    """
    return Whisper(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command led to: a message that everybody sees, a whisper, or neither."""

    posted: Change | None = None
    whisper: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHelp:
    """What a completion list shows of a command."""

    name: str
    """With its slash, such as ``/poll``."""
    usage: str
    help: str
    extension: str
