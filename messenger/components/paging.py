"""How the rows of a log are divided into stretches: those of a group by their ordinals, those of a thread by place."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from messenger.model.ids import GroupId, LogId, Ordinal
from messenger.store.store import Store

STRETCH_SIZE = 50
"""Places in a stretch: small enough to send whole, large enough that a page shows few."""


class Key(NamedTuple):
    """Which stretch of which log; the first has the number 0."""

    log: LogId
    number: int

    @property
    def below(self) -> 'Key':
        """The next stretch of the log."""
        return Key(self.log, self.number + 1)

    @property
    def above(self) -> 'Key':
        """The stretch before."""
        return Key(self.log, self.number - 1)


class Paging(Protocol):
    """Where the rows of one log stand."""

    @property
    def last(self) -> Ordinal:
        """The ordinal of the newest row."""

    def index_of(self, ordinal: int) -> int:
        """Return the index of the stretch in which a row stands, or would."""

    def first_of(self, index: int) -> Ordinal:
        """Return the lowest ordinal that may stand in a stretch."""


def stretch_of(ordinal: int) -> int:
    """Return the index of the stretch of a group's own log that holds an ordinal; ordinals start at 1."""
    return max(ordinal - 1, 0) // STRETCH_SIZE


def first_of(index: int) -> Ordinal:
    """Return the first ordinal of a stretch of a group's own log."""
    return Ordinal(index * STRETCH_SIZE + 1)


def last_of(index: int) -> Ordinal:
    """Return the last ordinal that a stretch of a group's own log may hold."""
    return Ordinal((index + 1) * STRETCH_SIZE)


class GroupPaging:
    """A group's own log: fifty ordinals a stretch, among them those of threads alone, which have no row here."""

    def __init__(self, store: Store, group_id: GroupId) -> None:
        self._store = store
        self._group_id = group_id

    @property
    def last(self) -> Ordinal:
        """The ordinal of the newest row."""
        return self._store.last_ordinal(self._group_id)

    def index_of(self, ordinal: int) -> int:
        """Return the index of the stretch in which a row stands, or would."""
        return stretch_of(ordinal)

    def first_of(self, index: int) -> Ordinal:
        """Return the lowest ordinal that may stand in a stretch."""
        return first_of(index)


class ThreadPaging:
    """A thread: fifty of its rows a stretch, the first being what it hangs below."""

    def __init__(self, ordinals: Sequence[Ordinal]) -> None:
        self._ordinals = list(ordinals)

    @property
    def last(self) -> Ordinal:
        """The ordinal of the newest row."""
        return self._ordinals[-1]

    def index_of(self, ordinal: int) -> int:
        """Return the index of the stretch in which a row stands, or would."""
        return max(bisect_right(self._ordinals, ordinal) - 1, 0) // STRETCH_SIZE

    def first_of(self, index: int) -> Ordinal:
        """Return the lowest ordinal that may stand in a stretch."""
        return self._ordinals[index * STRETCH_SIZE]

    def rows_of(self, index: int, *, lead: int = 0) -> Sequence[Ordinal]:
        """Return the ordinals of a stretch, and so many before it."""
        start = index * STRETCH_SIZE
        return self._ordinals[max(0, start - lead) : start + STRETCH_SIZE]

    def add(self, ordinal: Ordinal) -> None:
        """Take in a new row; one that is there changes nothing."""
        if ordinal > self.last:
            self._ordinals.append(ordinal)

    def holds(self, ordinal: int) -> bool:
        """Tell whether a row stands in the thread."""
        place = bisect_right(self._ordinals, ordinal) - 1
        return place >= 0 and self._ordinals[place] == ordinal
