"""Messages a second through the HTTP API, from 64 connections at once."""

import asyncio
import time
from collections.abc import Iterator
from functools import partial

from bench.load.api import Poster, open_poster
from bench.load.tally import MESSAGE_LENGTH, PATIENCE_SECONDS
from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_least
from bench.servers import Bots
from bench.site import Stopwatch, browser_of, serving

CONNECTIONS = 64
LEAST_PER_SECOND = 1500.0
POSTED = f'messages a second through the API, {CONNECTIONS} connections'
COST = 'server CPU µs per message through the API'


async def measure(options: Options, figures: Figures) -> None:
    """Let each connection post, and again as soon as it is answered."""
    if OURS not in options.servers:
        return
    for _ in range(options.rounds):
        server = Bots()
        async with serving(server) as site:
            browsers = [browser_of(site.port, number) for number in range(CONNECTIONS)]
            posters = [await open_poster(browser, server.group_id, server.token) for browser in browsers]
            await _post(posters, options.saturate_seconds / 4)
            watch = Stopwatch(site.process)
            statuses = await _post(posters, options.saturate_seconds)
            cost = watch.stop()
            accepted = statuses.count(201)
            figures.add(POSTED, OURS.name, accepted / cost.wall_seconds)
            figures.add(COST, OURS.name, 1e6 * cost.server_seconds / max(1, accepted))
            if accepted < len(statuses):
                figures.note(f'{len(statuses) - accepted} of {len(statuses)} messages through the API were refused')
            if cost.is_load_saturated:
                figures.note('posting through the API: the LOAD was saturated')


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold it to the limit."""
    posted = figures.get(POSTED, OURS.name)
    if posted is not None:
        yield at_least('posting through the API', posted, LEAST_PER_SECOND, 'messages/s')


async def _post(posters: list[Poster], seconds: float) -> list[int]:
    """Keep each connection busy for so long, wait for the last answers, and return the statuses of all."""
    text = 'from a program '.ljust(MESSAGE_LENGTH, '.')
    deadline = time.perf_counter() + seconds
    statuses: list[int] = []
    asking = set(posters)
    done = asyncio.Event()

    def go_on(poster: Poster, status: int) -> None:
        statuses.append(status)
        if time.perf_counter() < deadline:
            poster.post(text)
        else:
            asking.discard(poster)
        if not asking:
            done.set()

    for poster in posters:
        poster.on_answer = partial(go_on, poster)
        poster.post(text)
    async with asyncio.timeout(seconds + PATIENCE_SECONDS):
        await done.wait()
    return statuses
