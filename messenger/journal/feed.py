"""The feed gives a node each change once and in order, whatever the bus loses, repeats or reorders.

Next number: apply. Older: drop. A gap: wait a moment, then read the journal. Every two seconds,
and whenever the journal answers again, compare heads. Another epoch, or a head behind our own
position, means that a backup was restored: forget the picture and load it anew.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from messenger.journal.contract import Bus, Journal, JournalUnavailable, Picture
from messenger.model.changes import Change
from messenger.model.ids import SITE, StreamId
from messenger.tasks import end_tasks

GAP_SECONDS = 0.05
"""A missing change of another node is mostly under way; reading it at once would be work for nothing."""

COMPARE_SECONDS = 2.0
"""How long a doorbell that was never heard can delay a change."""

ALIVE_SECONDS = 10.0
"""Without a comparison for so long the picture may be old."""

PAGE = 100
"""Changes applied before others get their turn."""

log = logging.getLogger(__name__)


class Feed:
    """Follows a journal on behalf of one node's store. `forget` takes a whole picture, `apply` one change."""

    def __init__(
        self,
        journal: Journal,
        bus: Bus,
        apply: Callable[[Change], None],
        forget: Callable[[Picture], Awaitable[None]],
        *,
        compare_seconds: float = COMPARE_SECONDS,
        alive_seconds: float = ALIVE_SECONDS,
    ) -> None:
        self._journal = journal
        self._bus = bus
        self._apply = apply
        self._forget = forget
        self._compare_seconds = compare_seconds
        self._alive_seconds = alive_seconds
        self._epoch = ''
        self._positions: dict[StreamId, int] = {}
        self._wanted: dict[StreamId, int] = {}
        self._is_loaded = False
        self._has_gap = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._compared_at = 0.0

    async def start(self) -> None:
        """Load the picture, then follow. Raises JournalUnavailable."""
        self._journal.listen(self._hear_commit)
        self._bus.listen(self._hear_ring)
        await self._load()
        self._task = asyncio.create_task(self._follow(), name='feed')

    async def stop(self) -> None:
        """Follow no more."""
        self._is_loaded = False
        await end_tasks(self._task)

    @property
    def is_alive(self) -> bool:
        """Whether the feed follows, and has compared heads lately."""
        is_following = self._task is not None and not self._task.done() and self._is_loaded
        return is_following and asyncio.get_running_loop().time() - self._compared_at < self._alive_seconds

    def position(self, stream: StreamId) -> int:
        """Return the number of the newest change that was applied."""
        return self._positions.get(stream, 0)

    def _hear_commit(self, changes: Sequence[Change]) -> None:
        """Take this node's own commits, synchronously, and ring for the other nodes."""
        for change in changes:
            self._take(change)
        self._bus.ring({change.stream: change.number for change in changes})

    def _hear_ring(self, heads: Mapping[StreamId, int]) -> None:
        for stream, number in heads.items():
            self._want(stream, number)

    def _take(self, change: Change) -> None:
        """Apply a change if it is the next of its stream; before the picture is loaded remember that it exists."""
        position = self.position(change.stream)
        if self._is_loaded and change.number == position + 1:
            self._positions[change.stream] = change.number
            self._apply_safely(change)
        elif change.number > position:
            self._want(change.stream, change.number)

    def _apply_safely(self, change: Change) -> None:
        try:
            self._apply(change)
        except Exception:
            # A picture that missed a change is wrong for good; the tables know better.
            log.exception('change %s %s could not be applied', change.stream, change.number)
            self._is_loaded = False
            self._has_gap.set()

    def _want(self, stream: StreamId, number: int) -> None:
        if number > max(self.position(stream), self._wanted.get(stream, 0)):
            self._wanted[stream] = number
            self._has_gap.set()

    async def _follow(self) -> None:
        while True:
            is_gap = await self._gap_or_time()
            try:
                await self._refresh(is_gap=is_gap)
            except JournalUnavailable as error:
                log.warning('feed waits for the journal: %s', error)
                await asyncio.sleep(self._compare_seconds)
            except Exception:
                log.exception('feed starts over')
                self._is_loaded = False
                await asyncio.sleep(self._compare_seconds)

    async def _refresh(self, *, is_gap: bool) -> None:
        self._has_gap.clear()
        if not is_gap:
            await self._compare()
        if not self._is_loaded:
            await self._load()
        while self._wanted:
            # Members first: the changes of groups speak of them.
            await self._catch_up(SITE if SITE in self._wanted else next(iter(self._wanted)))

    async def _gap_or_time(self) -> bool:
        """Wait for a gap, and a moment longer for it to close by itself; False when it is time to compare."""
        try:
            async with asyncio.timeout(self._until_comparison()):
                await self._has_gap.wait()
        except TimeoutError:
            return False
        await asyncio.sleep(GAP_SECONDS)
        return self._until_comparison() > 0

    def _until_comparison(self) -> float:
        return self._compared_at + self._compare_seconds - asyncio.get_running_loop().time()

    async def _compare(self) -> None:
        """Ask the journal how far it is."""
        positions = dict(self._positions)
        epoch, heads = await self._journal.epoch(), await self._journal.heads()
        self._compared_at = asyncio.get_running_loop().time()
        is_behind_us = any(heads.get(stream, 0) < number for stream, number in positions.items())
        if epoch != self._epoch or is_behind_us:
            log.warning('the journal has another past: loading it anew')
            self._is_loaded = False
        self._hear_ring(heads)

    async def _load(self) -> None:
        """Take the whole picture; what is committed meanwhile is wanted and read afterwards."""
        self._is_loaded = False
        self._positions = {}
        picture = await self._journal.load()
        await self._forget(picture)
        self._epoch = picture.epoch
        self._positions = dict(picture.heads)
        self._wanted = {stream: number for stream, number in self._wanted.items() if number > self.position(stream)}
        self._compared_at = asyncio.get_running_loop().time()
        self._is_loaded = True

    async def _catch_up(self, stream: StreamId) -> None:
        """Read what is missing of a stream; what the journal does not have (any more) is wanted no longer."""
        while self._wanted[stream] > (position := self.position(stream)):
            for change in await self._journal.read(stream, after=position, limit=PAGE):
                self._take(change)
            if self.position(stream) == position:
                break
        del self._wanted[stream]
