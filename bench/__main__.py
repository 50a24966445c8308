"""``python -m bench [part ...]``: measures, prints one table and the verdicts, draws the plot.

Exits with 1 when a target is missed.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import uvloop

from bench import plot
from bench.command_line import parser_of
from bench.options import DEFAULT_PLOT, OURS, SERVERS, VIEWERS, Options, quick
from bench.parts import (
    api,
    deliveries,
    events,
    feel,
    idle,
    journal,
    latency,
    memory,
    page,
    reload,
    search,
    typing,
    widgets,
)
from bench.process import prepare_load
from bench.report import Figures, judgement, table

PARTS: dict[str, ModuleType] = {
    'deliveries': deliveries,
    'latency': latency,
    'memory': memory,
    'idle': idle,
    'page': page,
    'journal': journal,
    'search': search,
    'typing': typing,
    'feel': feel,
    'widgets': widgets,
    'reload': reload,
    'api': api,
    'events': events,
}


def main(arguments: Sequence[str]) -> int:
    """Run the parts that were asked for; return the exit status."""
    asked = _parse(arguments)
    options = _options(asked)
    prepare_load()
    figures = Figures()
    parts = {name: PARTS[name] for name in asked.parts or PARTS}
    failed = [name for name, part in parts.items() if not _measure(name, part, options, figures)]
    verdicts = [verdict for part in parts.values() for verdict in part.judge(figures, options)]
    names = [server.name for server in options.servers]
    print(table(figures, names), *(f'note: {note}' for note in figures.notes), '', judgement(verdicts), sep='\n')
    if options.plot and plot.draw(figures, names, options.viewers, options.plot):
        print(f'plot: {options.plot}')
    return 0 if not failed and all(verdict.has_passed for verdict in verdicts) else 1


def _measure(name: str, part: ModuleType, options: Options, figures: Figures) -> bool:
    """Measure one part; tell whether it went to its end, so that the others are reported in any case."""
    print(f'measuring {name} …', file=sys.stderr, flush=True)
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(part.measure(options, figures))
    except (OSError, RuntimeError, ValueError, LookupError) as error:
        figures.note(f'{name} did not get to its end: {error}')
        return False
    return True


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = parser_of(
        'bench', 'Measures our server against three peers.', parts=PARTS, quick='one round, a few seconds a point'
    )
    parser.add_argument('--rounds', type=int, help='how often each point of the deliveries is measured (3)')
    parser.add_argument(
        '--plot', type=Path, help=f'where the picture goes ({DEFAULT_PLOT}, when all servers are measured)'
    )
    parser.add_argument('--only', action='append', metavar='NAME', help='measure only servers whose name holds this')
    parser.add_argument(
        '--viewers', type=int, action='append', metavar='COUNT', help='size of the crowd (50, 200, 500)'
    )
    return parser.parse_args(arguments)


def _options(asked: argparse.Namespace) -> Options:
    wanted = asked.only or ['']
    servers = tuple(server for server in SERVERS if any(name.lower() in server.name.lower() for name in wanted))
    plot_path = asked.plot or (None if asked.only or asked.viewers else DEFAULT_PLOT)
    viewers = tuple(asked.viewers or VIEWERS)
    options = Options(servers=servers or (OURS,), viewers=viewers, plot=plot_path)
    options = quick(options) if asked.quick else options
    return replace(options, rounds=asked.rounds or options.rounds)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
