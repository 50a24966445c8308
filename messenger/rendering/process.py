"""Renders off the event loop, in a process of its own that is ended when a text takes too long."""

from collections.abc import Iterator, Sequence
from typing import Any

from messenger.model.message import Mention
from messenger.processes.process import Busy, TookTooLong, WorkerProcess
from messenger.rendering.code import languages_in
from messenger.rendering.safe_html import SafeHtml

__all__ = ['Busy', 'RenderingProcess', 'TookTooLong']

NEW_LANGUAGES = 3
"""Languages whose lexers are loaded before a text's own time begins; loading one takes up to a second."""


FIRST_TEXT = '```python\nx\n```\n```bash\nx\n```\n```json\n0\n```'
"""Loads the parser and the lexers that are most likely asked for first."""


class RenderingProcess:
    """One process for all texts, one text at a time."""

    def __init__(
        self, *, limit_seconds: float = 0.5, wait_seconds: float = 2, module: str = f'{__package__}.worker'
    ) -> None:
        self._loaded: set[str] = set()
        self._process = WorkerProcess(
            module,
            first=_question('', ()),
            limit_seconds=limit_seconds,
            wait_seconds=wait_seconds,
            on_start=self._loaded.clear,
        )

    async def start(self) -> None:
        """Start the process now, so that the first text that needs it does not wait. Raises TookTooLong, Busy."""
        await self.render(FIRST_TEXT, ())

    async def render(self, text: str, mentions: Sequence[Mention]) -> SafeHtml:
        """Return the markup of a text of any length, code coloured. Raises TookTooLong, Busy."""
        return SafeHtml(await self._process.ask(_question(text, mentions), before=self._lexers(text)))

    async def stop(self) -> None:
        """End the process; nothing is left of it when this returns. A later text starts another."""
        await self._process.stop()

    def _lexers(self, text: str) -> Iterator[Any]:
        """Yield what loads the lexers that a text needs and that this process does not have yet."""
        for language in sorted(languages_in(text) - self._loaded)[:NEW_LANGUAGES]:
            yield _question(f'```{language}\nx\n```', ())
            self._loaded.add(language)


def _question(text: str, mentions: Sequence[Mention]) -> dict[str, Any]:
    return {'text': text, 'mentions': [(mention.member_id, mention.name) for mention in mentions]}
