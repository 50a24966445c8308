"""Counts deliveries: each message carries a marker, and each viewer counts each marker once."""

import asyncio
import re
import time
from contextlib import suppress

MESSAGE_LENGTH = 70
PATIENCE_SECONDS = 5.0
FILLER = ' the quick brown fox jumps over the lazy dog and then walks home slowly'


class Tally:
    """The deliveries of one stretch of a measurement; markers of other stretches are not counted.

    A delivery is one message at one viewer, counted when its bytes arrive; a message that a viewer
    gets twice (as a row and as the newest line of the group list) counts once.
    """

    def __init__(self, stretch: int, viewers: int) -> None:
        self._prefix = f'mk{stretch:03d}x'
        self.pattern = re.compile(f'{self._prefix}[0-9]{{6}}'.encode())
        self.viewers = viewers
        self.sent = 0
        self.deliveries = 0
        self.last_at = 0.0
        self._complete = asyncio.Event()

    def next_text(self) -> str:
        """Write the next message: 70 characters that begin with its marker."""
        text = f'{self._prefix}{self.sent:06d}{FILLER}'[:MESSAGE_LENGTH]
        self.sent += 1
        self._complete.clear()
        return text

    def add(self, deliveries: int) -> None:
        """Count what a viewer just got for the first time."""
        self.deliveries += deliveries
        self.last_at = time.perf_counter()
        if self.is_complete:
            self._complete.set()

    @property
    def is_complete(self) -> bool:
        """Whether everything sent has reached everybody."""
        return self.deliveries >= self.sent * self.viewers

    @property
    def missing(self) -> int:
        """How many deliveries have not come (yet)."""
        return self.sent * self.viewers - self.deliveries

    async def complete(self) -> bool:
        """Wait until everything sent has reached everybody; give up, and say so, when nothing has come for a while."""
        while not self.is_complete:
            before = self.deliveries
            with suppress(TimeoutError):
                await asyncio.wait_for(self._complete.wait(), PATIENCE_SECONDS)
            if self.deliveries == before:
                return False
        return True
