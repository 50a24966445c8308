"""How soon a keystroke shows while 1,000 messages arrive in 10 s, in a real browser on the open group."""

import asyncio
from collections.abc import Iterator

from playwright.async_api import Browser

from bench.browser import browsing, sign_in
from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_least, at_most
from bench.servers import Voting
from bench.site import Site, serving

SENDERS = 10
MESSAGES = 1000
PER_SECOND = 100
KEY_SECONDS = 0.12
LIMIT_MS = 100
SETTLE_SECONDS = 3.0
"""A browser without a graphics card compiles how to draw each new kind of shape, for up to a second, beside its own
thread: keys were painted meanwhile, and shown late."""
LEAST_FRAMES = 20
WIDGETS = 20
VOTES_PER_SECOND = 20
"""More than one a frame would be drawn together; so each is a change that the browser draws by itself."""
FLOOD = f'while {MESSAGES:,} messages come in 10 s'
BALLOTS = f'with {WIDGETS} widgets in view and {VOTES_PER_SECOND} votes a second'


def usual(when: str) -> str:
    """Name the measure of an ordinary keystroke."""
    return f'ms until a keystroke shows, {when}, median'


def worst(when: str) -> str:
    """Name the measure of a slow one."""
    return f'ms until a keystroke shows, {when}, 95 %'


def frames(when: str) -> str:
    """Name the measure of what is painted."""
    return f'frames a second, {when}'


WATCH = """() => {
  window.shown = [];
  window.frames = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') window.shown.push(entry.duration);
  }).observe({type: 'event', durationThreshold: 16});
  const count = () => { window.frames += 1; requestAnimationFrame(count); };
  requestAnimationFrame(count);
}"""
"""The browser's own measure, from the key going down to the next paint, in steps of 8 ms; shorter ones go untold.

See https://w3c.github.io/event-timing/.
"""


async def measure(options: Options, figures: Figures) -> None:
    """Let ten people flood the group, or vote in all its widgets, while an eleventh types."""
    async with browsing() as browser:
        async with serving(OURS) as site:
            await _measure(site, browser, figures, FLOOD)
        async with serving(Voting(SENDERS, WIDGETS)) as site:
            await _measure(site, browser, figures, BALLOTS)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold typing to its limit, and the page to be seen moving."""
    for when in (FLOOD, BALLOTS):
        if slow := figures.get(worst(when), OURS.name):
            yield at_most(f'keystroke {when}, 95 %', slow, LIMIT_MS, 'ms')
        if painted := figures.get(frames(when), OURS.name):
            yield at_least(f'frames {when}', painted, LEAST_FRAMES, 'a second')


async def _measure(site: Site, browser: Browser, figures: Figures, when: str) -> None:
    await site.crowd.grow(SENDERS)
    page = await sign_in(site, browser, 'Typist')
    await asyncio.sleep(SETTLE_SECONDS)
    await page.evaluate(WATCH)
    per_second = PER_SECOND if when == FLOOD else VOTES_PER_SECOND
    flood = asyncio.create_task(site.crowd.trickle(MESSAGES * per_second // PER_SECOND, per_second))
    before: float = await page.evaluate('performance.now()')
    keys = 0
    while not flood.done():
        await page.keyboard.press('a')
        keys += 1
        await asyncio.sleep(KEY_SECONDS)
    tally = await flood
    seconds = (await page.evaluate('performance.now()') - before) / 1000
    told: list[float] = await page.evaluate('window.shown')
    shown = sorted([0.0] * (keys - len(told)) + told)
    figures.add(usual(when), OURS.name, max(shown[keys // 2], 16))
    figures.add(worst(when), OURS.name, max(shown[int(keys * 0.95)], 16))
    figures.add(frames(when), OURS.name, await page.evaluate('window.frames') / seconds)
    figures.note(f'typing {when}: {keys} keys in {seconds:.0f} s; the slowest showed after {shown[-1]:.0f} ms')
    if tally.missing:
        figures.note(f'typing {when}: {tally.missing} deliveries never came')
