"""Text between two ``||``, which is hidden until somebody wants to see it."""

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

MARK = '||'
HIDDEN = '▒▒▒'
"""What stands for it where it cannot be opened, as in lists and quotes, in every language."""


def spoiler(state: StateInline, _silent: bool) -> bool:
    """Each ``||`` beside a letter may open or close one; ``a || b`` means something else."""
    if not state.src.startswith(MARK, state.pos):
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == '|':
        end += 1
    if (end - state.pos) % 2:
        state.push('text', '', 0).content = '|'
    for _ in range((end - state.pos) // 2):
        _note(state, opens=not _is_blank(state.src, end), closes=not _is_blank(state.src, state.pos - 1))
    state.pos = end
    return True


def pair(state: StateInline) -> None:
    """Make spoilers of the marks that found each other; those of one run, with nothing between them, never do."""
    _pair(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and 'delimiters' in meta:
            _pair(state, meta['delimiters'])


def hide_spoilers(text: str) -> str:
    """Return the text without what spoilers hide: all between the first mark that may open and the last that may close.

    It may hide more than is hidden where the text is shown whole, never less.
    """
    first = text.find(MARK)
    while first >= 0 and _is_blank(text, first + len(MARK)):
        first = text.find(MARK, first + 1)
    last = text.rfind(MARK)
    while last > first and _is_blank(text, last - 1):
        last = text.rfind(MARK, 0, last + 1)
    if first < 0 or last <= first + len(MARK):
        return text
    return f'{text[:first]}{HIDDEN}{text[last + len(MARK) :]}'


def _note(state: StateInline, *, opens: bool, closes: bool) -> None:
    state.push('text', '', 0).content = MARK
    place = len(state.tokens) - 1
    state.delimiters.append(Delimiter(marker=ord('|'), length=0, token=place, end=-1, open=opens, close=closes))


def _pair(state: StateInline, delimiters: list[Delimiter]) -> None:
    for opening in delimiters:
        if opening.marker != ord('|') or opening.end < 0:
            continue
        state.tokens[opening.token] = Token('spoiler_open', 'span', 1)
        state.tokens[delimiters[opening.end].token] = Token('spoiler_close', 'span', -1)


def _is_blank(text: str, place: int) -> bool:
    return not 0 <= place < len(text) or text[place].isspace()
