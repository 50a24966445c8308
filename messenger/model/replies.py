"""How rows of a group hang together with others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from messenger.model.ids import Ordinal
from messenger.model.message import Message
from messenger.model.thread import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """What some rows reply to, what replies to them, and the threads below them."""

    quoted: tuple[Message, ...] = ()
    """The messages that the rows reply to, as they stand now, deleted ones too."""
    living: Mapping[Ordinal, Ordinal] = field(default_factory=dict)
    """The undeleted replies to the rows: which one replies to which row."""
    threads: Mapping[Ordinal, Thread] = field(default_factory=dict)
    """What the threads below the rows come to, by what they hang below."""
