"""The line is cut, by refusals and by silence: whoever comes back sees everything, once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from bench.report import Verdict, at_most
from soak.plan import Plan
from soak.proxy import CUTS, Proxy, proxy_to
from soak.revising import delete, edit, own_row
from soak.site import Site, site_of, until
from soak.tab import Tab
from soak.verdicts import of_history, of_tabs

CUT_OFF = 8
DIRECT = 8
PER_SECOND = 2.0
SHOWN_SECONDS = 3.0
RETURN_SECONDS = 8.0
"""socket.io-client tries every 5 s at most, and then has 3 s to show everything."""
GIVE_UP_SECONDS = 30.0


async def run(plan: Plan) -> Sequence[Verdict]:
    """Cut some tabs off for so long, in both ways, while all of them and others write, edit and delete."""
    async with site_of(1, CUT_OFF + DIRECT) as site, proxy_to(site.port) as proxy:
        group = site.groups[0]
        far = [site.tab(group, each, port=proxy.port) for each in range(CUT_OFF)]
        near = [site.tab(group, CUT_OFF + each) for each in range(DIRECT)]
        await site.open([*far, *near])
        verdicts: list[Verdict] = []
        for name, cut in CUTS.items():
            for seconds in plan.cut_seconds:
                shown, returned = await _cut_off(site, proxy, cut, seconds)
                what = f'partition: {name} for {seconds:g} s'
                verdicts.append(at_most(f'{what}, all shown after coming back', shown, SHOWN_SECONDS, 's'))
                verdicts.append(at_most(f'{what}, all shown after the line was whole', returned, RETURN_SECONDS, 's'))
        verdicts.append(at_most('partition: pages loaded anew', sum(tab.reloads for tab in site.tabs), 0))
        return [*verdicts, *of_tabs('partition', site), *of_history('partition', site.history, await site.judge())]


async def _cut_off(
    site: Site, proxy: Proxy, cut: Callable[[Proxy], Awaitable[None]], seconds: float
) -> tuple[float, float]:
    """Cut, go on meanwhile, heal; return how long all took to be shown, from coming back and from the healing."""
    far, near = site.tabs[:CUT_OFF], site.tabs[CUT_OFF:]
    await go_on(site, [*far, *near], 4)
    await cut(proxy)
    began_at = time.monotonic()
    await go_on(site, near, seconds)
    for tab in far:
        site.send(tab)
    await asyncio.sleep(began_at + seconds - time.monotonic())
    expected = near[0].screen.rows()
    healed_at = time.monotonic()
    await proxy.heal()
    times = await asyncio.gather(*(_until_shown(tab, expected, healed_at) for tab in far))
    await site.settle()
    return max(shown for shown, _ in times), max(returned for _, returned in times)


async def go_on(site: Site, tabs: Sequence[Tab], seconds: float, *, per_second: float = PER_SECOND) -> None:
    """Write, edit and delete in these tabs for about so long.

    Whoever edits is never one who deletes: of what was deleted the journal cannot say any more how it was edited.
    """
    for number in range(int(seconds * per_second)):
        tab = tabs[(number + number // 4) % len(tabs)]
        if number % 4 == 3 and (row := own_row(site, tab)):
            await (delete if number % 8 == 7 else edit)(site, tab, row)
        else:
            site.send(tab)
        await asyncio.sleep(1 / per_second)


async def _until_shown(tab: Tab, expected: Sequence[tuple[int, str]], healed_at: float) -> tuple[float, float]:
    """Wait until a tab shows these rows as they are, and no others among them."""
    last = expected[-1][0]
    if not await until(lambda: [row for row in tab.screen.rows() if row[0] <= last] == expected, GIVE_UP_SECONDS):
        return float('inf'), float('inf')
    now = time.monotonic()
    return now - max(healed_at, tab.joined_at), now - healed_at
