"""What live widgets cost: votes beside plain messages, and plain messages beside twenty widgets in view."""

from collections.abc import Iterator

from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_least, at_most
from bench.servers import Messenger, Voting
from bench.site import Stopwatch, serving

VIEWERS = 500
PER_SECOND = 2.0
"""Of messages or votes: each is one frame to each viewer, and none is drawn together with the next."""
IN_VIEW = 20
WARM_UP = 14
"""Seven seconds: what was unread as a page opened is counted in its list once nobody has read it for five."""
A_FIFTH = 0.2

PLAIN = 'plain messages'
VOTES = 'votes in a poll'
BESIDE = f'plain messages beside {IN_VIEW} widgets'


def measure_of(what: str) -> str:
    """Name the measure of something that is sent."""
    return f'deliveries per server CPU second, {VIEWERS} viewers, {what}'


async def measure(options: Options, figures: Figures) -> None:
    """Measure the three in turns."""
    if OURS not in options.servers:
        return
    kinds = {PLAIN: OURS, VOTES: Voting(VIEWERS, 1), BESIDE: Voting(VIEWERS, IN_VIEW, votes=False)}
    for _ in range(options.rounds):
        for what, server in kinds.items():
            await _measure(what, server, options, figures)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Compare with plain messages."""
    plain, votes, beside = (figures.get(measure_of(what), OURS.name) for what in (PLAIN, VOTES, BESIDE))
    if plain and votes:
        yield at_least('deliveries of votes', votes / plain, 1 - A_FIFTH, '× plain messages')
    if plain and beside:
        yield at_most(f'a plain message beside {IN_VIEW} widgets', plain / beside, 1 + A_FIFTH, '× without them')


async def _measure(what: str, server: Messenger, options: Options, figures: Figures) -> None:
    async with serving(server) as site:
        await site.crowd.grow(VIEWERS)
        await site.crowd.trickle(WARM_UP, PER_SECOND)
        watch = Stopwatch(site.process)
        tally = await site.crowd.trickle(round(options.trickle_seconds * PER_SECOND), PER_SECOND)
        cost = watch.stop()
        figures.add(measure_of(what), OURS.name, tally.deliveries / cost.server_seconds)
        if tally.missing:
            figures.note(f'{what}: {tally.missing} of {tally.sent * tally.viewers} deliveries never came')
        if site.crowd.dropped:
            figures.note(f'{what}: the server closed {site.crowd.dropped} viewers')
