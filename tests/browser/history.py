"""Fills the lobby of a data folder with talk of the past: ``python -m tests.browser.history FOLDER COUNT``."""

import asyncio
import sys
from pathlib import Path

from messenger import data_folder
from messenger.app import build
from messenger.model.changes import Draft, MessageSent
from messenger.model.ids import StreamId, new_request_id
from messenger.settings import Settings

SENTENCE = 'a line of the past that is sometimes short and sometimes so long that it takes several lines to be read '


async def fill(folder: Path, count: int) -> None:
    """Let Robo say so many things, of very different lengths; what is said first begins with 'past 0'."""
    data_folder.prepare(folder)
    app = build(Settings(data=folder, log_level='warning'))
    await app.start()
    lobby = await app.actions.groups.provide_lobby(app.settings.lobby)
    robo = await app.actions.members.register('Robo', new_request_id())
    await app.actions.memberships.join(robo.id, lobby.id, new_request_id())
    for number in range(count):
        text = f'past {number} ' + SENTENCE * (number * 7 % 11)
        fact = MessageSent(group_id=lobby.id, author_id=robo.id, text=text)
        draft = Draft(stream=StreamId(lobby.id), by=robo.id, request_id=new_request_id(), fact=fact)
        await app.journal.append(draft)
    await app.stop()


if __name__ == '__main__':
    asyncio.run(fill(Path(sys.argv[1]), int(sys.argv[2])))
