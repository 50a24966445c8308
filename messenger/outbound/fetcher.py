"""Asks other servers: public addresses alone, in bounded time, and no more of an answer than was wanted."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import httpcore
import httpx

from messenger.languages import marked
from messenger.outbound.address import parse_address
from messenger.outbound.addresses import Allowed
from messenger.outbound.checked_backend import CheckedBackend, Resolve, Resolver
from messenger.outbound.not_fetched import NotFetched

MOST_CONNECTIONS = 20
KEPT_SECONDS = 15
"""So long a connection waits for the next request to the same host."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one request may take, with all its redirects."""

    seconds: float = 10
    body_bytes: int = 512 * 1024
    """Of the answer are read, and no more."""
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; names of headers are in lower case."""

    url: str
    """Where the answer came from in the end."""
    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b''
    is_whole: bool = True
    """Whether the body was no longer than was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    method: bytes
    headers: tuple[tuple[str, str], ...]
    body: bytes = b''


class Fetcher:
    """Makes requests; every name is resolved and checked anew for every connection, also after a redirect.

    Proxies and passwords that the environment names are not used, cookies are not kept.
    """

    def __init__(
        self,
        *,
        agent: str,
        allowed: Allowed | None = None,
        allows_http: bool = False,
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take what is allowed besides public addresses and https.

        `agent` is sent as User-Agent; `resolve` and `tls` take the place of the system's names and certificates.
        """
        self._agent = agent
        self._allows_http = allows_http
        self._resolver = Resolver()
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or ssl.create_default_context(),
            max_connections=MOST_CONNECTIONS,
            keepalive_expiry=KEPT_SECONDS,
            network_backend=CheckedBackend(allowed or Allowed(), resolve or self._resolver),
        )

    async def get(self, url: str, *, accept: str = '*/*', bounds: Bounds = Bounds()) -> Answer:
        """Read what is at an address, following redirects. Raises NotFetched."""
        return await self._ask(url, _Question(method=b'GET', headers=(('Accept', accept),)), bounds)

    async def post(self, url: str, body: bytes, *, headers: Mapping[str, str], bounds: Bounds = Bounds()) -> Answer:
        """Send a body to an address. Raises NotFetched.

        A redirect is not followed but an answer like any other: where a body goes is for the asker to say.
        """
        question = _Question(method=b'POST', headers=(*headers.items(), ('Content-Length', str(len(body)))), body=body)
        return await self._ask(url, question, replace(bounds, redirects=0))

    async def close(self) -> None:
        """Close what is open."""
        await self._pool.aclose()
        self._resolver.close()

    async def _ask(self, text: str, question: _Question, bounds: Bounds) -> Answer:
        url = parse_address(text, allows_http=self._allows_http)
        try:
            async with asyncio.timeout(bounds.seconds):
                return await self._follow(url, question, bounds)
        except (TimeoutError, httpcore.TimeoutException) as error:
            reason = marked('{host} took longer than {seconds} seconds to answer.')
            raise NotFetched('too_slow', reason, host=url.host, seconds=bounds.seconds) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            reason = marked('The connection to {host} broke, or its certificate is not valid.')
            raise NotFetched('broken', reason, host=url.host) from error

    async def _follow(self, url: httpx.URL, question: _Question, bounds: Bounds) -> Answer:
        for _ in range(bounds.redirects + 1):
            answer = await self._request(url, question, bounds.body_bytes)
            target = answer.headers.get('location')
            if answer.status not in REDIRECTS or target is None or not bounds.redirects:
                return answer
            url = parse_address(_joined(url, target), allows_http=self._allows_http)
        reason = marked('{host} sends from one address to the next without end.')
        raise NotFetched('too_many_redirects', reason, host=url.host)

    async def _request(self, url: httpx.URL, question: _Question, body_bytes: int) -> Answer:
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = [
            ('Host', url.netloc.decode('ascii')),
            ('User-Agent', self._agent),
            # Nothing is unpacked here, so that a small answer cannot become a large one.
            ('Accept-Encoding', 'identity'),
            *question.headers,
        ]
        async with self._pool.stream(question.method, target, headers=headers, content=question.body) as response:
            body, is_whole = await _read(response, body_bytes)
            return Answer(
                url=str(url),
                status=response.status,
                headers=MappingProxyType({_text(name).lower(): _text(value) for name, value in response.headers}),
                body=body,
                is_whole=is_whole,
            )


async def _read(response: httpcore.Response, body_bytes: int) -> tuple[bytes, bool]:
    body = bytearray()
    async for part in response.aiter_stream():
        body += part
        if len(body) > body_bytes:
            return bytes(body[:body_bytes]), False
    return bytes(body), True


def _joined(url: httpx.URL, target: str) -> str:
    try:
        return str(url.join(target))
    except (httpx.InvalidURL, ValueError) as error:
        reason = marked('{host} sends on to something that is no web address.')
        raise NotFetched('bad_address', reason, host=url.host) from error


def _text(value: bytes) -> str:
    return value.decode('latin-1')
