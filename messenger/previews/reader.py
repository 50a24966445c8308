"""Reads pages in a process of its own: some are written so that a parser needs minutes for them."""

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from messenger.previews.page import Page, read_page
from messenger.processes.process import WorkerProcess

LIMIT_SECONDS = 2
"""A large page of this world takes a fiftieth of it; 500 KB of ``<div>`` took half a minute, and more as punycode."""

WAIT_SECONDS = 60
"""Longer than for all that are asked for at the same time, each at its worst and with a new process."""


class PageReader:
    """One process for all pages, one page at a time."""

    def __init__(self, *, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._process = WorkerProcess(
            f'{__package__}.worker',
            first=_question(b'', '', ''),
            limit_seconds=limit_seconds,
            wait_seconds=WAIT_SECONDS,
        )

    async def read(self, body: bytes, *, url: str, content_type: str) -> Page | None:
        """Return what `read_page` makes of it. Raises TookTooLong, Busy."""
        found = await self._process.ask(_question(body, url, content_type))
        return Page(**found[0]) if found else None

    async def stop(self) -> None:
        """End the process."""
        await self._process.stop()


def answer(question: dict[str, Any]) -> list[dict[str, str]]:
    """Read what `PageReader` asks about, in its process: a list of one page or none."""
    page = read_page(b64decode(question['body']), url=question['url'], content_type=question['content_type'])
    return [asdict(page)] if page else []


def _question(body: bytes, url: str, content_type: str) -> dict[str, Any]:
    return {'body': b64encode(body).decode('ascii'), 'url': url, 'content_type': content_type}
