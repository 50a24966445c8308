"""The newest rows of one group: enough to count what is unread and to open the group without reading the disk."""

from collections.abc import Iterable, Iterator

from messenger.model.changes import (
    Change,
    MessageDeleted,
    MessageEdited,
    Touch,
)
from messenger.model.message import Message
from messenger.model.rows import changed_row
from messenger.store.tally import Tally, is_readable

TAIL_ROWS = 200
"""Rows a group keeps; up to twice as many between two trims, so that trimming is rare."""

MOST_TALLIES = 50
"""Counts kept: most members have read up to one of a few rows."""


class Tail:
    """Rows by ordinal, as they stand now.

    Every row from `known_from` to `last` is here; single older ones may be. Unread counts
    of rows up to `settled` are kept as numbers elsewhere (see `messenger.store.receipts`).
    `revised` grows with every edit and deletion.
    """

    __slots__ = ('_rows', '_tallies', 'known_from', 'last', 'newest', 'revised', 'settled')

    def __init__(self, last: int = 0, newest: Message | None = None) -> None:
        self.last = last
        self.settled = last
        self.known_from = last + 1
        self.newest = newest
        self.revised = 0
        self._rows: dict[int, Message] = {}
        self._tallies: dict[tuple[int, int], Tally] = {}

    def row(self, ordinal: int) -> Message | None:
        """Return a row if it is here."""
        return self._rows.get(ordinal)

    def rows(self, first: int, last: int) -> list[Message] | None:
        """Return the rows ``first..last`` that exist, oldest first; None when some are not here."""
        if first < self.known_from:
            return None
        return [self._rows[ordinal] for ordinal in range(first, min(last, self.last) + 1)]

    def tally(self, after: int, upto: int) -> Tally:
        """Count the rows after an ordinal, up to another; only those here."""
        tally = self._tallies.get((after, upto))
        if tally is None:
            if len(self._tallies) >= MOST_TALLIES:
                self._tallies.clear()
            tally = self._tallies[after, upto] = Tally(self._between(after, upto))
        return tally

    def add(self, row: Message) -> None:
        """Add the next row."""
        if row.ordinal != self.last + 1:
            self.known_from = row.ordinal
            self._tallies.clear()
        self._rows[row.ordinal] = row
        self.last = row.ordinal
        if is_readable(row) and row.is_in_log:
            self.newest = row

    def change(self, change: Change) -> tuple[Message, Message] | None:
        """Edit or delete a row; returns it before and after, None when it is not here."""
        assert isinstance(change.fact, MessageEdited | MessageDeleted)
        target = change.fact.target
        if self.newest is not None and self.newest.ordinal == target:
            self.learn([self.newest])
        before = self._rows.get(target)
        if before is None:
            return None
        after = self._rows[target] = changed_row(before, change)
        self._tallies.clear()
        self.revised += 1
        if self.newest is not None and self.newest.ordinal == target:
            self.newest = after if is_readable(after) else self._find_newest()
        return before, after

    def touch(self, change: Change) -> None:
        """Give a row another reaction, pin or state of its widget, if it is here; what is unread stays so."""
        assert isinstance(change.fact, Touch)
        target = change.fact.target
        if target in self._rows:
            self._rows[target] = changed_row(self._rows[target], change)
        if self.newest is not None and self.newest.ordinal == target:
            self.newest = changed_row(self.newest, change)

    def learn(self, rows: Iterable[Message]) -> None:
        """Take in rows read from the journal, as they stand now; rows already here are newer and stay."""
        self._tallies.clear()
        for row in rows:
            if row.ordinal <= self.last:
                self._rows.setdefault(row.ordinal, row)
        while self.known_from - 1 in self._rows:
            self.known_from -= 1
        if self.newest is None:
            self.newest = self._find_newest()

    def is_full(self) -> bool:
        """Tell whether it is time to trim."""
        return len(self._rows) > 2 * TAIL_ROWS

    def trim(self, keep: int = TAIL_ROWS) -> None:
        """Forget all but the newest rows."""
        self.known_from = max(self.known_from, self.last - keep + 1)
        self.settled = max(self.settled, self.known_from - 1)
        self._rows = {ordinal: row for ordinal, row in self._rows.items() if ordinal >= self.known_from}
        self._tallies.clear()

    def _between(self, after: int, upto: int) -> Iterator[Message]:
        for ordinal in range(max(after + 1, self.known_from), min(upto, self.last) + 1):
            yield self._rows[ordinal]

    def _find_newest(self) -> Message | None:
        readable = (ordinal for ordinal, row in self._rows.items() if is_readable(row) and row.is_in_log)
        return self._rows.get(max(readable, default=0))
