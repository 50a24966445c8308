"""A process whose files may not grow beyond a limit, as if the disk were full; then there is space again.

Usage: python -m tests.journal.sql.crammed DATABASE_URL. Prints what became of the sends, as JSON.
"""

import asyncio
import json
import resource
import signal
import sys

from messenger.journal.contract import JournalUnavailable
from messenger.journal.sql import SqlJournal
from tests.journal.story import ALICE, Story

LOG_BYTES = 400_000
"""The write-ahead log fits a few large messages."""


async def send_until_full(url: str) -> dict[str, object]:
    """Send under a limit until it is refused, read meanwhile, then send again without the limit."""
    journal = SqlJournal(url)
    await journal.open()
    story = Story(journal)
    _limit(LOG_BYTES)
    accepted, refused = await _send(story, 40)
    _limit(0)
    told = {
        'accepted': accepted,
        'refused': refused,
        'writable while full': await journal.is_writable(),
        'read while full': len(await story.texts()),
    }
    _limit(resource.RLIM_INFINITY)
    again, refused = await _send(story, 40)
    told |= {'accepted again': again, 'refused again': refused, 'texts': await story.texts()}
    await journal.close()
    return told


def _limit(file_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, resource.RLIM_INFINITY))


async def _send(story: Story, count: int) -> tuple[list[str], int]:
    """Send large messages; return the texts that were accepted and how many were not."""
    accepted, refused = [], 0
    for index in range(count):
        text = f'{len(story.heard)} {index} ' + 'x' * 9_000
        try:
            await story.say(ALICE, text)
        except JournalUnavailable:
            refused += 1
        else:
            accepted.append(text)
    return accepted, refused


if __name__ == '__main__':
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    sys.stdout.write(json.dumps(asyncio.run(send_until_full(sys.argv[1]))))
