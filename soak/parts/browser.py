"""Tabs of a real browser through cut lines, stale updates and restarts: what was typed, read and sent is all there."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from playwright.async_api import Browser

from bench.browser import browsing
from bench.report import Verdict, at_most
from soak.parts.partition import RETURN_SECONDS, SHOWN_SECONDS, go_on
from soak.plan import Plan
from soak.proxy import CUTS, Proxy, proxy_to
from soak.site import Site, site_of
from soak.tab import Tab
from soak.verdicts import of_history, of_tabs
from soak.window import Window

NEAR = 8
"""Tabs without a browser, which write, edit and delete beside the cut ones."""
READERS = 4
"""Windows that are scrolled up, with a text in the box."""
WRITERS = 4
"""Windows that send while they are cut off."""
ROWS = 60
"""In the group before it begins: more than a screen, so that there is somewhere to scroll to.

In the end there must be fewer than the 300 that a page shows at once: beyond them, who is scrolled up sees a pill.
"""
CALM_SECONDS = 2.0
LEAST_PER_SECOND = 0.5
LEAST_CHANGES = 4
LOST_SECONDS = 0.5
"""So long what is sent goes into the silence, before the line is found dead."""
MOST_PIXELS = 1.0
LIVE_SECONDS = 10.0
STOP_SECONDS = 5.0


@dataclass(slots=True, kw_only=True)
class Findings:
    """What must not be, however long the fault."""

    verdicts: list[Verdict] = field(default_factory=list)
    moved: float = 0.0
    """Pixels by which a row before the eye stands elsewhere after a cut."""
    drafts_lost: int = 0
    loads: int = 0
    """Pages loaded anew without need: at all in a cut, more than once in a restart."""
    stale: int = 0
    """Rounds after which a window showed older rows than there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everybody, the line that is cut, and what is found."""

    site: Site
    proxy: Proxy
    near: Sequence[Tab]
    readers: Sequence[Window]
    writers: Sequence[Window]
    found: Findings = field(default_factory=Findings)

    @property
    def windows(self) -> Sequence[Window]:
        """All tabs of the real browser."""
        return [*self.readers, *self.writers]


async def run(plan: Plan) -> Sequence[Verdict]:
    """Cut the windows off, give them stale updates, and restart the server under them, in turns."""
    async with site_of(1, NEAR + READERS + WRITERS) as site, proxy_to(site.port) as proxy, browsing() as browser:
        scene = await _open(site, proxy, browser)
        for name in CUTS:
            for seconds in plan.browser_cut_seconds:
                await _cut_off(scene, name, seconds)
        for _ in range(plan.browser_stale_rounds):
            await _make_stale(scene)
        for is_killed in (False, True):
            for seconds in plan.browser_down_seconds:
                await _restart(scene, seconds, is_killed=is_killed)
        found = scene.found
        return [
            *found.verdicts,
            at_most('browser: the row before the eye moved by', found.moved, MOST_PIXELS, 'px'),
            at_most(f'browser: of {plan.browser_stale_rounds} stale updates shown', found.stale, 0),
            at_most('browser: drafts lost', found.drafts_lost, 0),
            at_most('browser: pages loaded without need', found.loads, 0),
            *of_tabs('browser', site),
            *of_history('browser', site.history, await site.judge()),
        ]


async def _open(site: Site, proxy: Proxy, browser: Browser) -> Scene:
    group = site.groups[0]
    near = [site.tab(group, each) for each in range(NEAR)]
    await site.open(near)
    for number in range(ROWS):
        site.send(near[number % NEAR])
    await site.settle()
    members = range(NEAR, NEAR + READERS + WRITERS)
    windows = [await site.open_window(browser, group, member, port=proxy.port) for member in members]
    for number, window in enumerate(windows[:READERS]):
        await window.draft(f'What I wanted to say, {number}')
        await window.scroll_up()
    return Scene(site=site, proxy=proxy, near=near, readers=windows[:READERS], writers=windows[READERS:])


async def _cut_off(scene: Scene, name: str, seconds: float) -> None:
    """Cut, write on both sides, heal: no page is loaded anew, nothing moves, and everything is there soon."""
    site, found = scene.site, scene.found
    await go_on(site, scene.near, CALM_SECONDS)
    await site.settle()
    loads = [window.loads for window in scene.windows]
    for window in scene.readers:
        await window.note_place()
    await CUTS[name](scene.proxy)
    began_at = time.monotonic()
    words = [await site.write(window) for window in scene.writers]
    await go_on(site, scene.near, seconds, per_second=max(LEAST_PER_SECOND, LEAST_CHANGES / seconds))
    await asyncio.sleep(began_at + seconds - time.monotonic())
    rows = scene.near[0].screen.rows()
    healed_at = time.monotonic()
    await scene.proxy.heal()
    times = await asyncio.gather(*(_until_shown(window, rows, healed_at) for window in scene.windows))
    what = f'browser: {name} for {seconds:g} s'
    shown, returned = max(each for each, _ in times), max(each for _, each in times)
    found.verdicts.append(at_most(f'{what}, all shown after coming back', shown, SHOWN_SECONDS, 's'))
    found.verdicts.append(at_most(f'{what}, all shown after the line was whole', returned, RETURN_SECONDS, 's'))
    await asyncio.gather(*(window.until_has(words) for window in scene.windows))
    found.moved = max(found.moved, *[await window.moved() for window in scene.readers])
    found.loads += sum(window.loads - before for window, before in zip(scene.windows, loads, strict=True))
    await _look_for_drafts(scene)


async def _until_shown(window: Window, rows: Sequence[tuple[int, str]], healed_at: float) -> tuple[float, float]:
    """Wait for these rows; return the seconds that it took from coming back, and from the healing."""
    await window.until_connected()
    joined_at = time.monotonic()
    if not await window.until_shows(rows):
        return float('inf'), float('inf')
    now = time.monotonic()
    return now - joined_at, now - healed_at


async def _make_stale(scene: Scene) -> None:
    """Lose some updates in silence, let newer ones wait while nobody is there, and send more into the coming back."""
    site = scene.site
    await scene.proxy.swallow()
    _send(site, scene.near[:2])
    await asyncio.sleep(LOST_SECONDS)
    await scene.proxy.refuse()
    _send(site, scene.near[:2])
    await scene.proxy.heal()
    _send(site, scene.near[:2])
    await site.settle()
    rows = scene.near[0].screen.rows()
    scene.found.stale += not all(await asyncio.gather(*(window.until_shows(rows) for window in scene.windows)))


def _send(site: Site, tabs: Iterable[Tab]) -> None:
    for tab in tabs:
        site.send(tab)


async def _restart(scene: Scene, seconds: float, *, is_killed: bool) -> None:
    """End the server, write meanwhile, start it after so long: each page comes back once, with its text in the box."""
    site, found = scene.site, scene.found
    loads = [window.loads for window in scene.windows]
    began_at = time.monotonic()
    await (site.process.kill() if is_killed else site.process.stop())
    ended = time.monotonic() - began_at
    words = [await site.write(window) for window in scene.writers] + [site.send(tab) for tab in scene.near]
    await asyncio.sleep(seconds)
    await site.start()
    ready_at = time.monotonic()
    times = await asyncio.gather(*(_until_back(window, words, ready_at) for window in scene.windows))
    what = f'browser: {"killed" if is_killed else "ended by SIGTERM"}, down for {seconds:g} s'
    found.verdicts.append(at_most(f'{what}, all are back and complete after', max(times), LIVE_SECONDS, 's'))
    if not is_killed:
        found.verdicts.append(at_most(f'{what}, ended after', ended, STOP_SECONDS, 's'))
    await site.settle()
    found.loads += sum(max(0, now.loads - before - 1) for now, before in zip(scene.windows, loads, strict=True))
    await _look_for_drafts(scene)


async def _until_back(window: Window, words: Sequence[str], ready_at: float) -> float:
    is_back = await window.until_has(words) and await window.until_connected()
    return time.monotonic() - ready_at if is_back else float('inf')


async def _look_for_drafts(scene: Scene) -> None:
    kept = await asyncio.gather(*(window.until_drafted() for window in scene.readers))
    scene.found.drafts_lost += kept.count(False)
