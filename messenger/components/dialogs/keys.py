"""The list of all keys."""

from html import escape

from nicegui import ui

from messenger.components.dialogs.dialog import Dialog

KEYS = {
    'Everywhere': {
        '/ or Ctrl+Shift+F': 'search',
        'Ctrl+K': 'switch to another group',
        'Alt+↑ Alt+↓': 'the group above, below',
        '?': 'this list',
        'Esc': 'close what is open',
    },
    'While writing': {
        'Enter': 'send',
        'Shift+Enter': 'a new line',
        'Ctrl+Enter': 'send, whatever Enter does',
        '↑ in an empty box': 'edit your last message',
        'Ctrl+B I E K': 'mark what is selected: bold, italic, code, link',
        '@ and :': 'complete a name, an emoji',
    },
    'On a message': {
        '↑ ↓': 'the message above, below',
        'M': 'more actions',
        'R': 'reply',
        'T': 'open its thread',
        'Q': 'quote',
        '+': 'react',
        'E': 'edit',
        'Delete': 'delete',
    },
}
"""What each key does, by where it does it."""


def show_keys() -> None:
    """List them."""
    with Dialog('Keys'):
        for place, keys in KEYS.items():
            lines = ''.join(f'<dt><kbd>{escape(key)}</kbd></dt><dd>{deed}</dd>' for key, deed in keys.items())
            ui.element('section').classes('keys').props['innerHTML'] = f'<h3>{place}</h3><dl>{lines}</dl>'
