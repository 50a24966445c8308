"""Deliveries per second of server CPU, at saturation and at a steady 500 a second."""

from collections.abc import Iterator

from bench.load.tally import Tally
from bench.options import FLASK, NICEGUI, OURS, Options
from bench.report import Figures, Verdict, at_least, at_most
from bench.servers import Server
from bench.site import Cost, Site, Stopwatch, serving

STEADY_PER_SECOND = 500
WARM_UP_MESSAGES = 4
OVER_FLASK = 1.2
OVER_NICEGUI = 40.0


def saturated(viewers: int) -> str:
    """Name the measure at saturation."""
    return f'deliveries per server CPU second, saturated, {viewers} viewers'


def steady(viewers: int) -> str:
    """Name the measure at the steady rate."""
    return f'server CPU µs per delivery at {STEADY_PER_SECOND}/s, {viewers} viewers'


async def measure(options: Options, figures: Figures) -> None:
    """Measure each server at each size, server by server within a round, so that noise falls on all."""
    for viewers in options.viewers:
        for _ in range(options.rounds):
            for server in options.servers:
                await _measure_point(server, viewers, options, figures)


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Compare ours with the peers."""
    for viewers in options.viewers:
        ours, flask, nicegui = (figures.get(saturated(viewers), server.name) for server in (OURS, FLASK, NICEGUI))
        if ours and flask:
            yield at_least(f'saturated, {viewers} viewers', ours / flask, OVER_FLASK, '× Flask-SocketIO')
        if ours and nicegui:
            yield at_least(f'saturated, {viewers} viewers', ours / nicegui, OVER_NICEGUI, '× NiceGUI per page')
        ours, flask = (figures.get(steady(viewers), server.name) for server in (OURS, FLASK))
        if ours and flask:
            yield at_most(
                f'CPU per delivery at {STEADY_PER_SECOND}/s, {viewers} viewers', ours, flask, 'µs (Flask-SocketIO)'
            )


async def _measure_point(server: Server, viewers: int, options: Options, figures: Figures) -> None:
    async with serving(server) as site:
        await site.crowd.grow(viewers)
        await site.crowd.trickle(WARM_UP_MESSAGES, WARM_UP_MESSAGES)
        per_second = STEADY_PER_SECOND / viewers
        watch = Stopwatch(site.process)
        tally = await site.crowd.trickle(round(options.trickle_seconds * per_second), per_second)
        cost = watch.stop()
        figures.add(steady(viewers), server.name, 1e6 * cost.server_seconds / max(1, tally.deliveries))
        _check(site, tally, cost, figures, steady(viewers))

        watch = Stopwatch(site.process)
        tally = await site.crowd.saturate(options.saturate_seconds)
        cost = watch.stop()
        figures.add(saturated(viewers), server.name, tally.deliveries / cost.server_seconds)
        _check(site, tally, cost, figures, saturated(viewers))
        _note_idle_server(server, cost, figures, saturated(viewers))


def _check(site: Site, tally: Tally, cost: Cost, figures: Figures, measure_name: str) -> None:
    where = f'{site.server.name}, {measure_name}'
    if tally.missing:
        figures.note(f'{where}: {tally.missing} of {tally.sent * tally.viewers} deliveries never came')
    if site.crowd.dropped:
        figures.note(f'{where}: the server closed {site.crowd.dropped} viewers')
    if cost.is_load_saturated:
        figures.note(f'{where}: the LOAD was saturated')


def _note_idle_server(server: Server, cost: Cost, figures: Figures, measure_name: str) -> None:
    share = cost.server_seconds / cost.wall_seconds
    if share < 0.85:
        figures.note(f'{server.name}, {measure_name}: the server was only {share:.0%} busy')
