"""What authors of extensions may import, and nothing else: ``from messenger import command, hook, widget, viewer``.

Each is loaded when it is first asked for: a command of the operator need not wait for the whole user interface.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from messenger.extensions.answer import Whisper, whisper
    from messenger.extensions.audience import allow, author, moderators, owners
    from messenger.extensions.marks import code_block, command, hook, link, widget
    from messenger.extensions.messenger import Messenger
    from messenger.extensions.offers import Entry, Page, Panel, Periodic
    from messenger.extensions.only import only
    from messenger.extensions.viewer import viewer
    from messenger.model.group import Group
    from messenger.model.member import Member
    from messenger.model.message import Message
    from messenger.model.refused import Refused

__all__ = [
    'Entry',
    'Group',
    'Member',
    'Message',
    'Messenger',
    'Page',
    'Panel',
    'Periodic',
    'Refused',
    'Whisper',
    'allow',
    'author',
    'code_block',
    'command',
    'hook',
    'link',
    'moderators',
    'only',
    'owners',
    'viewer',
    'whisper',
    'widget',
]

_HOMES = {
    'extensions.answer': ('Whisper', 'whisper'),
    'extensions.audience': ('allow', 'author', 'moderators', 'owners'),
    'extensions.marks': ('code_block', 'command', 'hook', 'link', 'widget'),
    'extensions.messenger': ('Messenger',),
    'extensions.offers': ('Entry', 'Page', 'Panel', 'Periodic'),
    'extensions.only': ('only',),
    'extensions.viewer': ('viewer',),
    'model.group': ('Group',),
    'model.member': ('Member',),
    'model.message': ('Message',),
    'model.refused': ('Refused',),
}


def __getattr__(name: str) -> Any:
    """Load what is asked for. Raises AttributeError for anything else."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f'{__name__}.{home}'), name)
    raise AttributeError(f'messenger has no {name}; what extensions may import is {", ".join(__all__)}')
