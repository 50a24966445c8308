"""``python -m soak [part ...]``: proves what is promised, a line for each; exits with 1 when one is broken."""

import asyncio
import functools
import sys
from collections.abc import Sequence
from types import ModuleType

import uvloop

from bench.process import prepare_load
from bench.proof import Proof
from bench.report import Verdict
from soak.parts import browser, churn, kill, load, partition, restart, stalled
from soak.plan import QUICK, WHOLE

PARTS: dict[str, ModuleType] = {
    'load': load,
    'kill': kill,
    'stalled': stalled,
    'churn': churn,
    'partition': partition,
    'restart': restart,
    'browser': browser,
}


def run(part: ModuleType, is_quick: bool) -> Sequence[Verdict]:
    """Run one part on a loop of its own."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        verdicts: Sequence[Verdict] = runner.run(part.run(QUICK if is_quick else WHOLE))
        return verdicts


SOAK = Proof(
    name='soak',
    description='Proves that nothing is lost under load and fault.',
    parts={name: functools.partial(run, part) for name, part in PARTS.items()},
    quick='a short form of everything, some nine minutes',
)


if __name__ == '__main__':
    prepare_load()
    sys.exit(SOAK.main(sys.argv[1:]))
