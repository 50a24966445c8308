"""Many members talk in many groups: fast, complete, and with room to spare."""

import asyncio
import sys
import time
from collections.abc import Sequence

from bench.report import Verdict, at_most
from bench.site import Stopwatch
from soak.deliveries import Deliveries, percentile
from soak.plan import Plan
from soak.revising import delete, edit, own_row
from soak.site import Site, site_of
from soak.verdicts import of_history, of_tabs

WARM_UP_SECONDS = 5.0
MEDIAN_MS, P99_MS = 60.0, 250.0
CPU_PERCENT = 60.0
REVISE_SECONDS = 2.0


async def run(plan: Plan) -> Sequence[Verdict]:
    """Let everybody talk in turns, and some edit and delete, then hold the history against the journal."""
    async with site_of(plan.load_groups, plan.members) as site:
        await site.open([site.tab(group, each) for each in range(plan.members) for group in site.groups])
        await talk(site, WARM_UP_SECONDS, plan.load_per_second)
        site.deliveries = Deliveries()
        watch = Stopwatch(site.process)
        waited_before = site.process.waited_seconds()
        revising = asyncio.create_task(_revise(site))
        await talk(site, plan.load_seconds, plan.load_per_second)
        revising.cancel()
        cost = watch.stop()
        waited = site.process.waited_seconds() - waited_before
        print(f'load: for {waited:.1f} s other processes had the core of the server', file=sys.stderr)
        await site.settle()
        times = site.deliveries.milliseconds()
        who = f'{len(site.tabs)} clients'
        return [
            at_most(f'load: {who}, sent to all received, median', percentile(times, 50), MEDIAN_MS, 'ms'),
            at_most(f'load: {who}, sent to all received, 99 of 100', percentile(times, 99), P99_MS, 'ms'),
            at_most('load: CPU', 100 * cost.server_seconds / cost.wall_seconds, CPU_PERCENT, '% of a core'),
            at_most('load: disconnected', sum(tab.disconnects for tab in site.tabs), 0),
            at_most('load: pages loaded anew', sum(tab.reloads for tab in site.tabs), 0),
            *of_tabs('load', site),
            *of_history('load', site.history, await site.judge()),
        ]


async def talk(site: Site, seconds: float, per_second: float, *, length: int = 70) -> None:
    """Let the tabs send in turns, evenly."""
    began_at = time.monotonic()
    for number in range(int(seconds * per_second)):
        await asyncio.sleep(began_at + number / per_second - time.monotonic())
        turns = (site.tabs[(number + later) % len(site.tabs)] for later in range(len(site.tabs)))
        tab = next(tab for tab in turns if not tab.is_revising)
        site.send(tab, readers=len(site.in_group(tab.reader.group)), length=length)


async def _revise(site: Site) -> None:
    """Edit and delete in turns, here and there, until cancelled."""
    for number in range(1_000_000):
        await asyncio.sleep(REVISE_SECONDS)
        tab = site.tabs[number * 7 % len(site.tabs)]
        if row := own_row(site, tab):
            tab.is_revising = True
            await (delete if number % 3 == 2 else edit)(site, tab, row)
            tab.is_revising = False
