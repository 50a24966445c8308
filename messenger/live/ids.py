"""The element ids of one block: counted up, and named again once no browser can hold what they stood for."""

from collections import deque
from collections.abc import Iterable


class Ids:
    """Gives out ids from `first` on; those that come back are given out again, the longest unused first."""

    __slots__ = ('_free', '_next')

    def __init__(self, first: int) -> None:
        self._next = first
        self._free: deque[int] = deque()

    def peek(self) -> int:
        """Return the id that `take()` will give."""
        return self._free[0] if self._free else self._next

    def take(self) -> int:
        """Give out an id."""
        if self._free:
            return self._free.popleft()
        self._next += 1
        return self._next - 1

    def give_back(self, ids: Iterable[int]) -> None:
        """Take back ids that no browser holds any more, or has ever seen."""
        self._free.extend(ids)
