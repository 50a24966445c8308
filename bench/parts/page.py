"""What one page costs, and that a long history does not make it dearer."""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.options import OURS, Options
from bench.process import ROOT
from bench.report import Figures, Verdict, at_most
from bench.site import Stopwatch, browser_of, serving

SHORT, LONG = 100, 100_000
LIMIT_MS = 30.0
GROWTH_LIMIT = 1.25
"""A page of the longer history may cost this much more: noise, not growth."""
WARM_UP_PAGES = 3


def cost(messages: int) -> str:
    """Name the measure."""
    return f'server CPU ms per page of a group with {messages:,} messages'


async def measure(options: Options, figures: Figures) -> None:
    """Fill the lobby, then open its page again and again, each time as somebody else."""
    if OURS not in options.servers:
        return
    for messages in (SHORT, LONG):
        with tempfile.TemporaryDirectory(prefix='messenger-bench-') as folder:
            await _fill(Path(folder), messages)
            for milliseconds in await _pages(Path(folder), options.pages):
                figures.add(cost(messages), OURS.name, milliseconds)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold ours to its limits."""
    short, long = (figures.get(cost(messages), OURS.name) for messages in (SHORT, LONG))
    if short and long:
        yield at_most(f'page of a group with {LONG:,} messages', long, LIMIT_MS, 'ms of CPU')
        yield at_most(f'page with {LONG:,} messages against {SHORT}', long / short, GROWTH_LIMIT, '×')


async def _fill(folder: Path, messages: int) -> None:
    data = OURS.environment(0, folder)['MESSENGER_DATA']
    command = [sys.executable, '-m', 'bench.fill', data, str(messages)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    if await process.wait():
        raise RuntimeError('the group could not be filled')


async def _pages(folder: Path, count: int) -> list[float]:
    async with serving(OURS, folder=folder) as site:
        browsers = [browser_of(site.port, number) for number in range(count + WARM_UP_PAGES)]
        for number, browser in enumerate(browsers):
            await OURS.sign_in(browser, f'Viewer {number}')
        path = await OURS.lobby_path(browsers[0])
        for browser in browsers[:WARM_UP_PAGES]:
            await browser.get(path)
        times = []
        for browser in browsers[WARM_UP_PAGES:]:
            watch = Stopwatch(site.process)
            response = await browser.get(path)
            times.append(1e3 * watch.stop().server_seconds)
            if response.status != 200:
                raise RuntimeError(f'the page was answered with {response.status}')
        return [statistics.median(times)]
