"""Memory per connected viewer, with 50 messages on the page."""

import asyncio
from collections.abc import Iterator

from bench.options import NICEGUI, OURS, Options
from bench.report import Figures, Verdict, at_most
from bench.servers import Server
from bench.site import Site, serving

MESSAGES = 50
FEW, MANY = 50, 500
MANY_PAGES = 150
"""NiceGUI's pages of 50 elements each are so large, and slow to build, that its slope ends here."""
SETTLE_SECONDS = 3.0
LIMIT_KIB = 200.0
SLOPE = f'KiB of memory per viewer (slope from {FEW} to {MANY}), {MESSAGES} messages on the page'


async def measure(options: Options, figures: Figures) -> None:
    """Take the slope of each server."""
    for server in options.servers:
        many = _many(server)
        async with serving(server) as site:
            few_bytes = await _settled_bytes(site, FEW)
            many_bytes = await _settled_bytes(site, many)
            figures.add(SLOPE, server.name, (many_bytes - few_bytes) / (many - FEW) / 1024)
        if many != MANY:
            figures.note(f'{server.name}: the slope of memory is from {FEW} to {many} viewers')


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold ours to its limit."""
    if ours := figures.get(SLOPE, OURS.name):
        yield at_most('memory per viewer', ours, LIMIT_KIB, 'KiB')


def _many(server: Server) -> int:
    return MANY_PAGES if server is NICEGUI else MANY


async def _settled_bytes(site: Site, viewers: int) -> int:
    if not site.crowd.viewers:
        await site.crowd.grow(1)
        await site.crowd.trickle(MESSAGES, 25)
    await site.crowd.grow(viewers)
    await asyncio.sleep(SETTLE_SECONDS)
    return site.process.rss_bytes()
