"""What programs that follow a group by server-sent events cost, beside the viewers of the Socket.IO peers."""

from collections.abc import Iterator

from bench.options import ASYNC, FLASK, OURS, Options
from bench.report import Figures, Verdict, at_least
from bench.servers import Bots, Server
from bench.site import Stopwatch, serving

FOLLOWERS = 500
WARM_UP_MESSAGES = 4
A_FIFTH = 0.2
MEASURE = f'deliveries per server CPU second, saturated, {FOLLOWERS} followers of events'


async def measure(options: Options, figures: Figures) -> None:
    """Measure ours and the peers in turns."""
    if OURS not in options.servers:
        return
    for _ in range(options.rounds):
        await _measure(Bots(), OURS.name, options, figures)
        for peer in (FLASK, ASYNC):
            if peer in options.servers:
                await _measure(peer, peer.name, options, figures)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Compare with the peers."""
    ours = figures.get(MEASURE, OURS.name)
    for peer in (FLASK, ASYNC):
        theirs = figures.get(MEASURE, peer.name)
        if ours and theirs:
            yield at_least(f'{FOLLOWERS} followers of events', ours / theirs, 1 - A_FIFTH, f'× {peer.name}')


async def _measure(server: Server, name: str, options: Options, figures: Figures) -> None:
    async with serving(server) as site:
        await site.crowd.grow(FOLLOWERS)
        await site.crowd.trickle(WARM_UP_MESSAGES, WARM_UP_MESSAGES)
        watch = Stopwatch(site.process)
        tally = await site.crowd.saturate(options.saturate_seconds)
        cost = watch.stop()
        figures.add(MEASURE, name, tally.deliveries / cost.server_seconds)
        if tally.missing:
            figures.note(f'{name}, events: {tally.missing} of {tally.sent * tally.viewers} deliveries never came')
        if site.crowd.dropped:
            figures.note(f'{name}, events: the server closed {site.crowd.dropped} followers')
        if cost.is_load_saturated:
            figures.note(f'{name}, events: the LOAD was saturated')
