"""128 senders at once through `actions`, on SQLite, without pages: ``python -m bench.storm SECONDS`` prints JSON."""

import asyncio
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from bench.app_alone import lobby_of, new_member, running
from bench.load.tally import MESSAGE_LENGTH
from bench.process import SERVER_CORE
from messenger.app import App
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.server import GARBAGE_THRESHOLDS

SENDERS = 128
WARM_UP_SECONDS = 1.0
LOOK_SECONDS = 0.001


async def main(seconds: float) -> dict[str, float]:
    """Let every sender send as soon as its last message was acknowledged; return the rate and the longest block."""
    with tempfile.TemporaryDirectory(prefix='messenger-bench-') as folder:
        async with running(Path(folder)) as app:
            group_id = await lobby_of(app)
            senders = [await new_member(app, f'Sender {number}', group_id) for number in range(SENDERS)]
            await _storm(app, group_id, senders, WARM_UP_SECONDS)
            _spare_garbage()
            watch = asyncio.create_task(_longest_block())
            began_at, cpu_before = time.perf_counter(), time.process_time()
            acknowledged = await _storm(app, group_id, senders, seconds)
            elapsed, cpu = time.perf_counter() - began_at, time.process_time() - cpu_before
            watch.cancel()
            blocked, busy = await watch
    return {
        'per_second': acknowledged / elapsed,
        'per_cpu_second': acknowledged / cpu,
        'blocked_ms': 1e3 * blocked,
        'busy_ms': 1e3 * busy,
    }


def _spare_garbage() -> None:
    """Collect garbage as seldom as the server does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)


async def _storm(app: App, group_id: GroupId, senders: list[MemberId], seconds: float) -> int:
    ends_at = time.perf_counter() + seconds
    counts = await asyncio.gather(*(_send(app, group_id, sender, ends_at) for sender in senders))
    return sum(counts)


async def _send(app: App, group_id: GroupId, sender: MemberId, ends_at: float) -> int:
    count = 0
    while time.perf_counter() < ends_at:
        text = f'{count} of a storm '.ljust(MESSAGE_LENGTH, '.')
        await app.actions.messages.send_message(sender, group_id, text, new_request_id())
        count += 1
    return count


async def _longest_block() -> tuple[float, float]:
    """Look often whether the loop comes round in time, until cancelled.

    Returns by how much it was late at most, and the most CPU it used between two looks: where that is much less,
    other processes of the machine were what it waited for.
    """
    late = busy = 0.0
    try:
        while True:
            before, cpu_before = time.perf_counter(), time.thread_time()
            await asyncio.sleep(LOOK_SECONDS)
            late = max(late, time.perf_counter() - before - LOOK_SECONDS)
            busy = max(busy, time.thread_time() - cpu_before)
    except asyncio.CancelledError:
        return late, busy


if __name__ == '__main__':
    os.sched_setaffinity(0, {SERVER_CORE})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(main(float(sys.argv[1])))))
