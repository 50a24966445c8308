"""Copying for a person, or asking them to where the browser offers no way."""

from nicegui import Client

from messenger.components import browser
from messenger.words import _, marked

ASK = marked('Copy this with Ctrl+C:')


def copy(client: Client, text: str) -> None:
    """Copy a text."""
    client.run_javascript(browser.copy(text, _(ASK)))


def copy_address(client: Client, path: str) -> None:
    """Copy the whole address of a path."""
    client.run_javascript(browser.copy_address(path, _(ASK)))
