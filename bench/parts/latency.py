"""How long a lone message takes to the last of 200 viewers."""

import asyncio
import statistics
import time
from collections.abc import Iterator

from bench.load.crowd import Crowd
from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_most
from bench.site import serving

VIEWERS = 200
PAUSE_SECONDS = 0.25
MEDIAN = f'ms from sending to the last of {VIEWERS} viewers, median'
WORST = f'ms from sending to the last of {VIEWERS} viewers, worst'


async def measure(options: Options, figures: Figures) -> None:
    """Send lone messages to each server."""
    for server in options.servers:
        async with serving(server) as site:
            await site.crowd.grow(VIEWERS)
            await site.crowd.trickle(3, 3)
            times = [await _lone_message(site.crowd) for _ in range(options.lone_messages)]
            figures.add(MEDIAN, server.name, 1e3 * statistics.median(times))
            figures.add(WORST, server.name, 1e3 * max(times))


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Compare ours with each peer."""
    ours = figures.get(MEDIAN, OURS.name)
    for server in options.servers:
        peer = figures.get(MEDIAN, server.name)
        if server is not OURS and ours and peer:
            yield at_most(f'lone message to the last of {VIEWERS} viewers', ours, peer, f'ms ({server.name})')


async def _lone_message(crowd: Crowd) -> float:
    await asyncio.sleep(PAUSE_SECONDS)
    tally = crowd.begin()
    sent_at = time.perf_counter()
    crowd.send()
    if not await tally.complete():
        raise RuntimeError(f'{tally.missing} viewers never got a lone message')
    return tally.last_at - sent_at
