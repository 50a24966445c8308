"""128 senders at once through `actions`, on SQLite, without pages: ``python -m bench.storm SECONDS`` prints JSON."""

import asyncio
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
            watch = asyncio.create_task(_longest_block())
            began_at = time.perf_counter()
            acknowledged = await _storm(app, group_id, senders, seconds)
            elapsed = time.perf_counter() - began_at
            watch.cancel()
            blocked = await watch
    return {'per_second': acknowledged / elapsed, 'blocked_ms': 1e3 * blocked}


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


async def _longest_block() -> float:
    """Look often whether the loop comes round in time, until cancelled; return by how much it was late at most."""
    longest = 0.0
    try:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
            longest = max(longest, time.perf_counter() - before - LOOK_SECONDS)
    except asyncio.CancelledError:
        return longest


if __name__ == '__main__':
    os.sched_setaffinity(0, {SERVER_CORE})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(main(float(sys.argv[1])))))
