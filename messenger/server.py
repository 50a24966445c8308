"""Our own uvicorn call: what listens, with which settings, and how it starts and stops."""

import asyncio
import contextlib
import errno
import gc
import ipaddress
import os
import socket
import threading
from collections.abc import Sequence
from types import FrameType

import structlog
import uvicorn

from messenger.app import App
from messenger.listening import cannot_listen
from messenger.live.wire import Protocol
from messenger.operator_socket import OperatorSocket

log = structlog.get_logger(__name__)

WEBSOCKET_BYTES = 64 * 1024
KEEP_ALIVE_SECONDS = 75
"""Longer than a proxy keeps idle connections (nginx: 60), so that it is never surprised by a closed one."""
GOODBYE_SECONDS = 1.0
REQUESTS_SECONDS = 1
"""What goodbyes and running requests may take of the five seconds in which a stop is promised."""
STOP_SECONDS = 4.5
GARBAGE_THRESHOLDS = (50_000, 20, 2)
"""Live pages are many small objects that stay: looking through them often stops everybody for nothing. What pages leave
when they end is collected by `messenger.live.leftovers`."""


def serve(app: App, listening: socket.socket) -> None:
    """Run until SIGTERM or SIGINT. Raises JournalUnusable and CannotListen before anything is served."""
    try:
        Server(app).run(sockets=[listening])
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise cannot_listen(app.settings, error) from error


class Server(uvicorn.Server):
    """One process, one worker: live pages are in its memory."""

    def __init__(self, app: App) -> None:
        super().__init__(_config(app))
        self._messenger = app
        self._warming: asyncio.Task[None] | None = None
        self._operator_socket = OperatorSocket(app.settings, app.operator)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the journal, serve, and close the journal whatever happens."""
        try:
            await self._messenger.start()
            await self._operator_socket.start()
            await super().serve(sockets)
        finally:
            if self._warming:
                self._warming.cancel()
            await self._operator_socket.stop()
            await self._messenger.stop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept, then say so."""
        await super().startup(sockets)
        self._warming = asyncio.create_task(self._messenger.bodies.start(), name='rendering ahead')
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE_THRESHOLDS)
        log.info('ready', address=self._messenger.settings.address)
        print(f'Messenger is ready at {self._messenger.settings.address}', flush=True)  # noqa: T201 - for a person

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting, tell every page, then end what is left."""
        log.info('stopping')
        _end_for_sure()
        for server in self.servers:
            server.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._messenger.goodbye()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; asked again, stop waiting. Unlike uvicorn's, the process then ends with 0."""
        self.force_exit = self.should_exit
        self.should_exit = True


def _config(app: App) -> uvicorn.Config:
    settings = app.settings
    return uvicorn.Config(
        app.asgi,
        host=settings.host,
        port=settings.port,
        http='httptools',
        ws=Protocol,
        ws_max_size=WEBSOCKET_BYTES,
        ws_ping_interval=None,  # Engine.IO pings already
        ws_per_message_deflate=False,  # 100 KiB of memory per viewer
        lifespan='on',
        log_config=None,
        access_log=False,  # messenger.guards.access writes lines without queries
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=_with_mapped(settings.trusted_proxies),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=REQUESTS_SECONDS,
        workers=1,
    )


def _with_mapped(proxies: Sequence[str]) -> list[str]:
    """Name IPv4 proxies also as a server that listens on IPv6 sees them (RFC 4291, 2.5.5.2)."""
    networks = [ipaddress.ip_network(proxy, strict=False) for proxy in proxies]
    mapped = [f'::ffff:{each.network_address}/{96 + each.prefixlen}' for each in networks if each.version == 4]
    return [str(each) for each in networks] + mapped


def _end_for_sure() -> None:
    """Keep the promise of five seconds even if a thread hangs; what was accepted is on disk."""
    watch = threading.Timer(STOP_SECONDS, os._exit, (0,))
    watch.daemon = True
    watch.start()
