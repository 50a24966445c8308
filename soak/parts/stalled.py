"""Browsers that read nothing harm nobody: they are cut off, and what they held is given back."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.report import Verdict, at_most
from soak.deliveries import Deliveries, percentile
from soak.parts.load import talk
from soak.plan import Plan
from soak.site import Site, open_all, site_of
from soak.verdicts import of_history, of_tabs

STALLED = 20
PER_SECOND = 20.0
TEXT_CHARACTERS = 9_900
BASELINE_SECONDS = 15.0
GONE_SECONDS = 15.0
SILENT_SECONDS = 35.0
"""Pings alone end a connection that does not answer: every 15 s one, to be answered within 15 s."""
MORE_MB = 150.0
SLOWER = 2.0
LOOK_SECONDS = 0.5
RECEIVE_BYTES = 4096
"""The other side's operating system still takes some 2.5 MB for each: until then nobody can tell."""


@dataclass(slots=True)
class Outcome:
    """What was seen of the stalled, in seconds since they stopped reading."""

    noticed_seconds: float = float('inf')
    gone_seconds: float = float('inf')
    most_rss_bytes: int = 0

    @property
    def seconds_to_end(self) -> float:
        """How long the server took to end them once it could see it; nothing when it needed not even that."""
        return self.gone_seconds - min(self.noticed_seconds, self.gone_seconds)


async def run(plan: Plan) -> Sequence[Verdict]:
    """Let members talk at length, some of them stop reading, and the others go on."""
    async with site_of(1, plan.members + STALLED) as site:
        await site.open([site.tab(site.groups[0], each) for each in range(plan.members)])
        idle = [site.tab(site.groups[0], plan.members + each) for each in range(STALLED)]
        for tab in idle:
            tab.screen.on_word = _count_nothing
            tab.read_little(RECEIVE_BYTES)
        await open_all(idle)
        before = await _pace(site, BASELINE_SECONDS)
        at_first = await site.look()
        for tab in idle:
            tab.stop_reading()
        outcome = Outcome()
        watch = asyncio.create_task(_watch(site, outcome))
        during = await _pace(site, plan.stalled_seconds)
        watch.cancel()
        kept = (await site.look()).open_files - (at_first.open_files - STALLED)
        await asyncio.gather(*(tab.close() for tab in idle))
        await site.settle()
        return [
            at_most(f'stalled: {STALLED} clients, gone after they stopped', outcome.gone_seconds, SILENT_SECONDS, 's'),
            at_most('stalled: gone after the first was noticed', outcome.seconds_to_end, GONE_SECONDS, 's'),
            at_most(
                'stalled: more memory meanwhile', (outcome.most_rss_bytes - at_first.rss_bytes) / 1e6, MORE_MB, 'MB'
            ),
            at_most('stalled: descriptors kept', kept, 0),
            at_most('stalled: the others, 99 of 100, against before', during / before, SLOWER, '×'),
            *of_tabs('stalled', site),
            *of_history('stalled', site.history, await site.judge()),
        ]


async def _pace(site: Site, seconds: float) -> float:
    """Talk for a while and return the 99th percentile of the time to all received."""
    site.deliveries = Deliveries()
    await talk(site, seconds, PER_SECOND, length=TEXT_CHARACTERS)
    await site.settle()
    return percentile(site.deliveries.milliseconds(), 99)


async def _watch(site: Site, outcome: Outcome) -> None:
    """Look every now and then, until cancelled."""
    began_at = time.monotonic()
    while True:
        gauges = await site.look()
        now = time.monotonic() - began_at
        outcome.most_rss_bytes = max(outcome.most_rss_bytes, gauges.rss_bytes)
        if gauges.stale:
            outcome.noticed_seconds = min(outcome.noticed_seconds, now)
        if gauges.held['connections'] <= len(site.tabs):
            outcome.gone_seconds = min(outcome.gone_seconds, now)
        await asyncio.sleep(LOOK_SECONDS)


def _count_nothing(_: str) -> None:
    """Leave those who will stop reading out of the count."""
