"""The line that asks a viewer to load the page again, because an extension shows something that is newer than it."""

from nicegui import Client, ui

from messenger.components.button import Button
from messenger.words import _


def ask_to_reload(client: Client) -> None:
    """Say it at the top of a page until the viewer does it or wants to wait."""
    with client.content, ui.element('div').classes('outdated').props('role=status') as line:
        ui.label(_('Something here is newer than this page. Reload to see it; what you typed stays.'))
        Button(_('Reload'), ui.navigate.reload, look='primary')
        Button(_('Later'), line.delete, icon='close', look='icon')
