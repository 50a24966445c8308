"""Long groups: up to the very first message, and down again from the address of an old one."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.person import Person
from tests.browser.server import ROOT, Server

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

MESSAGES = 400
MOST_ROWS = 300
WHEEL_PIXELS = 600

WATCH_THE_EYE = """() => {
  const log = document.querySelector('[role=log]');
  const middle = () => [...log.querySelectorAll('[data-o]')].find((row) => row.getBoundingClientRect().bottom > 400);
  let row = middle(), top = row.getBoundingClientRect().top;
  window.jumps = [];
  const look = () => {
    const now = row.isConnected ? row.getBoundingClientRect().top : NaN;
    if (!(Math.abs(now - top) <= 1200)) window.jumps.push([row.dataset.o, top, now]);
    row = middle();
    top = row?.getBoundingClientRect().top;
    requestAnimationFrame(look);
  };
  look();
}"""
"""Between two frames the row in the middle goes at most as far as two turns of the wheel."""

SLOW_DOWN = """() => {
  const log = document.querySelector('[role=log]');
  const work = () => { log.scrollHeight; const end = performance.now() + 60; while (performance.now() < end); };
  new MutationObserver(work).observe(log.querySelector('.rows'), {childList: true});
}"""
"""A page that is laid out and then busy when rows come: the turn of the wheel under way meets them half done."""

ROWS = "log => [...log.querySelectorAll('[data-o]')].map((row) => Number(row.dataset.o))"
FRAME = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'
"""A turn of the wheel is painted by the second frame; the next one comes after it, as from a hand."""


@pytest_asyncio.fixture(scope='module', loop_scope='session')
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """A server whose lobby has a long past."""
    folder = tmp_path_factory.mktemp('data')
    arguments = ('-m', 'tests.browser.history', str(folder), str(MESSAGES))
    filling = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT)
    assert await filling.wait() == 0
    server = Server(folder)
    await server.start()
    yield server
    assert await server.stop() == 0


async def test_scrolling_up_ends_at_the_very_first_and_nothing_jumps(server, arrive) -> None:
    """The row under the eye stays there while older ones come and the far side goes; never too many rows."""
    alice: Person = await arrive(server, 'Alice')
    await alice.opens('Lobby')
    await alice.sees(f'past {MESSAGES - 1} ')
    await alice.log.hover()
    await alice.page.evaluate(WATCH_THE_EYE)
    await alice.page.evaluate(SLOW_DOWN)
    most = 0
    while not await alice.message('past 0 ').count() or not await alice.log.evaluate(
        'log => log.scrollTop <= log.clientHeight - log.scrollHeight + 2'
    ):
        await alice.page.mouse.wheel(0, -WHEEL_PIXELS)
        await alice.page.evaluate(FRAME)
        most = max(most, len(await alice.log.evaluate(ROWS)))
    await expect(alice.message('past 0 ')).to_be_in_viewport()
    assert await alice.page.evaluate('window.jumps') == []
    assert most <= MOST_ROWS


async def test_an_old_message_has_an_address_and_the_way_down_goes_on_from_it(server, arrive) -> None:
    """It opens around the message; at the end of what is loaded more comes, in order, without a jump."""
    bob: Person = await arrive(server, 'Bob')
    await bob.opens('Lobby')
    await bob.page.goto(f'{bob.page.url}?at=103')
    await expect(bob.log.locator('[data-o="103"]')).to_be_in_viewport()
    await expect(bob.log.locator('[data-o="103"]')).to_be_focused()
    await expect(bob.log.locator('[data-o="51"]')).to_be_attached()
    # Not to the end of the scroll: the next stretch may be there already.
    await bob.log.locator('[data-o="150"]').evaluate("row => row.scrollIntoView({block: 'end'})")
    await expect(bob.log.locator('[data-o="151"]')).to_be_attached()
    await expect(bob.log.locator('[data-o="150"]')).to_be_in_viewport()

    await bob.log.hover()
    await bob.page.evaluate(WATCH_THE_EYE)
    await bob.page.evaluate(SLOW_DOWN)
    newest = bob.message(f'past {MESSAGES - 1} ')
    while not await newest.count() or not await bob.log.evaluate('log => log.scrollTop > -2'):
        await bob.page.mouse.wheel(0, WHEEL_PIXELS)
        await bob.page.evaluate(FRAME)
    await expect(newest).to_be_in_viewport()
    assert await bob.page.evaluate('window.jumps') == []
    rows = await bob.log.evaluate(ROWS)
    assert rows == list(range(rows[0], rows[0] + len(rows)))
