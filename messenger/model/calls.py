"""Words behind an @ that mean many: everyone in a group, or who of them is here now."""

import re

from messenger.model.outside_code import without_code

ALL, HERE = 'all', 'here'

SMALL_GROUP = 50
"""In a group of up to so many members anybody may call them all."""

MOST_CALLED = 500
"""In a larger group nobody may: each who is called is kept with the message.

So unread mentions are counted as any others, and stay right for who joins or comes later.
"""

_CALL = re.compile(rf'(?<![\w.+\-/@\\])@({ALL}|{HERE})(?!\w)', re.IGNORECASE)


def find_calls(text: str) -> tuple[str, ...]:
    """Return which of the two words a text calls with, in small letters; code calls nobody."""
    if '@' not in text:
        return ()
    return tuple(dict.fromkeys(found[1].lower() for found in _CALL.finditer(without_code(text))))


def is_call(name: str) -> bool:
    """Tell whether a mention's name is one of the two words."""
    return name in {ALL, HERE}
