"""Going to a message, from wherever one is, without loading the page again."""

from nicegui import Client, ui

from messenger.model.ids import GroupId, Ordinal


async def go_to(client: Client, group_id: GroupId, ordinal: Ordinal | int = 0) -> None:
    """Show a group at a message, or as it opens when the ordinal is 0."""
    path = f'/groups/{group_id}?at={ordinal}' if ordinal else f'/groups/{group_id}'
    with client:
        if client.sub_pages_router.current_path == path:
            await client.sub_pages_router.refresh()  # one may have scrolled elsewhere since
        else:
            ui.navigate.to(path)
