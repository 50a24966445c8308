"""A feed with what it gave to its store, and the bad company it may be in."""

import asyncio
import random
from collections.abc import Callable, Mapping

from messenger.journal.bus import LocalBus
from messenger.journal.contract import Bus, JournalUnavailable, Listener, Picture
from messenger.journal.feed import Feed
from messenger.journal.memory import MemoryJournal
from messenger.model.changes import Change
from messenger.model.ids import StreamId
from tests.journal.story import WATERCOOLER

STREAM = StreamId(WATERCOOLER)
PATIENCE_SECONDS = 20.0


class Node:
    """A feed and what it gave to its store; the numbers of each stream must be seen once and in order."""

    def __init__(self, journal: object, bus: Bus, *, compare_seconds: float = 0.2, alive_seconds: float = 10) -> None:
        self.applied: list[Change] = []
        self.pictures: list[Picture] = []
        self.moved = asyncio.Event()
        self.poison: Callable[[Change], bool] = lambda _: False
        self.feed = Feed(
            journal,
            bus,
            self._apply,
            self._forget,
            compare_seconds=compare_seconds,
            alive_seconds=alive_seconds,
        )

    def _apply(self, change: Change) -> None:
        if self.poison(change):
            self.poison = lambda _: False
            raise ArithmeticError('The store has a defect.')
        self.applied.append(change)
        self.moved.set()

    async def _forget(self, picture: Picture) -> None:
        self.applied.clear()
        self.pictures.append(picture)
        self.moved.set()

    def numbers(self, stream: StreamId = STREAM) -> list[int]:
        return [change.number for change in self.applied if change.stream == stream]

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():
                self.moved.clear()
                await self.moved.wait()


class DeafToCommits:
    """The journal as another node sees it: the commits are made elsewhere."""

    def __init__(self, journal: MemoryJournal) -> None:
        self.journal = journal
        self.is_down = False
        self.was_asked = asyncio.Event()

    def listen(self, listener: Listener) -> None:
        """Hear nothing."""

    def __getattr__(self, name: str) -> object:
        self.was_asked.set()
        if self.is_down:
            raise JournalUnavailable
        return getattr(self.journal, name)


class BadBus(LocalBus):
    """Loses, repeats and holds back what it should tell."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._luck = random.Random(seed)
        self._held: list[Mapping[StreamId, int]] = []

    def ring(self, heads: Mapping[StreamId, int]) -> None:
        match self._luck.choice(['lose', 'repeat', 'hold', 'tell']):
            case 'repeat':
                super().ring(heads)
                super().ring(heads)
            case 'hold':
                self._held.append(heads)
            case 'tell':
                super().ring(heads)
                while self._held:
                    super().ring(self._held.pop())
