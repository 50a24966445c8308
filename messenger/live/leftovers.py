"""What pages leave behind when they end is freed soon: circles of objects, which only the garbage collector finds.

Left alone, it looks through old objects only when a quarter of all are new. Measured at ten visits a second: each page
leaves some 90 kB, and 1,650 pages lay about before they were freed, in memory that the process then keeps.
"""

import asyncio
import gc

FEWEST = 50
SHARE = 16
"""A collection looks at all live pages (some 0.05 s for a thousand), so it waits for so many ended to so many live."""


class Leftovers:
    """Collects garbage whenever enough pages have ended; all that end in one turn of the loop count together."""

    def __init__(self) -> None:
        self._ended = 0
        self._is_due = False

    def note_end(self, live: int) -> None:
        """Note that a page has ended, of which so many are left."""
        self._ended += 1
        if self._is_due or self._ended < max(FEWEST, live // SHARE):
            return
        try:
            asyncio.get_running_loop().call_soon(self._collect)
        except RuntimeError:  # nothing runs: the process ends
            return
        self._is_due = True

    def _collect(self) -> None:
        self._ended = 0
        self._is_due = False
        gc.collect()
