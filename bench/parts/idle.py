"""What 1,000 viewers cost when nothing happens."""

import asyncio
from collections.abc import Iterator

from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_most
from bench.site import Stopwatch, serving

VIEWERS = 1000
SETTLE_SECONDS = 5.0
LIMIT_PERCENT = 3.0
SHARE = f'% of a core for {VIEWERS:,} idle viewers'


async def measure(options: Options, figures: Figures) -> None:
    """Let viewers join and wait."""
    for server in options.servers:
        async with serving(server) as site:
            await site.crowd.grow(VIEWERS)
            await asyncio.sleep(SETTLE_SECONDS)
            watch = Stopwatch(site.process)
            await asyncio.sleep(options.idle_seconds)
            cost = watch.stop()
            figures.add(SHARE, server.name, 100 * cost.server_seconds / cost.wall_seconds)
            if site.crowd.dropped:
                figures.note(f'{server.name}, idle: the server closed {site.crowd.dropped} of {VIEWERS} viewers')


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold ours to its limit."""
    if ours := figures.get(SHARE, OURS.name):
        yield at_most(f'{VIEWERS:,} idle viewers', ours, LIMIT_PERCENT, '% of a core')
