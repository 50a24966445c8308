"""A set of members who read the same messages."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from messenger.model.ids import GroupId


class GroupKind(StrEnum):
    """Who may come in."""

    OPEN = 'open'
    PRIVATE = 'private'
    DIRECT = 'direct'


class Callers(StrEnum):
    """Who may mention everyone in a group at once, by @all and @here; in a very large one nobody may."""

    BY_SIZE = 'by-size'
    """Everybody in a small group, in a larger one moderators and owners."""
    EVERYBODY = 'everybody'
    KEEPERS = 'keepers'
    """Moderators and owners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group; its messages are readable by its members only, whatever its kind.

    A direct one has no name: each of its members sees those of the others.
    """

    id: GroupId
    name: str
    kind: GroupKind
    created_at: datetime
    callers: Callers = Callers.BY_SIZE
