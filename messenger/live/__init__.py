"""Shared blocks: UI built once and sent to everyone who looks at it. Knows nothing of chat; see README.md."""

from messenger.live.acting import viewer
from messenger.live.block import Block
from messenger.live.ending import end_page
from messenger.live.live import Live
from messenger.live.locale import Locale
from messenger.live.owner import is_shared
from messenger.live.placeholders import Escaped, fill_nested, placeholder
from messenger.live.redraw import redraw
from messenger.live.remedies import Remedies
from messenger.live.stats import LiveStats
from messenger.live.view import LARGEST_VIEW, View
from messenger.live.zone import Zone

__all__ = [
    'LARGEST_VIEW',
    'Block',
    'Escaped',
    'Live',
    'LiveStats',
    'Locale',
    'Remedies',
    'View',
    'Zone',
    'end_page',
    'fill_nested',
    'is_shared',
    'placeholder',
    'redraw',
    'viewer',
]
