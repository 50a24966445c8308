"""The end of a page, whoever brings it about."""

from nicegui.client import Client


def end_page(client: Client) -> None:
    """Drop a page now, and not a second time when NiceGUI has waited for its browser."""
    for task in client._delete_tasks.values():  # noqa: SLF001 (each would delete the client once more)
        task.cancel()
    if client.id in Client.instances:
        client.delete()
