"""Our app without a server and pages: what `bench.fill`, `bench.storm` and the searches act through."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from messenger import data_folder
from messenger.app import App, build
from messenger.log import start_logging
from messenger.model.ids import GroupId, MemberId, new_request_id
from messenger.settings import Settings

UNLIMITED = 1_000_000


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[App]:
    """Run the app on the database of a data folder, without limits on sending and searching."""
    settings = Settings(
        data=folder,
        sends_per_10_seconds=UNLIMITED,
        send_burst=UNLIMITED,
        searches_per_minute=UNLIMITED,
        log_level='warning',
    )
    start_logging(settings)  # to standard error: what is printed is the result
    data_folder.prepare(settings.data)
    app = build(settings)
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


async def lobby_of(app: App) -> GroupId:
    """Return the group that everybody is in."""
    return (await app.actions.groups.provide_lobby(app.settings.lobby)).id


async def new_member(app: App, name: str, group_id: GroupId) -> MemberId:
    """Register somebody who joins the group."""
    member = await app.actions.members.register(name, new_request_id())
    await app.actions.memberships.join(member.id, group_id, new_request_id())
    return member.id
