"""A tab of a real browser tells what its page shows and keeps, as it happens."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from bench.browser import browsing
from soak.history import Reader
from soak.window import Window

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>A group</title>
<div role="log" style="height: 300px; overflow: auto">
  <p data-o="2">g00c0001n00002 two</p><p data-o="3">joined</p><p data-o="4">g00c0001n00004e1 four</p>
</div>
<div class="composer"><textarea></textarea></div>
<script>window.socket = {connected: true}</script>"""

ADD = """([ordinal, text, isFirst]) => {
  const row = document.createElement('p');
  row.dataset.o = ordinal;
  row.textContent = text;
  document.querySelector('[role=log]')[isFirst ? 'prepend' : 'append'](row);
}"""


@asynccontextmanager
async def serving(page: str):
    """A server that has one page, whatever one asks for; yields its address."""

    async def answer(reader, writer):
        while (await reader.readline()).strip():
            pass
        body = page.encode()
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n' + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, '127.0.0.1', 0)
    async with server:
        yield f'http://127.0.0.1:{server.sockets[0].getsockname()[1]}/'


@pytest.fixture
async def window():
    async with serving(PAGE) as url, browsing() as browser:
        reader = Reader(name='Alice', group='g00', groups=frozenset({'g00'}))
        window = await Window.open(browser, url, ('session', 'secret'), reader)
        yield window
        await window.close()


async def test_each_row_is_told_when_it_is_first_shown(window):
    """Those of the page as it came, and older ones, may come whenever they like; a new text of a row is news."""
    page = window._page
    two, four, five, one = (2, 'g00c0001n00002'), (4, 'g00c0001n00004e1'), (5, 'g00c0001n00005'), (1, 'g00c0001n00001')
    assert await window.rows() == [two, four]
    await page.evaluate(ADD, [5, 'g00c0001n00005 five', False])
    await page.evaluate(ADD, [1, 'g00c0001n00001 one', True])
    await page.evaluate("document.querySelector('[data-o=\"2\"]').firstChild.data = 'g00c0001n00002e1 two'")
    assert await window.until_has(['g00c0001n00002e1'])
    assert window.reader.seen == [two, four, five, one, (2, 'g00c0001n00002e1')]
    assert window.reader.fetched == {1, 2, 4}
    assert await window.until_shows([one, (2, 'g00c0001n00002e1'), four])
    assert window.reader.was_always_there
    await page.reload()
    assert window.loads == 2
    assert not window.reader.was_always_there
    assert window.reader.seen[5:] == [two, four]


async def test_rows_that_differ_or_lie_between_are_not_those_expected(window):
    window._page.set_default_timeout(200)
    two, four = (2, 'g00c0001n00002'), (4, 'g00c0001n00004e1')
    assert not await window.until_shows([two, (4, 'g00c0001n00004')])
    assert not await window.until_shows([two, (3, 'g00c0001n00003'), four])
    await window._page.evaluate(ADD, [3, 'g00c0001n00003 three', False])
    assert not await window.until_shows([two, four])
    assert not await window.until_has(['g00c0001n00009'])


async def test_a_message_is_asked_for_when_kept_and_accepted_when_let_go(window):
    asked, accepted = [], []
    window.on_asked = lambda request_id, text: asked.append((request_id, text))
    window.on_accepted = accepted.append
    kept = '["id-1", "group", "g00c0001n00007 seven", [], 0]'
    await window._page.evaluate("(kept) => sessionStorage.setItem('sent:id-1', kept)", kept)
    await window._page.evaluate("(kept) => sessionStorage.setItem('sent:id-1', kept)", kept)
    await window._page.evaluate("sessionStorage.setItem('draft:x', 'half'), sessionStorage.removeItem('draft:x')")
    assert asked == [('id-1', 'g00c0001n00007 seven')]
    for _ in range(2):
        await window._page.evaluate("sessionStorage.removeItem('sent:id-1')")
    assert accepted == ['id-1']


async def test_a_draft_and_the_place_before_the_eye_are_looked_up_again(window):
    await window.draft('half a thought')
    assert await window.until_drafted()
    await window._page.fill('textarea', '')
    window._page.set_default_timeout(200)  # from here on nothing is waited for that is to come
    assert not await window.until_drafted()
    await window._page.add_style_tag(content='[data-o] { height: 200px; margin: 0 }')
    await window.note_place()
    assert await window.moved() == 0
    await window._page.evaluate("document.querySelector('[role=log]').scrollTop += 7")
    assert await window.moved() == 7
    await window._page.evaluate("document.querySelectorAll('[data-o]').forEach((row) => row.remove())")
    assert await window.moved() == float('inf')
