"""A text without its code, which means nothing but itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator

_FENCE = re.compile(r'^ {0,3}(`{3,}|~{3,})(.*)$')
_TICKS = re.compile(r'(?<!\\)`+')


def without_code(text: str) -> str:
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
