"""How soon one's own message shows, and another group is open, in a real browser while somebody else looks on."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from playwright.async_api import Page

from bench.browser import browsing, sign_in
from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_most
from bench.site import serving

MESSAGES = 60
"""What each of the two groups holds: more than a screen."""
TIMES = 40
PAUSE_SECONDS = 0.25
"""Between what the writer does: a page that sends more than 20 events a second is taken for a flood."""
OWN_LIMIT_MS = 100
OPEN_LIMIT_MS = 200
OTHER_GROUP = 'Workshop'

OWN = "ms from Enter to one's own message on the screen"
OPEN = 'ms from a click in the list to the messages of that group'

SEE = """(text) => new Promise((resolve) => {
  const start = (began) => {
    const look = () => {
      const rows = [...document.querySelectorAll('[role=log] [data-o]')];
      if (!rows.some((row) => row.offsetHeight && row.textContent.includes(text))) return requestAnimationFrame(look);
      requestAnimationFrame((now) => resolve(now - began));
    };
    look();
  };
  const on = (e) => {
    if (e.type === 'keydown' && e.key !== 'Enter') return;
    for (const type of ['keydown', 'pointerdown']) document.removeEventListener(type, on, true);
    start(e.timeStamp);
  };
  for (const type of ['keydown', 'pointerdown']) document.addEventListener(type, on, true);
})"""
"""From the key or the button going down to the frame after the one in which a row with the text was laid out."""


class Place:
    """A group and the newest text there."""

    def __init__(self, group: str) -> None:
        self.group = group
        self.newest = f'{MESSAGES - 1} in {group}'


async def measure(options: Options, figures: Figures) -> None:
    """Send a message, and go to the other group, in turns."""
    if OURS not in options.servers:
        return
    async with serving(OURS) as site, browsing() as browser:
        await sign_in(site, browser, 'Onlooker')
        page = await sign_in(site, browser, 'Writer')
        lobby = await page.get_by_role('heading', level=1).last.inner_text()
        await _fill(page, lobby)
        await _create(page, OTHER_GROUP)
        await _fill(page, OTHER_GROUP)
        here, there = Place(OTHER_GROUP), Place(lobby)
        for turn in range(TIMES):
            here.newest = f'message {turn} of the writer'
            await page.get_by_role('textbox', name='Message', exact=True).fill(here.newest)
            figures.add(OWN, OURS.name, await _seen(page, here.newest, lambda: page.keyboard.press('Enter')))
            here, there = there, here
            link = page.get_by_role('navigation', name='Groups').get_by_role('link', name=here.group)
            figures.add(OPEN, OURS.name, await _seen(page, here.newest, link.click))
            await asyncio.sleep(PAUSE_SECONDS)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold both to what people do not notice."""
    for name, limit in ((OWN, OWN_LIMIT_MS), (OPEN, OPEN_LIMIT_MS)):
        if shown := figures.get(name, OURS.name):
            yield at_most(name, shown, limit, 'ms')


async def _seen(page: Page, text: str, act: Callable[[], Awaitable[None]]) -> float:
    """Return after how many ms of the page's own clock a row with a text is seen, counted from what the act presses."""
    await page.evaluate(f'(text) => {{ window.seen = ({SEE})(text); }}', text)
    await act()
    return float(await page.evaluate('window.seen'))


async def _fill(page: Page, group: str) -> None:
    box = page.get_by_role('textbox', name='Message', exact=True)
    for number in range(MESSAGES):
        await box.fill(f'{number} in {group}')
        await box.press('Enter')
        await asyncio.sleep(PAUSE_SECONDS)
    await page.get_by_role('log').get_by_text(f'{MESSAGES - 1} in {group}').wait_for()


async def _create(page: Page, name: str) -> None:
    await page.get_by_role('button', name='New group').first.click()
    dialog = page.get_by_role('dialog')
    await dialog.get_by_role('textbox', name='Group name').fill(name)
    await dialog.get_by_role('button', name='Create').click()
    await page.get_by_role('heading', level=1, name=name).wait_for()
    await dialog.wait_for(state='detached')
