"""The server dies in the middle of a storm, again and again: what was acknowledged stays, and nothing comes twice."""

import asyncio
import random
import sys
from collections.abc import Sequence

from bench.report import Verdict, at_most
from soak.plan import Plan
from soak.site import Site, site_of
from soak.tab import Tab
from soak.verdicts import of_history, of_tabs

GROUPS = 2
BREATH_SECONDS = 0.4
MOST_UNSENT = 50
"""What a tab has left unanswered before it waits: the server asks a page that came back for at most 100."""
EARLIEST_KILL_SECONDS, LATEST_KILL_SECONDS = 3.0, 6.0
READY_SECONDS = 5.0


async def run(plan: Plan) -> Sequence[Verdict]:
    """Kill so often; then let everybody come back, and hold the history against the journal."""
    async with site_of(GROUPS, plan.members) as site:
        await site.open([site.tab(group, each) for group in site.groups for each in range(plan.members)])
        storm = [asyncio.create_task(_send_on(site, tab)) for tab in site.tabs]
        ready_seconds = [await _kill(site) for _ in range(plan.kill_rounds)]
        await asyncio.sleep(EARLIEST_KILL_SECONDS)
        for sender in storm:
            sender.cancel()
        await site.settle()
        kills = f'kill: {plan.kill_rounds} rounds'
        return [
            at_most(f'{kills}, ready again after at most', max(ready_seconds), READY_SECONDS, 's'),
            *of_tabs('kill', site),
            *of_history('kill', site.history, await site.judge()),
        ]


async def _kill(site: Site) -> float:
    await asyncio.sleep(random.uniform(EARLIEST_KILL_SECONDS, LATEST_KILL_SECONDS))
    await site.process.kill()
    seconds = await site.start()
    print(f'kill: ready after {seconds:.1f} s, of which {site.process.cpu_seconds():.1f} s of CPU', file=sys.stderr)
    return seconds


async def _send_on(site: Site, tab: Tab) -> None:
    """Send, whether the server is there or not, as a person does who types on."""
    while True:
        await asyncio.sleep(random.uniform(0.5, 1.5) * BREATH_SECONDS)
        if len(tab.storage.unsent) < MOST_UNSENT:
            site.send(tab)
