"""Tabs come and go all the time, and nothing of them stays."""

import asyncio
import sys
import time
from collections.abc import Sequence

from bench.report import Verdict, at_most
from soak.plan import Plan
from soak.site import Site, site_of
from soak.tab import Tab

PER_SECOND = 10.0
STAY_SECONDS = 3.0
GROUPS = 4
DRAIN_SECONDS = 200.0
"""A page without its browser is kept for 120 s, in case it comes back."""
LOOK_SECONDS = 2.0
GROWTH_PERCENT = 5.0


async def run(plan: Plan) -> Sequence[Verdict]:
    """Open and leave pages; afterwards all that the server holds for browsers must go."""
    async with site_of(GROUPS, plan.members) as site:
        warm_up, _ = await _churn(site, plan.members, plan.churn_warm_up_seconds)
        rss = (await site.look()).rss_bytes
        came, failed = await _churn(site, plan.members, plan.churn_seconds)
        growth = 100 * ((await site.look()).rss_bytes / rss - 1)
        held = await _drain(site)
        verdicts = [
            at_most(f'churn: {name} held after {warm_up + came} visits', left, 0) for name, left in held.items()
        ]
        verdicts.append(at_most('churn: visits that failed', failed, 0))
        if plan.churn_watches_memory:
            verdicts.append(at_most('churn: more memory than after the warm-up', growth, GROWTH_PERCENT, '%'))
        return verdicts


async def _churn(site: Site, members: int, seconds: float) -> tuple[int, int]:
    """Let somebody come ten times a second, and go again; return how many came, and for how many that failed."""
    visits = int(seconds * PER_SECOND)
    began_at = time.monotonic()
    coming = []
    for number in range(visits):
        await asyncio.sleep(began_at + number / PER_SECOND - time.monotonic())
        group = site.groups[number % GROUPS]
        coming.append(asyncio.create_task(_visit(site.tab(group, number // GROUPS % members))))
    return visits, sum(not has_come for has_come in await asyncio.gather(*coming))


async def _visit(tab: Tab) -> bool:
    try:
        await tab.open()
    except OSError as error:
        print(f'churn: {error}', file=sys.stderr)
        return False
    await asyncio.sleep(STAY_SECONDS)
    await tab.close()
    return True


async def _drain(site: Site) -> dict[str, int]:
    """Wait until nothing is held for browsers any more; return what is."""
    for _ in range(int(DRAIN_SECONDS / LOOK_SECONDS)):
        held = (await site.look()).held
        if not any(held.values()):
            break
        await asyncio.sleep(LOOK_SECONDS)
    return held
