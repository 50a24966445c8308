"""The part of Markdown that messages speak: everything else is shown as the characters it is."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from messenger.model.message import Mention
from messenger.rendering import blocks, spans
from messenger.rendering.spoilers import pair, spoiler
from messenger.rendering.tables import table
from messenger.rendering.tasks import tasks

BLOCKS = ['fence', 'blockquote', 'list']
SPANS = ['newline', 'escape', 'backticks', 'strikethrough', 'emphasis', 'link', 'linkify']
NESTING_LIMIT = 20
"""Where markdown-it stops looking deeper and drops what is there; `DEEPEST` lies before it."""

DEEPEST = 12
"""A text whose quotes, lists and emphasis go deeper is shown plain."""


class TooDeep(Exception):  # noqa: N818 - names what the text is
    """The text's blocks or spans stand in each other more than `DEEPEST` deep."""


class Markdown:
    """A parser of message texts; holds nothing between two of them."""

    def __init__(self) -> None:
        self._parser = MarkdownIt('zero', {'maxNesting': NESTING_LIMIT})
        self._set_blocks()
        self._set_spans()
        self._parser.core.ruler.after('block', 'tasks', tasks)

    def parse(self, text: str, mentions: Sequence[Mention]) -> list[Token]:
        """Return the tokens of a scrubbed text. Raises TooDeep."""
        tokens = self._parser.parse(text, {'names': spans.MentionNames(mentions)})
        for token in tokens:
            if token.level > DEEPEST or _depth(token.children or ()) > DEEPEST:
                raise TooDeep
        return tokens

    def _set_blocks(self) -> None:
        rules = self._parser.block.ruler
        rules.at('fence', blocks.code, {'alt': ['paragraph']})
        rules.at('blockquote', blocks.quote, {'alt': ['paragraph']})
        rules.at('list', blocks.bullets, {'alt': ['paragraph']})
        rules.at('paragraph', blocks.paragraph)
        rules.before('fence', 'table', table, {'alt': ['paragraph']})
        rules.before('fence', 'end_of_quote', blocks.end_of_quote, {'alt': ['blockquote']})
        self._parser.enable(BLOCKS)

    def _set_spans(self) -> None:
        rules = self._parser.inline.ruler
        rules.at('newline', spans.line_break)
        rules.at('escape', spans.backslash)
        rules.at('backticks', spans.code_span)
        rules.at('link', spans.named_link)
        rules.at('linkify', spans.bare_link)
        rules.before('newline', 'mention', spans.mention)
        rules.before('newline', 'spoiler', spoiler)
        self._parser.inline.add_terminator_char('|')
        self._parser.inline.ruler2.after('strikethrough', 'spoiler', pair)
        self._parser.enable(SPANS)


def _depth(tokens: Sequence[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth)
    return deepest
