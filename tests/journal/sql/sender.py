"""A process that sends messages until it is killed, and writes to its output which were acknowledged.

Usage: python -m tests.journal.sql.sender DATABASE_URL ROUND
"""

import asyncio
import os
import sys
import uuid

from messenger.journal.sql import SqlJournal
from messenger.model.ids import RequestId
from tests.journal.story import ALICE, BOB, Story

SENDERS = 50


def request_id(storm: int, sender: int, index: int) -> RequestId:
    """The id of one sender's request, the same in every process."""
    return RequestId(str(uuid.uuid5(uuid.NAMESPACE_OID, f'{storm} {sender} {index}')))


def text(storm: int, sender: int, index: int) -> str:
    """What is sent under that id."""
    return f'storm {storm} sender {sender} message {index}'


async def send_forever(url: str, storm: int) -> None:
    """Send from many tasks at once."""
    journal = SqlJournal(url)
    await journal.open()
    story = Story(journal)
    await asyncio.gather(*(_send(story, storm, sender) for sender in range(SENDERS)))


async def _send(story: Story, storm: int, sender: int) -> None:
    for index in range(1_000_000):
        id_ = request_id(storm, sender, index)
        ordinal = await story.say((ALICE, BOB)[sender % 2], text(storm, sender, index), request_id=id_)
        os.write(1, f'{sender} {index} {ordinal}\n'.encode())


if __name__ == '__main__':
    asyncio.run(send_forever(sys.argv[1], int(sys.argv[2])))
