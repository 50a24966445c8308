"""What one page costs, and that a long history does not make it dearer."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bench.load.http import Browser
from bench.options import OURS, Options
from bench.process import ROOT, ServerProcess
from bench.report import Figures, Verdict, at_most
from bench.site import Stopwatch, browser_of, serving

SHORT, LONG = 100, 100_000
LIMIT_MS = 30.0
GROWTH_LIMIT = 1.25
"""A page of the longer history may cost this much more: noise, not growth."""
WARM_UP_PAGES = 3
SETTLE_SECONDS = 1.0


def cost(messages: int) -> str:
    """Name the measure."""
    return f'server CPU ms per page of a group with {messages:,} messages'


async def measure(options: Options, figures: Figures) -> None:
    """Fill two lobbies, then open their pages in turns, so that noise falls on both; each time as somebody else."""
    if OURS not in options.servers:
        return
    async with AsyncExitStack() as stack:
        visits = {
            messages: await stack.enter_async_context(_filled(messages, options.pages)) for messages in (SHORT, LONG)
        }
        for turn in range(WARM_UP_PAGES + options.pages):
            for messages, visit in visits.items():
                milliseconds = await visit.open_page(turn)
                if turn >= WARM_UP_PAGES:
                    figures.add(cost(messages), OURS.name, milliseconds)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold ours to its limits."""
    short, long = (figures.get(cost(messages), OURS.name) for messages in (SHORT, LONG))
    if short and long:
        yield at_most(f'page of a group with {LONG:,} messages', long, LIMIT_MS, 'ms of CPU')
        yield at_most(f'page with {LONG:,} messages against {SHORT}', long / short, GROWTH_LIMIT, '×')


class Visit:
    """A server with a filled lobby, and people who have signed in there."""

    def __init__(self, process: ServerProcess, path: str, browsers: Sequence[Browser]) -> None:
        self._process = process
        self._path = path
        self._browsers = browsers

    async def open_page(self, turn: int) -> float:
        """Fetch the page as the next person; return the milliseconds of CPU that the server took."""
        watch = Stopwatch(self._process)
        response = await self._browsers[turn].get(self._path)
        if response.status != 200:
            raise RuntimeError(f'the page was answered with {response.status}')
        return 1e3 * watch.stop().server_seconds


@asynccontextmanager
async def _filled(messages: int, pages: int) -> AsyncIterator[Visit]:
    with tempfile.TemporaryDirectory(prefix='messenger-bench-') as folder:
        await _fill(Path(folder), messages)
        async with serving(OURS, folder=Path(folder)) as site:
            browsers = [browser_of(site.port, number) for number in range(WARM_UP_PAGES + pages)]
            for number, browser in enumerate(browsers):
                await OURS.sign_in(browser, f'Viewer {number}')
            await asyncio.sleep(SETTLE_SECONDS)
            yield Visit(site.process, site.path, browsers)


async def _fill(folder: Path, messages: int) -> None:
    data = OURS.environment(0, folder)['MESSENGER_DATA']
    process = await asyncio.create_subprocess_exec(sys.executable, '-m', 'bench.fill', data, str(messages), cwd=ROOT)
    if await process.wait():
        raise RuntimeError('the group could not be filled')
