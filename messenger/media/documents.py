"""Documents: the first page of a PDF as a picture, drawn in a process of its own, since it comes from strangers."""

import asyncio
from base64 import b64decode, b64encode
from collections.abc import AsyncIterable

import structlog

from messenger.media.kind import PDF
from messenger.media.pictures import Picture
from messenger.processes.process import Busy, TookTooLong, WorkerProcess

LIMIT_SECONDS = 5
"""A page of text takes a hundredth of it, a plan of a town a tenth."""
WAIT_SECONDS = 20
"""Longer than for three others at their worst; whoever waits longer sends a file without a picture."""

log = structlog.get_logger(__name__)


class Documents:
    """One process for all documents, one at a time; it is started by the first."""

    def __init__(self, *, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._process = WorkerProcess(
            f'{__package__}.worker', first='', limit_seconds=limit_seconds, wait_seconds=WAIT_SECONDS
        )

    async def look(self, content: AsyncIterable[bytes]) -> Picture | None:
        """Return the first page of a PDF; None for what cannot be drawn: damaged, locked, or too much work."""
        whole = b''.join([piece async for piece in content])
        try:
            written = await asyncio.to_thread(lambda: b64encode(whole).decode('ascii'))
            found = await self._process.ask(written)
        except (TookTooLong, Busy) as error:
            log.info('document_not_drawn', size=len(whole), error=type(error).__name__)
            return None
        return Picture(
            media_type=PDF, width=found['width'], height=found['height'], thumbnail=b64decode(found['thumbnail'])
        )

    async def stop(self) -> None:
        """End the process."""
        await self._process.stop()
