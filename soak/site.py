"""A server of this run's own, its members, their tabs, and the history of all that they did."""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.async_api import Browser as RealBrowser

from bench.load.http import Browser
from bench.process import ROOT, ServerProcess
from bench.servers import Messenger
from bench.site import browser_of, free_port
from messenger.accounts.cookies import NAME as COOKIE_NAME
from soak import gauges
from soak.deliveries import Deliveries
from soak.history import Asked, Fault, History, Kind, Reader, check, key_in
from soak.tab import Tab
from soak.truth import truth_of
from soak.window import Window
from soak.words import group_name, make_text, make_word, word_in

OPENING_AT_ONCE = 8
SETTLE_SECONDS = 30.0
LAST_FRAMES_SECONDS = 1.0
LOOK_SECONDS = 0.02
READY_SECONDS = 30.0


class Site:
    """A running server. `members` of each group have a session each; tabs are opened for them."""

    def __init__(self, folder: Path, port: int, made: Sequence[dict[str, Any]]) -> None:
        self.port = port
        self.history = History()
        self.deliveries = Deliveries()
        self.tabs: list[Tab] = []
        self.windows: list[Window] = []
        self.process = ServerProcess(Messenger().command(port), environment=_environment(port, folder), folder=folder)
        self._data = _data(folder)
        self._groups = {group_name(number): each for number, each in enumerate(made)}
        self._numbers = 0

    @property
    def groups(self) -> list[str]:
        """The groups' names."""
        return list(self._groups)

    def tab(self, group: str, member: int, *, port: int = 0) -> Tab:
        """Make a tab of a member of a group, to be opened; `port` when it does not connect directly."""
        of_group = self._groups[group]
        number = self.groups.index(group) * len(of_group['secrets']) + member
        browser = browser_of(port or self.port, number)
        browser.keep_cookie(COOKIE_NAME, of_group['secrets'][member])
        tab = Tab(browser, self._path(group), self._reader(group, f'{member} in tab'))
        tab.screen.on_word = self._arrive
        tab.on_accepted = partial(self._accept, group)
        tab.on_given_back = lambda request_id: self.history.failed.add(key_in(group, request_id))
        return tab

    async def open_window(self, browser: RealBrowser, group: str, member: int, *, port: int) -> Window:
        """Open a tab of a real browser for a member, and have what it shows and sends written down."""
        url = f'http://localhost:{port}{self._path(group)}'
        cookie = COOKIE_NAME, self._groups[group]['secrets'][member]
        window = await Window.open(browser, url, cookie, self._reader(group, f'{member} in window'))
        window.on_asked = lambda request_id, text: self._ask(group, request_id, word_in(text))
        window.on_accepted = partial(self._accept, group)
        self.windows.append(window)
        self.history.readers.append(window.reader)
        return window

    async def write(self, window: Window) -> str:
        """Let the person at a window write the next text; returns its word."""
        group = window.reader.group
        word = self._word(group, len(self.tabs) + self.windows.index(window))
        await window.write(make_text(word))
        return word

    def _path(self, group: str) -> str:
        return f'/groups/{self._groups[group]["id"]}'

    def _reader(self, group: str, name: str) -> Reader:
        return Reader(name=f'{group}/{name} {len(self.history.readers)}', group=group, groups=frozenset({group}))

    def _word(self, group: str, client: int) -> str:
        self._numbers += 1
        return make_word(group, client, self._numbers)

    def _ask(self, group: str, request_id: str, word: str) -> None:
        self.history.asked.append(Asked(kind=Kind.SEND, group=group, key=request_id, word=word))

    def _accept(self, group: str, request_id: str) -> None:
        self.history.ok.add(key_in(group, request_id))

    def _arrive(self, word: str) -> None:
        self.deliveries.arrive(word)  # whichever stretch is counted by then

    async def open(self, tabs: Sequence[Tab]) -> None:
        """Open tabs, and have what they see written down."""
        await open_all(tabs)
        self.tabs += tabs
        self.history.readers += [tab.reader for tab in tabs]

    def send(self, tab: Tab, *, readers: int = 0, length: int = 70) -> str:
        """Let a tab send the next text; returns its word."""
        group = tab.reader.group
        word = self._word(group, self.tabs.index(tab))
        if readers:
            self.deliveries.begin(word, readers)
        self._ask(group, tab.send(make_text(word, length)), word)
        return word

    def in_group(self, group: str) -> list[Tab]:
        """List the tabs of a group."""
        return [tab for tab in self.tabs if tab.reader.group == group]

    async def look(self) -> gauges.Gauges:
        """Read what the server says of itself."""
        return await gauges.look(self.port)

    async def start(self) -> float:
        """Start the server, return the seconds until it is ready to work."""
        began_at = time.monotonic()
        await self.process.start(self.port)
        while not await self._is_ready():
            if time.monotonic() - began_at > READY_SECONDS:
                raise RuntimeError(f'The server did not get ready:\n{self.process.last_lines()}')
            await asyncio.sleep(0.02)
        return time.monotonic() - began_at

    async def start_before_a_crowd(self) -> None:
        """Start the server and return as soon as it says that it is ready: an answer would come after the crowd's."""
        before = self._times_ready()
        await self.process.start(self.port)
        await until(lambda: self._times_ready() > before, READY_SECONDS)

    async def settle(self) -> None:
        """Wait until everything sent was answered and all tabs are there, or it is no use to wait longer."""
        await until(lambda: all(tab.is_connected and not tab.storage.unsent for tab in self.tabs), SETTLE_SECONDS)
        await asyncio.sleep(LAST_FRAMES_SECONDS)

    async def judge(self) -> list[Fault]:
        """Hold what happened against a fresh page of each group and the journal. Ends the server."""
        for tab in self.tabs:
            tab.reader.shown = tab.screen.rows()
        for window in self.windows:
            window.reader.shown = await window.rows()
            await window.close()
        for group in self.groups:
            fresh = self.tab(group, 0)
            await fresh.open()
            fresh.reader.shown = fresh.screen.rows()
            self.history.readers.append(fresh.reader)
            await fresh.close()
        await asyncio.gather(*(tab.close() for tab in self.tabs))
        await self.process.stop()
        ids = [each['id'] for each in self._groups.values()]
        found = await _ask('soak.truth', str(self._data), *ids)
        return check(self.history, {group: truth_of(each) for group, each in zip(self._groups, found, strict=True)})

    def _times_ready(self) -> int:
        return self.process.log_path.read_text(errors='replace').count('Messenger is ready')

    async def _is_ready(self) -> bool:
        try:
            return (await Browser(self.port).get('/readyz')).status == 200
        except (OSError, IndexError, ValueError):
            return False


