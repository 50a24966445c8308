"""How long it takes until a saved extension is on everybody's screen, and that nobody loses the connection."""

import time
from collections.abc import Iterator

from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_most
from bench.servers import Voting
from bench.site import serving

VIEWERS = 100
SAVES = 5
LIMIT_MS = 500.0
MEASURE = f'ms until a saved extension is on {VIEWERS} screens'
LOST = 'viewers who lost the connection by it'


async def measure(options: Options, figures: Figures) -> None:
    """Save an extension several times, each with another text in what it draws."""
    if OURS not in options.servers:
        return
    server = Voting(VIEWERS, 1)
    async with serving(server) as site:
        await site.crowd.grow(VIEWERS)
        file = server.folder_of(site.process.folder) / 'ballot.py'
        code = file.read_text()
        for _ in range(SAVES):
            tally = site.crowd.begin()
            began_at = time.perf_counter()
            file.write_text(code.replace('Choose one.', tally.next_text()))
            await tally.complete()
            figures.add(MEASURE, OURS.name, 1e3 * (tally.last_at - began_at))
            if tally.missing:
                figures.note(f'{tally.missing} of {VIEWERS} viewers were not shown what was saved')
        figures.add(LOST, OURS.name, site.crowd.dropped)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold it to the limit."""
    took, lost = figures.get(MEASURE, OURS.name), figures.get(LOST, OURS.name)
    if took is not None and lost is not None:
        yield at_most('hot reload of an extension', took, LIMIT_MS, 'ms')
        yield at_most('viewers lost by a reload', lost, 0.0, '')
