"""The server dies and comes back before a full house, and everybody is there again at once."""

import sys
import time
from collections.abc import Sequence

from bench.report import Verdict, at_most
from soak.deliveries import Deliveries
from soak.parts.load import talk
from soak.plan import Plan
from soak.site import Site, site_of, until
from soak.verdicts import of_history, of_tabs

TALK_SECONDS, PER_SECOND = 5.0, 10.0
FIRST_SECONDS, ALL_SECONDS = 3.0, 20.0
GIVE_UP_SECONDS = 60.0
LATE_SECONDS = '0.25'
"""The limit is 300 ms; the histogram counts what is above 250."""


async def run(plan: Plan) -> Sequence[Verdict]:
    """Kill the server, let some write while it is away, start it, and wait until all have everything."""
    async with site_of(plan.restart_groups, plan.members) as site:
        await site.open([site.tab(group, each) for each in range(plan.members) for group in site.groups])
        await talk(site, TALK_SECONDS, PER_SECOND)
        await site.settle()
        await site.process.kill()
        await until(lambda: not any(tab.is_connected for tab in site.tabs), GIVE_UP_SECONDS)
        site.deliveries = Deliveries()
        for group in site.groups:
            site.send(site.in_group(group)[0], readers=plan.members)
        await site.start_before_a_crowd()
        first, everybody = await _until_back(site)
        waited = site.process.waited_seconds()
        print(f'restart: for {waited:.1f} s other processes had the core of the server', file=sys.stderr)
        late = (await site.look()).late_turns(LATE_SECONDS)
        await site.settle()
        who = f'restart: {len(site.tabs)} viewers'
        return [
            at_most(f'{who}, the first is back after', first, FIRST_SECONDS, 's'),
            at_most(f'{who}, all are back and complete after', everybody, ALL_SECONDS, 's'),
            at_most('restart: turns of the loop above 250 ms', late, 0),
            *of_tabs('restart', site),
            *of_history('restart', site.history, await site.judge()),
        ]


async def _until_back(site: Site) -> tuple[float, float]:
    """Return the seconds until the first tab is back, and until all are and show everything."""
    began_at = time.monotonic()
    await until(lambda: any(tab.is_connected for tab in site.tabs), GIVE_UP_SECONDS)
    first = time.monotonic() - began_at
    await until(lambda: all(tab.is_connected for tab in site.tabs) and not site.deliveries.missing, GIVE_UP_SECONDS)
    return first, time.monotonic() - began_at
