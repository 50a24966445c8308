"""The list of all keys."""

from html import escape

from nicegui import ui

from messenger.components.dialogs.dialog import Dialog
from messenger.words import _, marked

KEYS = {
    marked('Everywhere'): {
        marked('/ or Ctrl+Shift+F'): marked('search'),
        marked('Ctrl+K'): marked('switch to another group'),
        marked('Alt+↑ Alt+↓'): marked('the group above, below'),
        '?': marked('this list'),
        'Esc': marked('close what is open'),
    },
    marked('While writing'): {
        'Enter': marked('send'),
        marked('Shift+Enter'): marked('a new line'),
        marked('Ctrl+Enter'): marked('send, whatever Enter does'),
        marked('↑ in an empty box'): marked('edit your last message'),
        marked('Ctrl+B I E K'): marked('mark what is selected: bold, italic, code, link'),
        marked('@ and :'): marked('complete a name, an emoji'),
    },
    marked('On a message'): {
        '↑ ↓': marked('the message above, below'),
        'M': marked('more actions'),
        'R': marked('reply'),
        'T': marked('open its thread'),
        'Q': marked('quote'),
        '+': marked('react'),
        'E': marked('edit'),
        'Delete': marked('delete'),
    },
}
"""What each key does, by where it does it."""


def show_keys() -> None:
    """List them."""
    with Dialog(_('Keys')):
        for place, keys in KEYS.items():
            lines = ''.join(
                f'<dt><kbd>{escape(_key(key))}</kbd></dt><dd>{escape(_(deed))}</dd>' for key, deed in keys.items()
            )
            ui.element('section').classes('keys').props['innerHTML'] = f'<h3>{escape(_(place))}</h3><dl>{lines}</dl>'


def _key(key: str) -> str:
    # What one key is called stands on it. "Delete" as a text is what a button does.
    return _(key) if ' ' in key or '+' in key else key
