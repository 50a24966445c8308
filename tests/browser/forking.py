"""Forks servers from one process that has imported what they need, which takes a start's two seconds but once.

Run as ``python -m tests.browser.forking DESCRIPTOR`` it is that process: every message at the Unix socket of that
number carries the environment of a server, the pipe for its output and the pipe for its end. It ends with the socket.
"""

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
MOST_BYTES = 1 << 20


class Forked:
    """A server's process, told of and ended as `asyncio.subprocess.Process` is."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, end: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None
        self._ending = asyncio.create_task(self._end(end))

    @classmethod
    async def start(cls, environment: dict[str, str]) -> Self:
        """Start ``python main.py`` in an environment."""
        stdout, for_stdout = os.pipe()
        end, for_end = os.pipe()
        given = [for_stdout, for_end]
        socket.send_fds(_forker(), [json.dumps(environment).encode()], given)
        for descriptor in given:
            os.close(descriptor)
        told = await _reader(end)
        return cls(int(await told.readline()), await _reader(stdout), told)

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    async def wait(self) -> int:
        """Return its exit status, or minus the number of the signal that ended it."""
        return await asyncio.shield(self._ending)

    async def _end(self, end: asyncio.StreamReader) -> int:
        self.returncode = int(await end.read())
        return self.returncode


async def _reader(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(descriptor, 'rb'))
    return reader


@cache
def _forker() -> socket.socket:
    """Start the process that forks, once for this one, which it ends with."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        process = subprocess.Popen(
            [sys.executable, '-m', 'tests.browser.forking', str(there.fileno())],
            cwd=ROOT,
            env={key: value for key, value in os.environ.items() if key != 'PYTEST_CURRENT_TEST'},
            pass_fds=[there.fileno()],
        )

    def end() -> None:
        here.close()
        process.wait()

    atexit.register(end)
    return here


def main() -> int:
    """Import, then fork at each message; what returns in a fork is the server's exit status."""
    import messenger.app  # for this process alone, so that every fork has it
    import messenger.server  # noqa: F401 - the same
    from main import main as serve

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that wait for the servers
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        while True:
            message, descriptors, _, _ = socket.recv_fds(asked, MOST_BYTES, 2)
            if not message:
                return 0
            if os.fork() == 0:
                break
            for descriptor in descriptors:
                os.close(descriptor)
    return _attend(json.loads(message), *descriptors, serve)


def _attend(environment: dict[str, str], stdout: int, end: int, serve: Callable[[], int]) -> int:
    """Fork a server, tell of its process and of its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.dup2(stdout, 1)
        os.dup2(stdout, 2)
        for descriptor in (stdout, end):
            os.close(descriptor)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = ['main.py']
        return serve()
    os.close(stdout)
    os.write(end, f'{pid}\n'.encode())
    _, status = os.waitpid(pid, 0)
    os.write(end, f'{os.waitstatus_to_exitcode(status)}\n'.encode())
    os._exit(0)


if __name__ == '__main__':
    sys.exit(main())
