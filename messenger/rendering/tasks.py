"""Items of lists that are tasks: ``- [ ] to do``, ``- [x] done``."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BOX = re.compile(r'\[([ xX])\][ \t]+(?=\S)')


def tasks(state: StateCore) -> None:
    """Take the box from the beginning of each item, and note on the item and its text whether it is ticked."""
    for item, paragraph, text in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (item.type, paragraph.type) == ('list_item_open', 'paragraph_open'):
            _take_box(item, text)


def _take_box(item: Token, text: Token) -> None:
    box = _BOX.match(text.content)
    if box:
        text.content = text.content[box.end() :]
        item.meta = text.meta = {'is_done': box[1] != ' '}
