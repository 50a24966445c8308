"""Which members a text names with an @."""

import re
from collections.abc import Callable

from messenger.model.member import Member
from messenger.model.message import Mention
from messenger.model.names import NAME_CHARACTERS
from messenger.model.outside_code import without_code

MOST_MENTIONS = 50
"""More members than this are not mentioned by one message."""

MOST_SIGNS = 200
"""More @ signs than this in a text are not looked at, so that a hostile text costs little."""

_SIGN = re.compile(r'(?<![\w.+\-/@\\])@(?=\S)')
"""An @ that begins a word: not one in an e-mail address or a path."""
_WORD_END = re.compile(r'(?<=\w)(?!\w)|(?<=[^\w\s])')


def find_mentions(text: str, find: Callable[[str], Member | None]) -> tuple[Mention, ...]:
    """Return the members that a text names with an @, in order, each wording once.

    The longest name that fits wins ('@Ann Lee' over '@Ann'); code and e-mail addresses name nobody.

    Args:
        text: a clean text.
        find: the group's member who goes by a name, compared as names are, or None.
    """
    found: dict[Mention, None] = {}
    readable = without_code(text)
    for looked_at, sign in enumerate(_SIGN.finditer(readable)):
        if looked_at == MOST_SIGNS or len(found) == MOST_MENTIONS:
            break
        mention = _mention_at(readable, sign.end(), find)
        if mention is not None:
            found[mention] = None
    return tuple(found)


def _mention_at(text: str, start: int, find: Callable[[str], Member | None]) -> Mention | None:
    line = text[start : start + NAME_CHARACTERS].split('\n', maxsplit=1)[0]
    for end in _word_ends(line, text[start + len(line) : start + len(line) + 1]):
        written = line[:end]
        member = find(written)
        if member is not None and len(written.split(' ')) == len(member.name.split(' ')):
            return Mention(member_id=member.id, name=written)
    return None


def _word_ends(line: str, following: str) -> list[int]:
    """Return where a name could end, longest first."""
    ends = [place.start() for place in _WORD_END.finditer(line) if place.start() > 0]
    if ends and ends[-1] == len(line) and line[-1].isalnum() and following.isalnum():
        ends.pop()
    return ends[::-1]
