"""Asks a process of its own, which is ended when a question takes too long.

A thread would not do: nothing ends it, and much of what hangs holds the interpreter, and so the loop, until it is done.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

LINE_BYTES = 4 * 1024 * 1024
"""More than the longest answer: markup whose every character may be an escape of six."""

READY_SECONDS = 20
"""A start takes a fraction of a second; on a machine that is busy with other things, longer."""


class TookTooLong(Exception):  # noqa: N818 - names what happened
    """The question was not answered within its time, or the process failed at it; asking again would not help."""


class Busy(Exception):  # noqa: N818 - names what happened
    """Other questions are in front; this one was not looked at."""


class WorkerProcess:
    """One process for all questions, one at a time; started at the first, and again after it had to be ended."""

    def __init__(
        self,
        module: str,
        *,
        first: Any,
        limit_seconds: float,
        wait_seconds: float,
        on_start: Callable[[], None] | None = None,
    ) -> None:
        """Run a module that calls `messenger.processes.worker.work`; a new process is ready once it answers `first`."""
        self._module = module
        self._first = first
        self._limit_seconds = limit_seconds
        self._wait_seconds = wait_seconds
        self._on_start = on_start
        self._turn = asyncio.Lock()
        self._process: Process | None = None

    async def ask(self, question: Any, *, before: Iterable[Any] = ()) -> Any:
        """Return the answer to a question, both being what JSON can hold. Raises TookTooLong, Busy.

        What is asked `before` does not count as the question's own time; it is looked at when the process runs.
        """
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._turn.acquire()
        except TimeoutError as error:
            raise Busy from error
        try:
            return await self._ask(question, before)
        finally:
            self._turn.release()

    async def stop(self) -> None:
        """End the process; nothing is left of it when this returns. A later question starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)  # `process.kill` may take its exit status from who waits for it
        await process.communicate()

    async def _ask(self, question: Any, before: Iterable[Any]) -> Any:
        try:
            process = await self._running()
            for earlier in before:
                await _exchange(process, earlier, READY_SECONDS)
            answer = await _exchange(process, question, self._limit_seconds)
        except BaseException as error:
            await self.stop()  # whatever it still says belongs to this question
            if isinstance(error, TimeoutError | OSError | ValueError):
                raise TookTooLong from error
            raise
        if answer is None:
            raise TookTooLong
        return answer

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
        if self._on_start is not None:
            self._on_start()
        await _exchange(process, self._first, READY_SECONDS)
        return process


async def _exchange(process: Process, question: Any, limit_seconds: float) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(question).encode() + b'\n')
    async with asyncio.timeout(limit_seconds):
        await process.stdin.drain()
        line = await process.stdout.readline()
    if not line:
        raise ConnectionResetError('The process ended.')
    return json.loads(line)


def _environment() -> dict[str, str]:
    """Our package is found wherever the server was started from; the secrets of our settings stay here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith('MESSENGER_')}
    return kept | {'PYTHONPATH': str(Path(__file__).parents[2])}
