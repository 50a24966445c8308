"""A server under test: started on one core, metered, and ended by its id."""

import asyncio
import gc
import os
import resource
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

SERVER_CORE = 0
LOAD_CORE = 1
START_SECONDS = 30
STOP_SECONDS = 6
ROOT = Path(__file__).resolve().parent.parent


class ServerProcess:
    """One server in a process of its own, pinned to `SERVER_CORE`; its output goes to ``server.log`` in its folder."""

    def __init__(self, command: Sequence[str], *, environment: Mapping[str, str], folder: Path) -> None:
        self._command = command
        self._environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUNBUFFERED': '1', **environment}
        self.folder = folder
        self._process: asyncio.subprocess.Process | None = None

    @property
    def log_path(self) -> Path:
        """Where the server's output goes."""
        return self.folder / 'server.log'

    async def start(self, port: int) -> None:
        """Start and return when the port answers. Raises RuntimeError with the log's end when it does not."""
        with self.log_path.open('ab') as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=self.folder,
                env=self._environment,
                stdout=log,
                stderr=log,
                preexec_fn=_pin_to_server_core,
            )
        deadline = time.monotonic() + START_SECONDS
        while not await _is_open(port):
            if self._process.returncode is not None or time.monotonic() > deadline:
                raise RuntimeError(f'The server did not start:\n{self.last_lines()}')
            await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """End the server, by force when it takes too long."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def kill(self) -> None:
        """End the server in the middle of whatever it does (SIGKILL)."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    def cpu_seconds(self) -> float:
        """Tell the CPU time, user and system, that the server and its children have used; exact to the nanosecond."""
        return sum(_cpu_seconds(pid) for pid in self._pids())

    def waited_seconds(self) -> float:
        """Tell for how long the server's main thread was ready to run while others had its core."""
        assert self._process is not None
        return int(Path(f'/proc/{self._process.pid}/schedstat').read_text().split()[1]) / 1e9

    def rss_bytes(self) -> int:
        """Tell the resident memory of the server and its children."""
        return sum(_rss_bytes(pid) for pid in self._pids())

    def last_lines(self) -> str:
        """Return the end of what the server has printed."""
        return '\n'.join(self.log_path.read_text(errors='replace').splitlines()[-20:])

    def _pids(self) -> list[int]:
        assert self._process is not None
        pids = [self._process.pid]
        for pid in pids:
            for children in Path(f'/proc/{pid}/task').glob('*/children'):
                pids.extend(int(child) for child in children.read_text().split())
        return pids


def prepare_load() -> None:
    """Keep this process, the load, cheap and off the server's core; told to end, end the servers too, as at Ctrl+C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.sched_setaffinity(0, {LOAD_CORE})
    gc.disable()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _pin_to_server_core() -> None:
    os.sched_setaffinity(0, {SERVER_CORE})


def _cpu_seconds(pid: int) -> float:
    # What /proc/<pid>/stat counts in ticks of 10 ms, in nanoseconds: the CPU clock of another process, as
    # clock_getcpuclockid(3) makes its id.
    return time.clock_gettime((~pid << 3) | 2)


def _rss_bytes(pid: int) -> int:
    pages = int(Path(f'/proc/{pid}/statm').read_text().split()[1])
    return pages * os.sysconf('SC_PAGE_SIZE')


async def _is_open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection('127.0.0.1', port)
    except OSError:
        return False
    writer.close()
    return True
