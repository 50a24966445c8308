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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group; its messages are readable by its members only, whatever its kind.

    A direct one has no name: each of its members sees those of the others.
    """

    id: GroupId
    name: str
    kind: GroupKind
    created_at: datetime
