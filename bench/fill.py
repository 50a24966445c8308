"""Fills the lobby of a data folder with messages: ``python -m bench.fill FOLDER COUNT``."""

import asyncio
import sys
from pathlib import Path

from bench.app_alone import lobby_of, new_member, running
from bench.load.tally import MESSAGE_LENGTH
from messenger.model.changes import Draft, MessageSent
from messenger.model.ids import GroupId, MemberId, StreamId, new_request_id

AT_ONCE = 500


async def main(folder: Path, count: int) -> None:
    """Append so many messages of one member, as many at once as the writer commits in one batch."""
    async with running(folder) as app:
        group_id = await lobby_of(app)
        author_id = await new_member(app, 'Historian', group_id)
        for first in range(0, count, AT_ONCE):
            batch = range(first, min(count, first + AT_ONCE))
            await asyncio.gather(*(app.journal.append(_draft(group_id, author_id, number)) for number in batch))


def _draft(group_id: GroupId, author_id: MemberId, number: int) -> Draft:
    text = f'{number} of a long history '.ljust(MESSAGE_LENGTH, '.')
    fact = MessageSent(group_id=group_id, author_id=author_id, text=text)
    return Draft(stream=StreamId(group_id), by=author_id, request_id=new_request_id(), fact=fact)


if __name__ == '__main__':
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
