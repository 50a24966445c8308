"""The address by which a viewer reached this page's server, for links to hand on."""

from nicegui import ui

from messenger.settings import Settings


def absolute(settings: Settings, path: str) -> str:
    """Write the whole address of a path, such as '/invite/…'.

    Where no public address is set it is the one that this viewer used, which the guard found to be ours; a phone
    in the same network can reach that, while 'localhost' it cannot.
    """
    base = settings.public_url or str(ui.context.client.request.base_url)
    return base.rstrip('/') + path
