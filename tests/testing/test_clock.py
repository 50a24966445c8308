"""The time of a loop, put forward."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from messenger.testing.clock import MOST_TURNS, Clock


@pytest.fixture
async def clock() -> AsyncIterator[Clock]:
    clock = Clock(asyncio.get_running_loop())
    clock.start()
    yield clock
    clock.stop()


async def test_each_timer_runs_at_its_own_moment(clock: Clock) -> None:
    """A day of minutes takes a moment, and none is left out."""
    begun, struck = time.monotonic(), []

    async def tick() -> None:
        while True:
            await asyncio.sleep(60)
            struck.append(clock.time())

    start = clock.time()
    task = asyncio.create_task(tick())
    await clock.passes(24 * 3600 + 1)
    task.cancel()
    assert len(struck) == 24 * 60
    assert all(abs(at - start - 60 * place) < 1 for place, at in enumerate(struck, 1))
    assert time.monotonic() - begun < 30


async def test_what_is_cancelled_does_not_run(clock: Clock) -> None:
    """As in any loop."""
    struck: list[str] = []
    asyncio.get_running_loop().call_later(5, struck.append, 'kept')
    asyncio.get_running_loop().call_later(6, struck.append, 'cancelled').cancel()
    await clock.passes(10)
    assert struck == ['kept']


async def test_rest_waits_for_threads(clock: Clock) -> None:
    """And for what follows from their answers."""
    done = asyncio.create_task(asyncio.to_thread(time.sleep, 0.05))
    await clock.settle()
    assert done.done()


async def test_dates_follow(clock: Clock) -> None:
    """The calendar and the stopwatch go as far as the loop."""
    now, seconds = clock.now(), clock.monotonic()
    await clock.passes(3600)
    assert 3600 <= (clock.now() - now).total_seconds() < 3660
    assert 3600 <= clock.monotonic() - seconds < 3660


async def test_what_never_rests_is_said(clock: Clock) -> None:
    """Instead of hanging."""
    loop, calls = asyncio.get_running_loop(), iter(range(MOST_TURNS * 2))

    def fidget() -> None:
        if next(calls, None) is not None:
            loop.call_soon(fidget)

    fidget()
    with pytest.raises(RuntimeError, match='does not come to rest'):
        await clock.settle()


async def test_the_loop_gets_its_own_time_back() -> None:
    """Nothing of the clock stays behind."""
    loop = asyncio.get_running_loop()
    clock = Clock(loop)
    clock.start()
    await clock.passes(1000)
    clock.stop()
    assert abs(loop.time() - time.monotonic()) < 1
