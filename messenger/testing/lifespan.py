"""The start and the end of an ASGI application, as a server tells it (https://asgi.readthedocs.io, "Lifespan")."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp


class Lifespan:
    """Runs an application's lifespan from `start` to `stop`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._to_app: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self._from_app: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the application. Raises RuntimeError with its reason when it fails."""
        scope = {'type': 'lifespan', 'asgi': {'version': '3.0', 'spec_version': '2.0'}, 'state': {}}
        self._task = asyncio.create_task(self._app(scope, self._to_app.get, self._from_app.put))  # type: ignore[arg-type]
        await self._say('startup')

    async def stop(self) -> None:
        """End it."""
        await self._say('shutdown')
        assert self._task is not None
        await self._task

    async def _say(self, moment: str) -> None:
        self._to_app.put_nowait({'type': f'lifespan.{moment}'})
        answer = await self._from_app.get()
        if answer['type'] != f'lifespan.{moment}.complete':
            raise RuntimeError(answer.get('message', f'The application did not survive its {moment}'))
