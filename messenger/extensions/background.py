"""What extensions do on their own: start and stop, hear of changes, and do things periodically."""

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog

from messenger.extensions.calls import Failed, call, note
from messenger.extensions.extension import Extension
from messenger.extensions.hooking import Hooking
from messenger.extensions.messenger import Messenger
from messenger.extensions.offers import Periodic
from messenger.model.changes import Change
from messenger.store.store import Store
from messenger.tasks import end_tasks

MOST_WAITING = 1000
"""Changes that wait for one extension; beyond these the newest are dropped, and counted."""

log = structlog.get_logger(__name__)


class Background:
    """Runs each extension's own tasks; one that is slow holds up no other."""

    def __init__(self, *, store: Store, hooking: Hooking, messenger_of: Callable[[Extension], Messenger]) -> None:
        self._store = store
        self._hooking = hooking
        self._messenger_of = messenger_of
        self._tasks: dict[str, list[asyncio.Task[None]]] = {}
        self._waiting: dict[str, asyncio.Queue[Change]] = {}
        self._forget: Callable[[], None] | None = None

    def listen(self) -> None:
        """Begin to tell of changes."""
        self._forget = self._store.listen(self._tell)

    def close(self) -> None:
        """Tell of no more changes."""
        if self._forget:
            self._forget()

    async def start(self, extension: Extension) -> None:
        """Start an extension: its `start`, then what it does again and again."""
        name, messenger = extension.name, self._messenger_of(extension)
        await self._call_all('start', extension, messenger=messenger)
        tasks = self._tasks[name] = []
        for _, run in self._hooking.of('periodic', name, messenger=messenger):
            tasks.append(asyncio.create_task(_repeat(extension, run), name=f'periodic of {name}'))
        if any(True for _ in self._hooking.of('after_change', name, change=None, messenger=messenger)):
            self._waiting[name] = asyncio.Queue(MOST_WAITING)
            tasks.append(asyncio.create_task(self._hear(extension), name=f'changes for {name}'))

    async def end(self, extension: Extension) -> None:
        """Stop what an extension does, then call its `stop`."""
        tasks = self._tasks.pop(extension.name, [])
        self._waiting.pop(extension.name, None)
        await end_tasks(*tasks)
        await self._call_all('stop', extension)

    async def _call_all(self, hook: str, extension: Extension, **given: Any) -> None:
        for _, run in self._hooking.of(hook, extension.name, **given):
            with contextlib.suppress(Failed):
                await call(extension, hook, run)

    def _tell(self, change: Change) -> None:
        for name, queue in self._waiting.items():
            try:
                queue.put_nowait(change)
            except asyncio.QueueFull:
                self._drop(name)

    def _drop(self, name: str) -> None:
        extension = self._hooking.extension(name)
        if extension is None:
            return
        extension.health.dropped += 1
        if extension.health.dropped % MOST_WAITING == 1:
            log.warning('changes_dropped', extension=name, dropped=extension.health.dropped)

    async def _hear(self, extension: Extension) -> None:
        queue, messenger = self._waiting[extension.name], self._messenger_of(extension)
        while True:
            change = await queue.get()
            await self._call_all('after_change', extension, change=change, messenger=messenger)


async def _repeat(extension: Extension, offer: Callable[[], Any]) -> None:
    try:
        periodic = await call(extension, 'periodic', offer)
    except Failed:
        return
    if not isinstance(periodic, Periodic):
        note(extension, 'periodic', TypeError())
        return
    while True:
        await asyncio.sleep(periodic.interval.total_seconds())
        with contextlib.suppress(Failed):
            await call(extension, 'periodic', partial(periodic.run))
