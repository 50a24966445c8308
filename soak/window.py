"""One tab of a real browser: what its person types, and what its page shows and keeps, written down as it happens."""

from collections.abc import Callable, Sequence
from typing import Self
from urllib.parse import urljoin

from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import TimeoutError as PlaywrightTimeout

from soak.history import Reader

PATIENCE_MS = 30_000.0

Row = tuple[int, str]
"""Ordinal and word."""

BOX = '.composer textarea'

WATCH = r"""(() => {
  const WORD = /g\d\dc\d{4}n\d{5}(?:e\d+)?/;
  const told = new Set();
  window.soakLoaded();
  window.soakRows = () => [...document.querySelectorAll('[role=log] [data-o]')].flatMap((row) => {
    const word = row.textContent.match(WORD)?.[0];
    return word ? [[Number(row.dataset.o), word]] : [];
  });
  new MutationObserver(() => {
    const rows = window.soakRows().filter((row) => !told.has(row.join()));
    if (!rows.length) return;
    for (const row of rows) told.add(row.join());
    window.soakSaw(rows);
  }).observe(document, {childList: true, subtree: true, characterData: true});
  const asked = (id, kept) => window.soakAsked(id, JSON.parse(kept)[2]), accepted = (id) => window.soakAccepted(id);
  for (const [name, tell] of [['setItem', asked], ['removeItem', accepted]]) {
    const own = Storage.prototype[name];
    Storage.prototype[name] = function (key, ...rest) {
      const isOurs = this === sessionStorage && key.startsWith('sent:'), wasThere = key in this;
      own.call(this, key, ...rest);
      if (isOurs && wasThere === (name === 'removeItem')) tell(key.slice(5), ...rest);
    };
  }
})()"""
"""Tells of each load of the page, each row when it is first shown, each message when the page keeps it and lets it go.

A page lets a message go when the server accepted it, and also when it was refused: in the soak none may be, and the
checker calls it lost.
"""

HAS = '(words) => { const shown = new Set(soakRows().map((row) => row[1])); return words.every((w) => shown.has(w)); }'

SHOWS = """(rows) => {
  const shown = soakRows(), last = rows.at(-1)[0];
  const expected = rows.filter((row) => row[0] >= shown[0]?.[0]);
  return expected.length > 0 && JSON.stringify(shown.filter((row) => row[0] <= last)) === JSON.stringify(expected);
}"""
"""Whether the page shows these rows from its first one on, as they are and no others among them."""

EYE = """() => {
  const log = document.querySelector('[role=log]').getBoundingClientRect();
  const below = (row) => row.getBoundingClientRect().top >= log.top + log.height / 3;
  return Number([...document.querySelectorAll('[role=log] [data-o]')].find(below).dataset.o);
}"""
PLACE = (
    """(ordinal) => document.querySelector(`[role=log] [data-o="${ordinal}"]`)?.getBoundingClientRect().top ?? null"""
)


class Window:
    """A member's tab on a group."""

    def __init__(self, page: Page, reader: Reader) -> None:
        self.reader = reader
        self.on_asked: Callable[[str, str], None] = _ignore
        """Hears the request id and text of each message that leaves."""
        self.on_accepted: Callable[[str], None] = _ignore
        """Hears the request id of each message that was accepted."""
        self.loads = 0
        self._page = page
        self._top = 0
        self._draft = ''
        self._eye: tuple[int, float] | None = None

    @classmethod
    async def open(cls, browser: Browser, url: str, cookie: tuple[str, str], reader: Reader) -> Self:
        """Open the page at an address as the member whose session the cookie, a name and a value, holds.

        Raises RuntimeError when it does not show the group.
        """
        context: BrowserContext = await browser.new_context()
        await context.add_cookies([{'name': cookie[0], 'value': cookie[1], 'url': urljoin(url, '/')}])
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        window = cls(page, reader)
        await page.expose_function('soakLoaded', window._note_load)
        await page.expose_function('soakSaw', window._see)
        await page.expose_function('soakAsked', window._ask)
        await page.expose_function('soakAccepted', window._accept)
        await page.add_init_script(WATCH)
        await page.goto(url)
        if not await window.until_connected():
            raise RuntimeError(f'The page at {url} shows no group: {await page.title()}')
        return window

    async def write(self, text: str) -> None:
        """Write a text and press Enter."""
        await self._page.fill(BOX, text)
        await self._page.press(BOX, 'Enter')

    async def draft(self, text: str) -> None:
        """Leave a text in the box."""
        self._draft = text
        await self._page.fill(BOX, text)

    async def scroll_up(self) -> None:
        """Go up by a page or so."""
        log = self._page.get_by_role('log', name='Messages')
        await log.hover()
        await self._page.mouse.wheel(0, -900)
        await self._page.wait_for_function("document.querySelector('[role=log]').scrollTop < -400")

    async def note_place(self) -> None:
        """Remember which row is before the eye, and where it stands."""
        ordinal = await self._page.evaluate(EYE)
        self._eye = ordinal, await self._page.evaluate(PLACE, ordinal)

    async def moved(self) -> float:
        """Return by how many pixels the remembered row stands elsewhere now, infinite when it is gone."""
        assert self._eye is not None
        now = await self._page.evaluate(PLACE, self._eye[0])
        return float('inf') if now is None else abs(now - self._eye[1])

    async def until_connected(self) -> bool:
        """Wait for the page and its socket; tells whether they came, as all that waits here does."""
        return await self._until('() => window.soakRows().length > 0 && window.socket?.connected')

    async def until_has(self, words: Sequence[str]) -> bool:
        """Wait until all of these texts are shown."""
        return await self._until(HAS, list(words))

    async def until_shows(self, rows: Sequence[Row]) -> bool:
        """Wait until these rows are shown from the first one of the page on, as they are and no others among them."""
        return await self._until(SHOWS, [list(row) for row in rows])

    async def until_drafted(self) -> bool:
        """Wait until what was left in the box is there."""
        return await self._until(f'(text) => document.querySelector({BOX!r})?.value === text', self._draft)

    async def rows(self) -> list[Row]:
        """Return the rows on the page, from top to bottom."""
        return [(ordinal, word) for ordinal, word in await self._page.evaluate('soakRows()')]

    async def close(self) -> None:
        """Close the tab."""
        await self._page.context.close()

    async def _until(self, holds: str, argument: object = None) -> bool:
        try:  # a load of the page meanwhile is waited for too
            await self._page.wait_for_function(holds, arg=argument, polling=20)
        except PlaywrightTimeout:
            return False
        return True

    def _see(self, rows: list[list[object]]) -> None:
        found = [(int(str(ordinal)), str(word)) for ordinal, word in rows]
        first = min(ordinal for ordinal, _ in found)
        if not self._top or first < self._top:
            self.reader.fetched |= {ordinal for ordinal, _ in found if not self._top or ordinal < self._top}
            self._top = first
        self.reader.seen += found

    def _ask(self, request_id: str, text: str) -> None:
        self.on_asked(request_id, text)

    def _accept(self, request_id: str) -> None:
        self.on_accepted(request_id)

    def _note_load(self) -> None:
        self.loads += 1
        self._top = 0
        self.reader.was_always_there = self.loads == 1


def _ignore(*_told: str) -> None:
    """Stand in for who does not listen."""
