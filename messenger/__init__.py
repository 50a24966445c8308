"""What authors of extensions may import, and nothing else: ``from messenger import command, hook, widget, viewer``."""

from messenger.extensions.answer import whisper
from messenger.extensions.audience import allow, author, moderators, owners
from messenger.extensions.marks import command, hook, widget
from messenger.extensions.offers import Periodic
from messenger.extensions.only import only
from messenger.extensions.viewer import viewer
from messenger.model.group import Group
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.refused import Refused

__all__ = [
    'Group',
    'Member',
    'Message',
    'Periodic',
    'Refused',
    'allow',
    'author',
    'command',
    'hook',
    'moderators',
    'only',
    'owners',
    'viewer',
    'whisper',
    'widget',
]
