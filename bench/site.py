"""A server that runs, with a crowd before it, for as long as one point of a measurement takes."""

import socket
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load.crowd import Crowd
from bench.load.http import Browser
from bench.load.tally import Tally
from bench.load.viewer import Viewer
from bench.process import ServerProcess
from bench.servers import Server

PORTS = range(10700, 10800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running server and its visitors."""

    server: Server
    process: ServerProcess
    port: int
    path: str
    """The address of the group in which everybody meets."""
    crowd: Crowd


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a stretch took: seconds of the clock, and of the server's and the load's CPU."""

    wall_seconds: float
    server_seconds: float
    load_seconds: float

    @property
    def is_load_saturated(self) -> bool:
        """Whether the load, not the server, was the bottleneck."""
        return self.load_seconds > 0.9 * self.wall_seconds and self.server_seconds < 0.9 * self.wall_seconds


class Stopwatch:
    """Measures what a stretch costs, from its making on."""

    def __init__(self, process: ServerProcess) -> None:
        self._process = process
        self._wall = time.perf_counter()
        self._load = time.process_time()
        self._server = process.cpu_seconds()

    def stop(self) -> Cost:
        """Return the cost so far."""
        return Cost(
            wall_seconds=time.perf_counter() - self._wall,
            server_seconds=self._process.cpu_seconds() - self._server,
            load_seconds=time.process_time() - self._load,
        )


@asynccontextmanager
async def serving(server: Server, *, folder: Path | None = None) -> AsyncIterator[Site]:
    """Start a server, in an empty folder unless one is given, and end it and its crowd afterwards."""
    with tempfile.TemporaryDirectory(prefix='messenger-bench-') as temporary:
        place = folder or Path(temporary)
        port = free_port()
        process = ServerProcess(server.command(port), environment=server.environment(port, place), folder=place)
        try:
            await process.start(port)
            path = await server.find_group(Browser(port))
            async with closing_crowd(server, port, path) as crowd:
                yield Site(server=server, process=process, port=port, path=path, crowd=crowd)
        except OSError as error:
            raise RuntimeError(f'{server.name} stopped answering: {error}\n{process.last_lines()}') from error
        finally:
            await process.stop()


@asynccontextmanager
async def closing_crowd(server: Server, port: int, path: str) -> AsyncIterator[Crowd]:
    """Make a crowd that joins there, and close its sockets afterwards."""

    async def join(number: int, tally: Tally) -> Viewer:
        return await server.join(browser_of(port, number), f'Viewer {number}', path, tally)

    crowd = Crowd(join, events_per_second=server.events_per_second, event_burst=server.event_burst)
    try:
        yield crowd
    finally:
        crowd.close()


def browser_of(port: int, number: int) -> Browser:
    """Return the browser of the person with this number, at an address of their own."""
    return Browser(port, source=f'127.1.{number // 250}.{number % 250 + 1}')


def free_port() -> int:
    """Find a port that nobody listens at. Raises RuntimeError when all are taken."""
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(('127.0.0.1', port))
            except OSError:
                continue
            return port
    raise RuntimeError(f'no free port in {PORTS}')
