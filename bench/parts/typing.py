"""How soon a keystroke shows while 1,000 messages arrive in 10 s, in a real browser on the open group."""

import asyncio
import os
import shutil
from collections.abc import Iterator

from playwright.async_api import Browser, Page, async_playwright

from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_least, at_most
from bench.site import Site, serving

SENDERS = 10
MESSAGES = 1000
PER_SECOND = 100
KEY_SECONDS = 0.12
LIMIT_MS = 100
LEAST_FRAMES = 20
BROWSERS = ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
FLOOD = f'while {MESSAGES:,} messages come in 10 s'
USUAL = f'ms until a keystroke shows, {FLOOD}, median'
WORST = f'ms until a keystroke shows, {FLOOD}, 95 %'
FRAMES = f'frames a second, {FLOOD}'

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
    """Let ten people flood the group while an eleventh types."""
    async with serving(OURS) as site, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_installed(), args=['--no-sandbox'])
        try:
            await _measure(site, browser, figures)
        finally:
            await browser.close()


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold typing to its limit, and the page to be seen moving."""
    if worst := figures.get(WORST, OURS.name):
        yield at_most(f'keystroke {FLOOD}, 95 %', worst, LIMIT_MS, 'ms')
    if frames := figures.get(FRAMES, OURS.name):
        yield at_least(f'frames {FLOOD}', frames, LEAST_FRAMES, 'a second')


async def _measure(site: Site, browser: Browser, figures: Figures) -> None:
    await site.crowd.grow(SENDERS)
    page = await _sign_in(site, browser)
    await page.evaluate(WATCH)
    flood = asyncio.create_task(site.crowd.trickle(MESSAGES, PER_SECOND))
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
    figures.add(USUAL, OURS.name, max(shown[keys // 2], 16))
    figures.add(WORST, OURS.name, max(shown[int(keys * 0.95)], 16))
    figures.add(FRAMES, OURS.name, await page.evaluate('window.frames') / seconds)
    figures.note(f'typing: {keys} keys in {seconds:.0f} s; the slowest showed after {shown[-1]:.0f} ms')
    if tally.missing:
        figures.note(f'typing: {tally.missing} deliveries never came')


async def _sign_in(site: Site, browser: Browser) -> Page:
    page = await browser.new_page(base_url=f'http://localhost:{site.port}', viewport={'width': 1280, 'height': 800})
    await page.goto(site.path)
    await page.get_by_role('textbox', name='Display name').fill('Typist')
    await page.get_by_role('button', name='Sign in').click()
    await page.get_by_role('textbox', name='Message', exact=True).click()
    return page


def _installed() -> str | None:
    """Find a browser on the machine; None is the one that Playwright installed. Both cores are the browser's."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)
