"""``python -m soak [part ...]``: proves what is promised, a line for each; exits with 1 when one is broken."""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from types import ModuleType

import uvloop

from bench.process import prepare_load
from bench.report import Verdict
from soak.parts import churn, kill, load, partition, restart, stalled
from soak.plan import QUICK, WHOLE, Plan
from soak.verdicts import must

PARTS: dict[str, ModuleType] = {
    'load': load,
    'kill': kill,
    'stalled': stalled,
    'churn': churn,
    'partition': partition,
    'restart': restart,
}


def main(arguments: Sequence[str]) -> int:
    """Run the parts that were asked for; return the exit status."""
    asked = _parse(arguments)
    prepare_load()
    plan = QUICK if asked.quick else WHOLE
    has_passed = True
    for name in asked.parts or PARTS:
        verdicts = _run(name, plan)
        print(*verdicts, sep='\n', flush=True)
        has_passed = has_passed and all(verdict.has_passed for verdict in verdicts)
    return 0 if has_passed else 1


def _run(name: str, plan: Plan) -> Sequence[Verdict]:
    """Run one part; when it does not get to its end, that is a verdict too, and the others follow."""
    began_at = time.monotonic()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            verdicts: Sequence[Verdict] = runner.run(PARTS[name].run(plan))
    except* (OSError, RuntimeError, ValueError, LookupError) as errors:
        print(f'{name}: {errors.exceptions[0]}', file=sys.stderr)
        verdicts = [must(f'{name}: got to its end', has_come=False)]
    print(f'{name} took {time.monotonic() - began_at:.0f} s', file=sys.stderr, flush=True)
    return verdicts


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog='python -m soak', description='Proves that nothing is lost under load and fault.'
    )
    parser.add_argument('parts', nargs='*', metavar='part', help=f'all unless some are named: {", ".join(PARTS)}')
    parser.add_argument('--quick', action='store_true', help='a short form of everything, some seven minutes')
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f'no such part: {", ".join(sorted(unknown))}; there are {", ".join(PARTS)}')
    return asked


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
