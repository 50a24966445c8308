"""A line that can be cut: a TCP proxy on the loopback that refuses, or swallows everything as a dead network does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress

CHUNK_BYTES = 65_536


class Proxy:
    """Passes bytes on to a port of this machine while the line is whole."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._server: asyncio.Server | None = None
        self._flows = asyncio.Event()
        self._flows.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self) -> None:
        """Listen, at a port of its own that it keeps."""
        self._server = await asyncio.start_server(self._serve, '127.0.0.1', self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Reset every connection, and refuse new ones."""
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def swallow(self) -> None:
        """Pass nothing on any more, in either direction; nobody is told."""
        self._flows.clear()

    async def heal(self) -> None:
        """Be whole again. What TCP has kept of swallowed connections goes on its way, as it does in a network."""
        self._flows.set()
        if self._server is not None and not self._server.is_serving():
            await self.start()

    async def stop(self) -> None:
        """End."""
        await self.refuse()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._writers.add(writer)
        try:
            await self._flows.wait()
            with suppress(OSError):
                there_reader, there_writer = await asyncio.open_connection('127.0.0.1', self._target)
                await self._pass_both_ways((reader, writer), (there_reader, there_writer))
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _pass_both_ways(self, here: 'Ends', there: 'Ends') -> None:
        self._writers.add(there[1])
        tasks = [
            asyncio.create_task(self._pass(here[0], there[1])),
            asyncio.create_task(self._pass(there[0], here[1])),
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            self._writers.discard(there[1])
            there[1].close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK_BYTES):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()


Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]

CUTS: Mapping[str, Callable[[Proxy], Awaitable[None]]] = {'refused': Proxy.refuse, 'silent': Proxy.swallow}
"""How a line may be cut, in a word."""


@asynccontextmanager
async def proxy_to(port: int) -> AsyncIterator[Proxy]:
    """Run a proxy to a port."""
    proxy = Proxy(port)
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.stop()
