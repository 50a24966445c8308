"""The time of one event loop: it runs as the world's does, and a test can put it forward."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Any

SETTLING_SECONDS = 0.3
"""What is due so soon belongs to what a person has just done: frames are sent at a pace of up to 0.2 s."""

MOST_TURNS = 20_000
"""Turns of the loop after which something is not going to come to rest."""

ELSEWHERE_SECONDS = 5.0
"""How long work in threads is waited for."""


class Clock:
    """Takes over the timers of a loop between `start` and `stop`; only public methods of the loop are replaced."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._ahead_seconds = 0.0
        self._timers: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._numbers = itertools.count()
        self._steps = 0
        self._elsewhere: set[asyncio.Future[Any]] = set()
        self._time = loop.time
        self._call_at = loop.call_at
        self._call_soon = loop.call_soon
        self._run_in_executor = loop.run_in_executor

    def start(self) -> None:
        """Follow the loop from now on."""
        loop: Any = self._loop
        loop.time, loop.call_at = self.time, self._note_timer
        loop.call_soon, loop.run_in_executor = self._note_step, self._note_work

    def stop(self) -> None:
        """Give the loop its own time back."""
        loop: Any = self._loop
        for name in ('time', 'call_at', 'call_soon', 'run_in_executor'):
            delattr(loop, name)

    def time(self) -> float:
        """Return the loop's time, in seconds from some point."""
        return self._time() + self._ahead_seconds

    def now(self) -> datetime:
        """Return the date and time, put forward as far."""
        return datetime.now(UTC) + timedelta(seconds=self._ahead_seconds)

    def monotonic(self) -> float:
        """Return `time.monotonic`, put forward as far."""
        return time.monotonic() + self._ahead_seconds

    async def settle(self) -> None:
        """Let everything come to rest that has been begun, and what is due in a moment, without waiting for it."""
        await self._run_until(self.time() + SETTLING_SECONDS)

    async def passes(self, seconds: float) -> None:
        """Put the time forward; each timer that comes due on the way runs at its own moment."""
        end = self.time() + seconds
        await self._run_until(end)
        self._go_to(end)
        await self._rest()

    async def _run_until(self, end: float) -> None:
        await self._rest()
        while (due := self._next_due()) is not None and due <= end:
            self._go_to(due)
            await self._rest()

    def _go_to(self, moment: float) -> None:
        self._ahead_seconds += max(0.0, moment - self.time())

    async def _rest(self) -> None:
        """Give the loop turns until two in a row brought nothing new."""
        quiet = 0
        for _ in range(MOST_TURNS):
            before = self._steps
            await asyncio.sleep(0)
            quiet = quiet + 1 if self._steps <= before + 1 else 0  # one is this task's own
            if quiet < 2:
                continue
            if not self._elsewhere:
                return
            await asyncio.wait(self._elsewhere, timeout=ELSEWHERE_SECONDS)
        raise RuntimeError('The server does not come to rest: something in it asks for turn after turn of the loop.')

    def _next_due(self) -> float | None:
        now = self.time()
        while self._timers and (self._timers[0][2].cancelled() or self._timers[0][0] < now):
            heapq.heappop(self._timers)
        return self._timers[0][0] if self._timers else None

    def _note_timer(
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        timer = self._call_at(when, callback, *args, context=context)
        heapq.heappush(self._timers, (when, next(self._numbers), timer))
        return timer

    def _note_step(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        self._steps += 1
        return self._call_soon(callback, *args, context=context)

    def _note_work(self, executor: Executor | None, function: Callable[..., Any], *args: Any) -> 'asyncio.Future[Any]':
        work = self._run_in_executor(executor, function, *args)
        self._elsewhere.add(work)
        work.add_done_callback(self._elsewhere.discard)
        return work