async def until(holds: Callable[[], bool], seconds: float) -> bool:
    """Wait until something of the tabs holds; tell whether it came to that in time."""
    ends_at = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends_at:
            return False
        await asyncio.sleep(LOOK_SECONDS)
    return True


async def open_all(tabs: Sequence[Tab]) -> None:
    """Open tabs, a few at once."""
    gate = asyncio.Semaphore(OPENING_AT_ONCE)

    async def open_one(tab: Tab) -> None:
        async with gate:
            await tab.open()

    await asyncio.gather(*(open_one(tab) for tab in tabs))


@asynccontextmanager
async def site_of(groups: int, members: int) -> AsyncIterator[Site]:
    """Make groups with members, serve them, and end everything afterwards."""
    with tempfile.TemporaryDirectory(prefix='messenger-soak-') as temporary:
        folder = Path(temporary)
        made = await _ask('soak.prepare', str(_data(folder)), str(groups), str(members))
        site = Site(folder, free_port(), made)
        try:
            await site.start()
            yield site
        finally:
            await asyncio.gather(*(tab.close() for tab in site.tabs))
            await site.process.stop()


def _data(folder: Path) -> Path:
    return folder / 'data'


def _environment(port: int, folder: Path) -> dict[str, str]:
    """Serve as the benchmark does; beyond that, nobody is turned away for opening pages fast."""
    return {
        **Messenger().environment(port, folder),
        'MESSENGER_METRICS_TOKEN': gauges.TOKEN,
        'MESSENGER_LOBBY': '',
        'MESSENGER_PAGES_PER_MINUTE': '100000',
        'MESSENGER_REQUESTS_PER_MINUTE': '1000000',
    }


async def _ask(module: str, *arguments: str) -> Any:
    """Run one of our modules in a process of its own, on the data of a server that does not run; return its answer."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, '-m', module, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f'{module} ended with {process.returncode}')
    return json.loads(output.splitlines()[-1])
