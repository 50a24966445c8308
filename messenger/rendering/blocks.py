"""Which lines of a text are quotes, lists, code and paragraphs.

CommonMark, but for what surprises people in a chat: a quote or a list ends with its last marked line,
blank lines and indentation stay, and marks with nothing behind them are shown as they are.
"""

import re

from markdown_it.rules_block import StateBlock, blockquote, fence, list_block

QUOTED_NOTHING = re.compile(r'[> \t]*\Z')
LISTED_NOTHING = re.compile(r'(?:(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|\Z))*\Z')


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that begin with ``>``, the first of which has a text."""
    if QUOTED_NOTHING.match(_line(state, start)):
        return False
    return blockquote(state, start, end, silent)


def end_of_quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Let any line without ``>`` end a quote: what a person writes below it is the answer."""
    return silent


def bullets(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Items behind ``-``, ``*``, ``+``, ``1.`` or ``1)``, the first of which has a text."""
    if LISTED_NOTHING.match(_line(state, start)):
        return False
    return list_block(state, start, end, silent)


def code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines between fences; a fence with nothing in it is a text."""
    if start + 1 >= end:
        return False
    if not fence(state, start, end, silent):
        return False
    if silent or state.tokens[-1].content.strip():
        return True
    state.tokens.pop()
    state.line = start
    return False


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Every other run of lines, ended by a blank line, by another kind of block or by the end of the list item."""
    parent, state.parentType = state.parentType, 'paragraph'
    last = start + 1
    while last < state.lineMax and not _ends_paragraph(state, last, end):
        last += 1
    state.parentType = parent
    state.line = last
    text = '\n' * _extra_blank_lines(state, start) + _text(state, start, last)
    state.push('paragraph_open', 'p', 1)
    inline = state.push('inline', '', 0)
    inline.content = text
    inline.children = []
    state.push('paragraph_close', 'p', -1)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _text(state: StateBlock, start: int, last: int) -> str:
    return state.getLines(start, last, state.blkIndent, False)


def _ends_paragraph(state: StateBlock, number: int, end: int) -> bool:
    indent = state.sCount[number] - state.blkIndent
    if state.isEmpty(number) or indent < 0:
        return True
    if indent > 3:  # CommonMark: so far to the right nothing begins
        return False
    return any(rule(state, number, end, True) for rule in state.md.block.ruler.getRules('paragraph'))


def _extra_blank_lines(state: StateBlock, start: int) -> int:
    """Count the blank lines above a paragraph beyond the one that the space between paragraphs shows."""
    if state.level > 0:
        return 0
    above = start
    while above > 0 and state.isEmpty(above - 1):
        above -= 1
    return max(0, start - above - 1) if above > 0 else 0
