"""From a message's text to the markup that is shown."""

from collections.abc import Sequence

from messenger.model.message import Mention
from messenger.rendering.code import coloured, uncoloured
from messenger.rendering.markdown import Markdown, TooDeep
from messenger.rendering.markup import write
from messenger.rendering.plain import is_plain, plain_html
from messenger.rendering.safe_html import SafeHtml
from messenger.rendering.sanitize import Sanitizer
from messenger.rendering.scrub import scrub

RENDERER_VERSION = 3
"""Rises with every change of what a text looks like; whoever keeps markup keeps it under this number."""

MOST_CHARACTERS = 100_000
"""Markup longer than this costs every viewer more than it says; the text is then shown plain."""


class Renderer:
    """Renders texts, one after the other; give each thread its own."""

    def __init__(self) -> None:
        self._markdown = Markdown()
        self._sanitizer = Sanitizer()

    def render(self, text: str, mentions: Sequence[Mention] = (), *, colour: bool = False) -> SafeHtml:
        """Return the markup of any text whatever; what is not Markdown is shown as the characters it is.

        With `colour`, code is coloured by its language, which can take long: see `messenger.rendering.code`.
        """
        text = scrub(text)
        if is_plain(text, mentions):
            return plain_html(text)
        try:
            tokens = self._markdown.parse(text, mentions)
        except TooDeep:
            return plain_html(text)
        written = write(tokens, coloured if colour else uncoloured)
        html = self._sanitizer.sanitize(f'<div class="prose">{written}</div>')
        return html if len(html) <= MOST_CHARACTERS else plain_html(text)
