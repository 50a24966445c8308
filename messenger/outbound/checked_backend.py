"""Connects to exactly the address that was checked: a name is resolved once, and what it says later does not count."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpcore

from messenger.outbound.addresses import Address, Allowed
from messenger.outbound.not_fetched import NotFetched

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""Returns the IP addresses of a host. Raises OSError."""

CONNECT_SECONDS = 5
"""For one address; then the next is tried."""

MOST_ADDRESSES = 4
"""Of one name are tried; more would only take time."""

RESOLVERS = 8
"""Names looked up at once. A lookup cannot be cancelled: in threads of its own a slow one holds nothing else up."""


class Resolver:
    """Looks names up as the system does."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(RESOLVERS, thread_name_prefix='resolver')

    async def __call__(self, host: str) -> list[str]:
        """Return the addresses of a host, the preferred first. Raises OSError."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host)

    def close(self) -> None:
        """Take no more names, and do not wait for those under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections for httpcore; the name stays in the Host header and in TLS, where certificates are checked."""

    def __init__(self, allowed: Allowed, resolve: Resolve) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of a host that answers. Raises NotFetched ``not_allowed``, ``unreachable``."""
        for address in (await self._checked(host))[:MOST_ADDRESSES]:
            try:
                return await self._network.connect_tcp(
                    str(address), port, CONNECT_SECONDS, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        raise NotFetched('unreachable', '{host} does not answer at port {port}.', host=host, port=str(port))

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: what listens there is this machine's own."""
        raise NotFetched('not_allowed', 'Only hosts on the Internet can be reached.')

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str) -> list[Address]:
        """Resolve a host; one address that is not allowed spoils all, for it is a trick or a mistake."""
        try:
            addresses = [ipaddress.ip_address(each) for each in await self._resolve(host)]
        except (OSError, ValueError) as error:
            raise NotFetched('unreachable', 'There is no host named {host}. Check the spelling.', host=host) from error
        if not all(map(self._allowed.has, addresses)):
            raise NotFetched(
                'not_allowed',
                '{host} is in a private network, where this server sends nothing. The operator can allow it.',
                host=host,
            )
        return addresses


def _look_up(host: str) -> list[str]:
    # `dict` keeps the order and drops what is said twice.
    return list(dict.fromkeys(str(each[4][0]) for each in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))
