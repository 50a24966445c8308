"""Servers of one's own: forked for stories, or started as a person starts one."""

import asyncio
import os
import resource
import signal
import socket
import sys
from pathlib import Path

from tests.browser.forking import ROOT, Forked

READY_SECONDS = 30
FULL_BYTES = 4096


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return int(probe.getsockname()[1])


class Server:
    """``python main.py`` with its own data folder and port, without the time that its imports take."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.url = f'http://localhost:{self.port}'
        self._settings = settings
        self._process: asyncio.subprocess.Process | Forked | None = None
        self.output: list[str] = []
        self._reader: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        self._process = await self._launch(self._environment())
        ready = asyncio.Event()
        self._reader = asyncio.create_task(self._read(ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({waiting, self._reader}, timeout=READY_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        assert ready.is_set(), 'the server did not get ready:\n' + ''.join(self.output)

    async def stop(self) -> int:
        """Ask it to stop and return how it ended."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> int:
        """End it without a warning."""
        return await self._end(signal.SIGKILL)

    def fill_disk(self) -> None:
        """Let no file of the server grow beyond a page, as if the disk were full (Linux only)."""
        self._limit_files(FULL_BYTES)

    def free_disk(self) -> None:
        """Let files grow again."""
        self._limit_files(resource.RLIM_INFINITY)

    def _limit_files(self, most_bytes: int) -> None:
        assert self._process
        _, hard = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (most_bytes, hard))

    async def _launch(self, environment: dict[str, str]) -> asyncio.subprocess.Process | Forked:
        return await Forked.start(environment)

    async def _end(self, by: signal.Signals) -> int:
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(by)
        code = await self._process.wait()
        if self._reader:
            await self._reader
        return code

    async def _read(self, ready: asyncio.Event) -> None:
        assert self._process
        assert self._process.stdout
        async for line in self._process.stdout:
            self.output.append(line.decode())
            if b'Messenger is ready' in line:
                ready.set()

    def _environment(self) -> dict[str, str]:
        # NiceGUI serves otherwise where it sees that a test runs; people get the server without it.
        own = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith('MESSENGER_') and key != 'PYTEST_CURRENT_TEST'
        }
        asked = {f'MESSENGER_{key.upper()}': value for key, value in self._settings.items()}
        # What a story's messages link to is nobody's here: only a story that wants it has its pages looked at.
        set_here = {'PORT': str(self.port), 'DATA': str(self.data), 'LINK_PREVIEWS': 'false'}
        return own | {f'MESSENGER_{key}': value for key, value in set_here.items()} | asked


class PlainServer(Server):
    """Started as a person starts it."""

    async def _launch(self, environment: dict[str, str]) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            'main.py',
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
