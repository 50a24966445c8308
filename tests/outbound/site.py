"""A server of somebody else, which answers just what a test says, byte for byte."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answering = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Site:
    """Where it listens, and the requests that came, whole."""

    port: int = 0
    requests: list[str] = field(default_factory=list)


@asynccontextmanager
async def site(
    *answers: bytes | Answering, host: str = '127.0.0.1', tls: ssl.SSLContext | None = None
) -> AsyncIterator[Site]:
    """Serve one answer a request, the last one again and again; closes after each."""
    served, left = Site(), list(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b'\r\n\r\n')).decode()
        lengths = [line.split(':')[1] for line in head.lower().splitlines() if line.startswith('content-length:')]
        body = await reader.readexactly(int(lengths[0])) if lengths else b''
        served.requests.append(head + body.decode())
        answer = left.pop(0) if len(left) > 1 else left[0]
        try:
            await _answer(writer, answer)
        except ConnectionError:
            pass  # who asked has gone, as some tests want
        finally:
            writer.close()

    server = await asyncio.start_server(serve, host, 0, ssl=tls)
    served.port = server.sockets[0].getsockname()[1]
    async with server:
        yield served


async def _answer(writer: asyncio.StreamWriter, answer: bytes | Answering) -> None:
    if isinstance(answer, bytes):
        writer.write(answer)
        await writer.drain()
    else:
        await answer(writer)


def page(body: bytes = b'hello', status: str = '200 OK', **headers: str) -> bytes:
    """Write an answer."""
    lines = [f'HTTP/1.1 {status}', f'Content-Length: {len(body)}', 'Connection: close']
    lines += [f'{name}: {value}' for name, value in headers.items()]
    return '\r\n'.join([*lines, '', '']).encode() + body


class Names:
    """Names that a test gives addresses to; each asking takes the next answer, the last stays."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name: list(each) for name, each in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str) -> Sequence[str]:
        """Resolve as told; IP addresses are their own."""
        self.asked.append(host)
        answers = self._answers.get(host.split('.', maxsplit=1)[0], [[host]])
        return answers.pop(0) if len(answers) > 1 else answers[0]
