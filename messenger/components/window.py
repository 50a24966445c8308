"""Which stretches of a log one page shows, and which come next when it is scrolled."""

from collections.abc import Iterable

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
        self.indexes: list[int] = []

    @property
    def first(self) -> int:
        """The index of the first stretch shown."""
        return self.indexes[0]

    @property
    def last(self) -> int:
        """The index of the last stretch shown."""
        return self.indexes[-1]

    @property
    def newest(self) -> int:
        """The index of the stretch with the newest row."""
        return self._paging.index_of(self._paging.last)

    @property
    def is_at_newest(self) -> bool:
        """Whether the newest rows are among those shown."""
        return bool(self.indexes) and self.last >= self.newest

    def holds(self, ordinal: int) -> bool:
        """Tell whether a row is among those shown."""
        return self._paging.index_of(ordinal) in self.indexes

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
        before = list(self.indexes)
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
        return self._show(self._trimmed([*before, found] if is_later else [found, *before], drops_first=is_later))

    def grow(self, index: int) -> list[Block]:
        """Go on into the stretch that has just begun; stretches in which nothing came to be seen are left out."""
        seen = [each for each in self.indexes if self._count(each)]
        return self._show(self._trimmed([*seen, index], drops_first=True))

    @property
    def has_room(self) -> bool:
        """Whether one more stretch can be shown without dropping any that has rows."""
        shown = [*(each for each in self.indexes if self._count(each)), self.newest]
        return self._trimmed(shown, drops_first=True) == shown

    def _trimmed(self, indexes: list[int], *, drops_first: bool) -> list[int]:
        """Drop stretches at the far end until the others, the nearest of which may yet fill, have room."""
        kept = list(indexes)
        while len(kept) > 1 and (len(kept) > LARGEST_VIEW or self._rows(kept, drops_first) > MOST_ROWS):
            kept.pop(0 if drops_first else -1)
        return kept

    def _rows(self, indexes: list[int], drops_first: bool) -> int:
        others = indexes[:-1] if drops_first else indexes[1:]
        return sum(map(self._count, others)) + STRETCH_SIZE

    def _count(self, index: int) -> int:
        return self._logs.count(self._log, index)

    async def _read(self, indexes: Iterable[int]) -> None:
        for index in indexes:
            await self._logs.block(self._member_id, self._log, index)

    def _show(self, indexes: list[int]) -> list[Block]:
        """Take the blocks all at one moment: reading one may outlast another."""
        blocks = [(index, block) for index in indexes if (block := self._logs.shown(self._log, index))]
        if not blocks:
            raise NotFound('group')
        self.indexes = [index for index, _ in blocks]
        return [block for _, block in blocks]
