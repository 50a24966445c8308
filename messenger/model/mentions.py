"""Which members a text names with an @."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from messenger.model.member import Member
from messenger.model.message import Mention
from messenger.model.names import NAME_CHARACTERS

MOST_MENTIONS = 50
"""More members than this are not mentioned by one message."""

MOST_SIGNS = 200
"""More @ signs than this in a text are not looked at, so that a hostile text costs little."""

_FENCE = re.compile(r'^ {0,3}(`{3,}|~{3,})(.*)$')
_TICKS = re.compile(r'(?<!\\)`+')
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
    readable = _without_code(text)
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


def _without_code(text: str) -> str:
    """Return the text with code blanked out, every other character in its place."""
    if '`' not in text and '~~~' not in text:
        return text
    return '\n'.join(_blank_spans(paragraph) for paragraph in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs and blank lines outside fences, and for fences blank lines."""
    fence = ''
    gathered: list[str] = []
    for line in text.split('\n'):
        fence_now = _fence_after(line, fence)
        if not (fence or fence_now) and line.strip():
            gathered.append(line)
            continue
        if gathered:
            yield '\n'.join(gathered)
            gathered = []
        yield ''
        fence = fence_now
    if gathered:
        yield '\n'.join(gathered)


def _fence_after(line: str, fence: str) -> str:
    """Return the fence that is open after a line (CommonMark 0.31, section 4.5); empty when none is."""
    marks = _FENCE.match(line)
    if marks is None:
        return fence
    mark, rest = marks[1], marks[2]
    if fence:
        is_closing = mark[0] == fence[0] and len(mark) >= len(fence) and not rest.strip()
        return '' if is_closing else fence
    return '' if mark[0] == '`' and '`' in rest else mark


def _blank_spans(paragraph: str) -> str:
    """Blank code spans: a run of backticks to the next run of the same length (CommonMark 0.31, section 6.1)."""
    runs = [(run.start(), run.end()) for run in _TICKS.finditer(paragraph)]
    starts: dict[int, list[int]] = {}
    for start, end in runs:
        starts.setdefault(end - start, []).append(start)
    pieces, done = [], 0
    for start, end in runs:
        if start < done:
            continue
        same = starts[end - start]
        following = bisect_right(same, start)
        if following == len(same):
            continue
        closing = same[following] + end - start
        pieces += [paragraph[done:start], ' ' * (closing - start)]
        done = closing
    return ''.join([*pieces, paragraph[done:]])
