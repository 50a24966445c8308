"""How many messages 128 senders get acknowledged, in a process of its own without any page."""

import asyncio
import json
import sys
from collections.abc import Iterator

from bench.options import OURS, Options
from bench.process import ROOT
from bench.report import Figures, Verdict, at_least, at_most

ACKNOWLEDGED = 'acknowledged messages/s, 128 senders at once, SQLite'
PER_CPU_SECOND = 'acknowledged messages per CPU second'
BLOCKED = 'ms that the event loop was blocked at most'
BUSY = 'of which it used the CPU, ms'
LEAST_PER_SECOND = 3000.0
LIMIT_MS = 50.0


async def measure(options: Options, figures: Figures) -> None:
    """Run the storm."""
    if OURS not in options.servers:
        return
    command = [sys.executable, '-m', 'bench.storm', str(options.journal_seconds)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError('the storm of sends failed')
    result = json.loads(output)
    figures.add(ACKNOWLEDGED, OURS.name, result['per_second'])
    figures.add(PER_CPU_SECOND, OURS.name, result['per_cpu_second'])
    figures.add(BLOCKED, OURS.name, result['blocked_ms'])
    figures.add(BUSY, OURS.name, result['busy_ms'])


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold ours to its limits."""
    if rate := figures.get(ACKNOWLEDGED, OURS.name):
        yield at_least('128 senders at once', rate, LEAST_PER_SECOND, 'acknowledged/s')
    if blocked := figures.get(BLOCKED, OURS.name):
        yield at_most('event loop blocked', blocked, LIMIT_MS, 'ms')
