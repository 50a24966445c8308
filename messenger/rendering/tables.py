"""Which lines of a text are a table (GitHub Flavored Markdown 4.10), small enough to be read."""

import re

from markdown_it.rules_block import StateBlock

MOST_COLUMNS = 20
MOST_CELLS = 1_000
"""A table with more columns, and the lines beyond so many cells, are shown as the characters they are.

300 by 300 took 2.2 seconds.
"""

_DASHES = re.compile(r':?-+:?')
_SEPARATOR = re.compile(r'(?<!\\)\|')


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""A line of headings, one of dashes, and lines of cells, all with ``|`` between; ``\|`` does not part.

    Unlike in GitHub's any line without ``|`` ends it: what a person writes below is no cell.
    """
    if start + 1 >= end or not _may_be_row(state, start) or not _may_be_row(state, start + 1):
        return False
    dashes = _cells(state, start + 1)
    headings = _cells(state, start) if all(map(_DASHES.fullmatch, dashes)) else []
    if not 0 < len(dashes) == len(headings) <= MOST_COLUMNS:
        return False
    if not silent:
        _write(state, start, _last(state, start + 2, min(end, start + 1 + MOST_CELLS // len(dashes))), dashes)
    return True


def _last(state: StateBlock, first: int, end: int) -> int:
    """Return the line behind the last row."""
    return next((number for number in range(first, end) if not _may_be_row(state, number)), max(first, end))


def _may_be_row(state: StateBlock, number: int) -> bool:
    indent = state.sCount[number] - state.blkIndent
    return 0 <= indent <= 3 and '|' in _line(state, number)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _cells(state: StateBlock, number: int) -> list[str]:
    line = _line(state, number)
    inner = line.removeprefix('|')
    cells = _SEPARATOR.split(inner)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace('\\|', '|') for cell in cells]


def _side(dashes: str) -> str:
    match dashes.startswith(':'), dashes.endswith(':'):
        case True, True:
            return 'at-center'
        case False, True:
            return 'at-end'
    return ''


def _write(state: StateBlock, start: int, last: int, dashes: list[str]) -> None:
    sides = [_side(cell) for cell in dashes]
    state.push('table_open', 'table', 1)
    for number in (start, *range(start + 2, last)):
        state.push('tr_open', 'tr', 1)
        cells = _cells(state, number)
        for place, side in enumerate(sides):
            _write_cell(state, 'th' if number == start else 'td', cells[place] if place < len(cells) else '', side)
        state.push('tr_close', 'tr', -1)
    state.push('table_close', 'table', -1)
    state.line = last


def _write_cell(state: StateBlock, tag: str, text: str, side: str) -> None:
    state.push(f'{tag}_open', tag, 1).meta = {'side': side}
    inline = state.push('inline', '', 0)
    inline.content = text
    inline.children = []
    state.push(f'{tag}_close', tag, -1)
