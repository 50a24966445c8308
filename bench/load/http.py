"""One HTTP request at a time, each on a connection and from a loopback address of its own."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

COOKIE = re.compile(r'^set-cookie: *([^=;]+)=([^;]*)', re.IGNORECASE | re.MULTILINE)
LOCATION = re.compile(r'^location: *(\S+)', re.IGNORECASE | re.MULTILINE)
TIMEOUT_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back."""

    status: int
    headers: str
    body: str

    @property
    def location(self) -> str:
        """Where it redirects to, empty when it does not."""
        found = LOCATION.search(self.headers)
        return found[1] if found else ''


class Browser:
    """Somebody with a cookie jar at an address of their own, as 127.1.0.1 is."""

    def __init__(self, port: int, *, source: str = '127.0.0.1', token: str = '') -> None:
        self.port = port
        self.receive_bytes = 0
        """What its operating system takes that nobody has read yet, for sockets; 0 as usual."""
        self._token = token
        self.source = source
        self._cookies: dict[str, str] = {}

    @property
    def host(self) -> str:
        """What goes into the Host header."""
        return f'127.0.0.1:{self.port}'

    @property
    def cookie_header(self) -> str:
        """What goes into the Cookie header."""
        return '; '.join(f'{name}={value}' for name, value in self._cookies.items())

    def keep_cookie(self, name: str, value: str) -> None:
        """Have a cookie from elsewhere, such as that of a session begun before."""
        self._cookies[name] = value

    def keep_cookies_of(self, other: 'Browser') -> None:
        """Be signed in as another."""
        self._cookies |= other._cookies  # noqa: SLF001

    async def get(self, path: str) -> Response:
        """Fetch a page."""
        return await self._request('GET', path)

    async def post(self, path: str, form: Mapping[str, str]) -> Response:
        """Submit a form."""
        return await self._request('POST', path, urlencode(form))

    async def _request(self, method: str, path: str, body: str = '') -> Response:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            reader, writer = await asyncio.open_connection('127.0.0.1', self.port, local_addr=(self.source, 0))
            try:
                writer.write(self._head(method, path, body).encode() + body.encode())
                raw = await reader.read()
            finally:
                writer.close()
        response = _parse(raw)
        self._cookies.update(COOKIE.findall(response.headers))
        return response

    def _head(self, method: str, path: str, body: str) -> str:
        lines = [
            f'{method} {path} HTTP/1.1',
            f'Host: {self.host}',
            'Connection: close',
            'Accept: text/html',
            'User-Agent: Mozilla/5.0 (X11; Linux x86_64) bench',
        ]
        if self._token:
            lines.append(f'Authorization: Bearer {self._token}')
        if self._cookies:
            lines.append(f'Cookie: {self.cookie_header}')
        if method == 'POST':
            lines += [
                f'Origin: http://{self.host}',
                'Content-Type: application/x-www-form-urlencoded',
                f'Content-Length: {len(body)}',
            ]
        return '\r\n'.join(lines) + '\r\n\r\n'


def _parse(raw: bytes) -> Response:
    head, _, body = raw.partition(b'\r\n\r\n')
    headers = head.decode('latin-1').replace('\r\n', '\n')
    if 'transfer-encoding: chunked' in headers.lower():
        body = _dechunk(body)
    return Response(status=int(headers.split(' ', 2)[1]), headers=headers, body=body.decode())


def _dechunk(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, body = body.partition(b'\r\n')
        length = int(size or b'0', 16)
        if not length:
            break
        parts.append(body[:length])
        body = body[length + 2 :]
    return b''.join(parts)
