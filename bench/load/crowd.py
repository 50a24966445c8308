"""All viewers of one group: they join, count together, and take turns in sending."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from bench.load.tally import Tally
from bench.load.viewer import Viewer

JOINING_AT_ONCE = 8
ACKNOWLEDGE_SECONDS = 3.0
BACKLOG_SECONDS = 0.4
"""How much work a saturated server is kept ahead with: enough never to idle, little enough to drain soon."""
LEAST_BACKLOG = 2
MOST_BACKLOG = 200
"""Messages on their way at most: a page shows some 300 rows, and what passes by faster than that is not delivered."""
TICK_SECONDS = 0.002

Join = Callable[[int, Tally], Awaitable[Viewer]]
"""Signs in somebody new, by number, and opens the group's page and its socket."""


class Crowd:
    """Viewers of one group, each a member of their own."""

    def __init__(self, join: Join, *, events_per_second: float | None = None, event_burst: int = 0) -> None:
        self._join = join
        self._events_per_second = events_per_second
        self._event_burst = event_burst
        self._stretch = 0
        self._acknowledging: asyncio.Task[None] | None = None
        self.viewers: list[Viewer] = []
        self.tally = Tally(0, 0)

    async def grow(self, size: int) -> None:
        """Let viewers join until there are so many."""
        if self._acknowledging is None:
            self._acknowledging = asyncio.create_task(self._acknowledge())
        gate = asyncio.Semaphore(JOINING_AT_ONCE)

        async def join(number: int) -> Viewer:
            async with gate:
                return await self._join(number, self.tally)

        joined = await asyncio.gather(*(join(number) for number in range(len(self.viewers), size)))
        self.viewers += joined

    def begin(self) -> Tally:
        """Start counting anew."""
        self._stretch += 1
        self.tally = Tally(self._stretch, len(self.viewers))
        for viewer in self.viewers:
            viewer.socket.count_anew(self.tally)
        return self.tally

    def send(self) -> None:
        """Let the next viewer send the next message."""
        viewer = self.viewers[self.tally.sent % len(self.viewers)]
        viewer.send(self.tally.next_text())

    async def trickle(self, messages: int, per_second: float) -> Tally:
        """Send evenly, then wait for the last delivery."""
        tally = self.begin()
        began_at = time.perf_counter()
        for number in range(messages):
            await asyncio.sleep(began_at + number / per_second - time.perf_counter())
            self.send()
        await asyncio.sleep(began_at + messages / per_second - time.perf_counter())
        await tally.complete()
        return tally

    async def saturate(self, seconds: float) -> Tally:
        """Keep the server busy for so long, then wait for the last delivery.

        So many messages are kept on their way that they are `BACKLOG_SECONDS` of work at the rate reached.
        """
        tally = self.begin()
        began_at = time.perf_counter()
        rate = Rate(began_at)
        while (now := time.perf_counter()) < began_at + seconds:
            on_the_way = tally.missing / tally.viewers
            backlog = rate.at(now, tally.deliveries) * BACKLOG_SECONDS / tally.viewers
            backlog = min(max(backlog, LEAST_BACKLOG), MOST_BACKLOG)
            for _ in range(int(min(backlog - on_the_way, self._may_send(now - began_at)))):
                self.send()
            await asyncio.sleep(TICK_SECONDS)
        await tally.complete()
        return tally

    def close(self) -> None:
        """Close every socket."""
        if self._acknowledging is not None:
            self._acknowledging.cancel()
        for viewer in self.viewers:
            viewer.socket.close()

    @property
    def dropped(self) -> int:
        """How many viewers the server has closed."""
        return sum(viewer.socket.is_closed for viewer in self.viewers)

    def _may_send(self, elapsed_seconds: float) -> float:
        """Tell how many more messages the server's limit of events per socket allows by now."""
        if self._events_per_second is None:
            return float('inf')
        each = self._event_burst + self._events_per_second * elapsed_seconds
        return each * len(self.viewers) - self.tally.sent

    async def _acknowledge(self) -> None:
        while True:
            await asyncio.sleep(ACKNOWLEDGE_SECONDS)
            for viewer in self.viewers:
                viewer.acknowledge()


class Rate:
    """Deliveries per second, over the last stretch of `WINDOW_SECONDS`, never falling."""

    WINDOW_SECONDS = 0.1

    def __init__(self, now: float) -> None:
        self._since = now
        self._deliveries = 0
        self._rate = 0.0

    def at(self, now: float, deliveries: int) -> float:
        """Return the best rate so far."""
        if now - self._since >= self.WINDOW_SECONDS:
            self._rate = max(self._rate, (deliveries - self._deliveries) / (now - self._since))
            self._since, self._deliveries = now, deliveries
        return self._rate
