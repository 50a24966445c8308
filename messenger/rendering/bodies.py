"""The markup of messages' texts: rendered once, kept, and never in the event loop's way."""

import asyncio
import logging
import re
import sys
from collections.abc import Sequence

from messenger.model.message import Mention, Message
from messenger.rendering.cache import Cache
from messenger.rendering.plain import is_plain, plain_html
from messenger.rendering.process import Busy, RenderingProcess, TookTooLong
from messenger.rendering.renderer import Renderer
from messenger.rendering.safe_html import SafeHtml
from messenger.rendering.scrub import scrub

INLINE_CHARACTERS = 1_000
"""Texts up to this length are rendered where they are needed: the worst found took 12 ms, a usual one 0.1 ms."""

CACHE_BYTES = 32 * 1024 * 1024

COLOURED_CODE = re.compile(r'(?:`{3}|~{3})[ \t]*[A-Za-z]')
"""A fence with a word behind it: a lexer may run, and a lexer's time has no bound."""

LOG = logging.getLogger(__name__)

Key = tuple[str, tuple[Mention, ...]]


class Bodies:
    """The markup of texts.

    `await prepare(...)` before a text is shown, then `html(message)` as often as needed. A long text or
    coloured code that was not prepared is shown plain, and kept so by nobody.
    """

    def __init__(
        self,
        *,
        cache_bytes: int = CACHE_BYTES,
        process: RenderingProcess | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        self._cache = Cache(cache_bytes)
        self._renderer = renderer or Renderer()
        self._process = process or RenderingProcess()

    async def start(self) -> None:
        """Start the rendering process ahead of the first text that needs it; without this, that text waits for it."""
        try:
            await self._process.start()
        except (TookTooLong, Busy) as error:
            LOG.warning('rendering_not_started error=%s', type(error).__name__)

    async def prepare(self, text: str, mentions: Sequence[Mention] = ()) -> None:
        """Render a text, off the loop if it may take long; past the time limit it is settled that it is shown plain.

        Others get a turn after each text, so preparing many one after the other holds up nobody.
        """
        key = (text, tuple(mentions))
        if is_plain(*key) or self._cache.get(key) is not None:
            return
        if _may_take_long(*key):
            await self._prepare_elsewhere(key)
            return
        self._keep(key, self._render(key))
        await asyncio.sleep(0)

    def html(self, message: Message) -> SafeHtml:
        """Return the markup of a message's text; quick for any text whatever."""
        key = (message.text, message.mentions)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        if _may_take_long(*key):
            return plain_html(scrub(message.text))
        html = self._render(key)
        self._keep(key, html)
        return html

    async def stop(self) -> None:
        """End the rendering process, if one runs."""
        await self._process.stop()

    async def _prepare_elsewhere(self, key: Key) -> None:
        text = key[0]
        try:
            self._keep(key, await self._process.render(*key))
        except TookTooLong:
            LOG.warning('rendering_stopped characters=%d', len(text))
            self._keep(key, plain_html(scrub(text)))
        except Busy:
            LOG.warning('rendering_busy characters=%d', len(text))

    def _render(self, key: Key) -> SafeHtml:
        try:
            return self._renderer.render(*key)
        except Exception as error:  # noqa: BLE001 - a parser's defect must not make a whole group unreadable
            LOG.error('rendering_failed characters=%d error=%s', len(key[0]), type(error).__name__)  # noqa: TRY400
            return plain_html(scrub(key[0]))

    def _keep(self, key: Key, html: SafeHtml) -> None:
        self._cache.put(key, html, sys.getsizeof(key[0]))


def _may_take_long(text: str, mentions: Sequence[Mention]) -> bool:
    if len(text) <= INLINE_CHARACTERS:
        return COLOURED_CODE.search(text) is not None
    return not is_plain(text, mentions)
