"""Follows the folder of extensions: what is saved there is live at once."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog
from watchfiles import DefaultFilter, awatch

QUIET_MILLISECONDS = 50
"""An editor writes a file in several steps; after so long without one it is taken for saved."""

log = structlog.get_logger(__name__)


class Watching:
    """Calls `changed` with each file or package of the folder that was saved or removed."""

    def __init__(self, folder: Path, changed: Callable[[Path], Awaitable[None]]) -> None:
        self._folder = folder
        self._changed = changed
        self._task: asyncio.Task[None] | None = None
        self._end = asyncio.Event()

    def start(self) -> None:
        """Begin; the folder is made if need be, and where it cannot be there is nothing to follow."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
        if self._folder.is_dir():
            self._end.clear()
            self._task = asyncio.create_task(self._watch(), name='watching extensions')

    async def stop(self) -> None:
        """End."""
        self._end.set()
        if self._task:
            await self._task
            self._task = None

    async def _watch(self) -> None:
        folder = self._folder.resolve()
        async for changes in awatch(
            folder, watch_filter=DefaultFilter(), step=QUIET_MILLISECONDS, stop_event=self._end, rust_timeout=500
        ):
            names = sorted({Path(path).relative_to(folder).parts[0] for _, path in changes if Path(path) != folder})
            for name in names:
                await self._changed(self._folder / name)
