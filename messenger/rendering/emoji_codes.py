"""Emoji that were typed by their names, such as ``:tada:``."""

import re

from messenger.model.outside_code import without_code
from messenger.rendering.emoji_names import emoji_called

_RUN = re.compile(r'(?<![\w:\\])(?::[\w+\-]{1,60}:)+(?![\w:])')
"""Names one after the other; not what stands between colons in ``std::x::y`` or an address."""

_CODE = re.compile(r':([\w+\-]+):')


def draw_emoji(text: str) -> str:
    """Return the text with every known name between colons as its emoji; never longer, and code stays as it is.

    >>> draw_emoji('done :tada: `:tada:` :nothing:')
    'done 🎉 `:tada:` :nothing:'
    """
    if text.count(':') < 2:
        return text
    pieces, done = [], 0
    for run in _RUN.finditer(without_code(text)):
        pieces += [text[done : run.start()], _CODE.sub(_picture, run.group())]
        done = run.end()
    return ''.join([*pieces, text[done:]])


def _picture(code: re.Match[str]) -> str:
    return emoji_called(code[1]) or code[0]
