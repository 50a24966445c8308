"""Closing dialogs as a browser does."""

from nicegui.testing import User, UserInteraction


def hide(viewer: User) -> None:
    """Let the browser say that the dialog has closed."""
    assert viewer.client is not None
    dialog = next(each for each in viewer.client.elements.values() if each.tag == 'q-dialog')
    UserInteraction(viewer, {dialog}, None).trigger('hide')
