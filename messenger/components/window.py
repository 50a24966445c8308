"""Which stretches of a log one page shows, and which come next when it is scrolled."""

from collections.abc import Iterable, Mapping

from messenger.components.followers import RowsIn
from messenger.components.log import Logs
from messenger.components.paging import STRETCH_SIZE, Paging
from messenger.live import LARGEST_VIEW, Block
from messenger.model.ids import LogId, MemberId
from messenger.model.refused import NotFound

MOST_ROWS = 300
"""Rows shown at once, beyond which a browser redraws too slowly."""

FIRST_ROWS = 50
"""Rows to show at least when a log opens, as far as there are so many."""


class Window:
    """The stretches shown, by their indexes; those between that have no row are left out."""

    def __init__(self, *, logs: Logs, paging: Paging, member_id: MemberId, log: LogId) -> None:
        self._logs = logs
        self._paging = paging
        self._member_id = member_id
        self._log = log
        self._blocks: dict[int, Block] = {}

    @property
    def indexes(self) -> list[int]:
        """The indexes of the stretches shown, in order."""
        return list(self._blocks)

    @property
    def first(self) -> int:
        """The index of the first stretch shown."""
        return next(iter(self._blocks))

    @property
    def last(self) -> int:
        """The index of the last stretch shown."""
        return next(reversed(self._blocks))

    @property
    def newest(self) -> int:
        """The index of the stretch with the newest row."""
        return self._paging.index_of(self._paging.last)

    @property
    def is_at_newest(self) -> bool:
        """Whether the newest rows are among those shown."""
        return bool(self._blocks) and self.last >= self.newest

    def holds(self, ordinal: int) -> bool:
        """Tell whether a row is among those shown."""
        return self._paging.index_of(ordinal) in self._blocks

    def begins_by(self, ordinal: int) -> bool:
        """Tell whether everything from an ordinal on is shown, as far as the beginning goes."""
        return self._paging.first_of(self.first) <= ordinal

    async def open(self, indexes: Iterable[int]) -> list[Block]:
        """Show these stretches, and enough before them to fill a screen; returns their blocks. Raises NotFound."""
        chosen = list(indexes)
        await self._read(chosen)
        while sum(map(self._count, chosen)) < FIRST_ROWS and len(chosen) < LARGEST_VIEW:
            before = await self._logs.beside(self._member_id, self._log, chosen[0], is_later=False)
            if before is None:
                break
            await self._read([before])
            chosen.insert(0, before)
        return self._show(chosen)

    async def opening_from(self, ordinal: int) -> list[int]:
        """Return the stretches to open with so that a row and some of those after it are shown. Raises NotFound."""
        first = min(self._paging.index_of(ordinal), self.newest)
        after = await self._logs.beside(self._member_id, self._log, first, is_later=True)
        return [first] if after is None else [first, after]

    async def extend(self, *, is_later: bool) -> list[Block] | None:
        """Show one more stretch at an end, and less at the other; None when there is none or another place is shown.

        Raises NotFound.
        """
        before = self.indexes
        found = await self._logs.beside(
            self._member_id, self._log, self.last if is_later else self.first, is_later=is_later
        )
        if found is None:
            found = self.newest if is_later else None
        if found is None or found in before:
            return None
        await self._read([found])
        if self.indexes != before:  # gone elsewhere, or grown, meanwhile
            return None
        order = [*before, found] if is_later else [found, *before]
        rows = {each: STRETCH_SIZE if each == found else self._count(each) for each in order}
        return self._show(_trimmed(rows, drops_first=is_later))

    def grow(self, index: int, rows_in: RowsIn) -> list[Block]:
        """Go on into the stretch that has just begun; stretches in which nothing came to be seen are left out."""
        return self._show(_trimmed(self._grown(index, rows_in), drops_first=True), self._blocks)

    def has_room(self, rows_in: RowsIn) -> bool:
        """Tell whether one more stretch can be shown without dropping any that has rows."""
        grown = self._grown(self.newest, rows_in)
        return len(_trimmed(grown, drops_first=True)) == len(grown)

    def _grown(self, index: int, rows_in: RowsIn) -> dict[int, int]:
        return {each: rows for each in self._blocks if (rows := rows_in(each))} | {index: STRETCH_SIZE}

    def _count(self, index: int) -> int:
        return self._logs.count(self._log, index)

    async def _read(self, indexes: Iterable[int]) -> None:
        for index in indexes:
            await self._logs.block(self._member_id, self._log, index)

    def _show(self, indexes: Iterable[int], known: Mapping[int, Block] | None = None) -> list[Block]:
        """Take the blocks, but `known` ones, all at one moment: reading one may outlast another."""
        known = known or {}
        found = {index: known.get(index) or self._logs.shown(self._log, index) for index in indexes}
        blocks = {index: block for index, block in found.items() if block}
        if not blocks:
            raise NotFound('group')
        self._blocks = blocks
        return list(blocks.values())


def _trimmed(rows: Mapping[int, int], *, drops_first: bool) -> list[int]:
    """Drop stretches, given with their numbers of rows, at the far end until the others have room.

    The nearest of them may yet fill, and is given as if it were full.
    """
    kept, total = list(rows), sum(rows.values())
    while len(kept) > 1 and (len(kept) > LARGEST_VIEW or total > MOST_ROWS):
        total -= rows[kept.pop(0 if drops_first else -1)]
    return kept
