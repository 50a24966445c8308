"""Brings a bot into the lobby of a data folder: ``python -m bench.bots FOLDER`` prints the lobby's id and its token."""

import asyncio
import sys
from pathlib import Path

from bench.app_alone import lobby_of, new_member, running
from messenger.model.membership import Role


async def main(folder: Path) -> None:
    """Let a first member come, who owns the lobby, and bring the bot in."""
    async with running(folder) as app:
        group_id = await lobby_of(app)
        owner_id = await new_member(app, 'Owner', group_id)
        place = app.store.membership(group_id, owner_id)
        assert place is not None
        assert place.role is Role.OWNER
        print(group_id, await app.actions.bots.add_bot(owner_id, group_id, 'Bot'))


if __name__ == '__main__':
    asyncio.run(main(Path(sys.argv[1])))
