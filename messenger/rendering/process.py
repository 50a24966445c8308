"""Renders off the event loop, in a process of its own that is ended when a text takes too long.

A thread would not do: a regular expression holds the interpreter, and so the loop, until it is done.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from messenger.model.message import Mention
from messenger.rendering.code import languages_in
from messenger.rendering.safe_html import SafeHtml

LINE_BYTES = 4 * 1024 * 1024
"""More than the longest markup, whose every character may be an escape of six."""

READY_SECONDS = 20
"""A start takes a fraction of a second; on a machine that is busy with other things, longer."""


NEW_LANGUAGES = 3
"""Languages whose lexers are loaded before a text's own time begins; loading one takes up to a second."""


FIRST_TEXT = '```python\nx\n```\n```bash\nx\n```\n```json\n0\n```'
"""Loads the parser and the lexers that are most likely asked for first."""


class TookTooLong(Exception):  # noqa: N818 - names what happened
    """The text was not rendered within its time, or the process failed at it; asking again would not help."""


class Busy(Exception):  # noqa: N818 - names what happened
    """Other texts are in front; this one was not looked at."""


class RenderingProcess:
    """One process for all texts, one text at a time; started at the first, and again after it had to be ended."""

    def __init__(
        self, *, limit_seconds: float = 0.5, wait_seconds: float = 2, module: str = f'{__package__}.worker'
    ) -> None:
        self._limit_seconds = limit_seconds
        self._wait_seconds = wait_seconds
        self._module = module
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._loaded: set[str] = set()

    async def start(self) -> None:
        """Start the process now, so that the first text that needs it does not wait. Raises TookTooLong, Busy."""
        await self.render(FIRST_TEXT, ())

    async def render(self, text: str, mentions: Sequence[Mention]) -> SafeHtml:
        """Return the markup of a text of any length, code coloured. Raises TookTooLong, Busy."""
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._turn.acquire()
        except TimeoutError as error:
            raise Busy from error
        try:
            return await self._ask(text, mentions)
        finally:
            self._turn.release()

    async def stop(self) -> None:
        """End the process; nothing is left of it when this returns. A later text starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)  # `process.kill` may take its exit status from who waits for it
        await process.communicate()

    async def _ask(self, text: str, mentions: Sequence[Mention]) -> SafeHtml:
        try:
            process = await self._running()
            await self._load_lexers(process, text)
            answer = await _exchange(process, _question(text, mentions), self._limit_seconds)
        except BaseException as error:
            await self.stop()  # whatever it still says belongs to this text
            if isinstance(error, TimeoutError | OSError | ValueError):
                raise TookTooLong from error
            raise
        if answer is None:
            raise TookTooLong
        return SafeHtml(answer)

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            await self.stop()
            self._process = await self._start()
        return self._process

    async def _start(self) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, '-m', self._module, stdin=PIPE, stdout=PIPE, limit=LINE_BYTES, env=_environment()
        )
        self._process = process  # from here on `stop` ends it
        self._loaded.clear()
        await _exchange(process, _question('', ()), READY_SECONDS)
        return process

    async def _load_lexers(self, process: Process, text: str) -> None:
        for language in sorted(languages_in(text) - self._loaded)[:NEW_LANGUAGES]:
            await _exchange(process, _question(f'```{language}\nx\n```', ()), READY_SECONDS)
            self._loaded.add(language)


def _question(text: str, mentions: Sequence[Mention]) -> bytes:
    named = [(mention.member_id, mention.name) for mention in mentions]
    return json.dumps({'text': text, 'mentions': named}).encode()


async def _exchange(process: Process, question: bytes, limit_seconds: float) -> str | None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(question + b'\n')
    async with asyncio.timeout(limit_seconds):
        await process.stdin.drain()
        line = await process.stdout.readline()
    if not line:
        raise ConnectionResetError('The rendering process ended.')
    answer: str | None = json.loads(line)
    return answer


def _environment() -> dict[str, str]:
    """Our package is found wherever the server was started from; the secrets of our settings stay here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith('MESSENGER_')}
    return kept | {'PYTHONPATH': str(Path(__file__).parents[2])}
