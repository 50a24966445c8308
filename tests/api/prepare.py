"""Makes a data folder in which a bot is at home: ``python -m tests.api.prepare FOLDER``.

It prints the bot's token, its group, the id of another member there, and the ordinal of a message by the bot.
"""

import asyncio
import sys
from pathlib import Path

from messenger.app import build
from messenger.model.ids import new_request_id
from messenger.settings import Settings


async def main(folder: Path) -> None:
    """Let Alice take a name, and bring Helper into her group."""
    app = build(Settings(data=folder))
    await app.start(is_serving=False)
    try:
        alice = await app.actions.members.register('Alice', new_request_id())
        group = await app.actions.groups.create_group(alice.id, 'Workshop', 'open', new_request_id())
        token = await app.actions.bots.add_bot(alice.id, group.id, 'Helper')
        helper = await app.actions.bots.bot_with(token)
        sent = await app.actions.messages.send_message(helper, group.id, 'Hello', new_request_id())
        print(token, group.id, alice.id, sent.ordinal)  # noqa: T201 - what it is for
    finally:
        await app.stop()


if __name__ == '__main__':
    asyncio.run(main(Path(sys.argv[1])))
