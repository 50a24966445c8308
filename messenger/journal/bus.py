"""The doorbell between nodes."""

import asyncio
from collections.abc import Callable, Mapping

from messenger.model.ids import StreamId

Ears = Callable[[Mapping[StreamId, int]], None]


class LocalBus:
    """Rings between feeds of one process; with one feed, as is usual, nobody hears it."""

    def __init__(self) -> None:
        self._ears: list[Ears] = []

    def ring(self, heads: Mapping[StreamId, int]) -> None:
        """Tell the others how far streams have come, soon: whoever rings never waits for who hears."""
        for ears in self._ears:
            asyncio.get_running_loop().call_soon(ears, heads)

    def listen(self, listener: Ears) -> None:
        """Hear the others, and oneself."""
        self._ears.append(listener)
