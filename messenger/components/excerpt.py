"""The part of a message around what was searched for, with the words marked."""

from collections.abc import Sequence
from html import escape

from messenger.components.preview import plain_line
from messenger.journal.plain import plain_text, plain_words

CHARACTERS = 180
"""The longest part."""

LEAD = 50
"""So much of it stands before the first word found."""

Span = tuple[int, int]


def excerpt(text: str, words: Sequence[str]) -> str:
    """Write the part as HTML; from the beginning where no word is found, such as when only Markdown had it."""
    line = plain_line(text, len(text))
    found = _spans(line, plain_words(words))
    start, end = _window(line, found[0][0] if found else 0)
    html, at = '', start
    for first, last in found:
        if first < end:
            html += f'{escape(line[at:first])}<mark>{escape(line[first : min(last, end)])}</mark>'
            at = min(last, end)
    html += escape(line[at:end])
    return f'{"…" if start else ""}{html}{"…" if end < len(line) else ""}'


def _window(line: str, first: int) -> Span:
    """Choose a part that begins and ends between words, as far as there are any near."""
    start = max(0, first - LEAD)
    if start:
        start = line.find(' ', start, first) + 1 or start
    end = start + CHARACTERS
    if end >= len(line):
        return start, len(line)
    return start, max(line.rfind(' ', start + CHARACTERS // 2, end), 0) or end


def _spans(line: str, words: Sequence[str]) -> list[Span]:
    """Find where words stand, in order; what overlaps is one."""
    folded, places = _fold(line)
    found: list[Span] = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    return _merge(sorted(found))


def _merge(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _fold(line: str) -> tuple[str, Sequence[int]]:
    """Fold a line for comparison, and say from which place each of its letters comes."""
    if line.isascii():
        return plain_text(line), range(len(line))
    letters = [(folded, place) for place, letter in enumerate(line) for folded in plain_text(letter)]
    return ''.join(folded for folded, _ in letters), [place for _, place in letters]
