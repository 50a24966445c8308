"""Requests to the HTTP API, repeated where that is right, and what is raised when the answer is no."""

import asyncio
import uuid
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx

PATH = '/api/v1'
ATTEMPTS = 7
"""How often something is asked for before it fails: for half a minute, the length of a restart on a busy machine."""
SECONDS = 30.0
"""How long an answer may take."""
FIRST_PAUSE_SECONDS = 0.25
MOST_PAUSE_SECONDS = 30.0
TRY_LATER = frozenset({429, 502, 503, 504})

Json = Mapping[str, Any]


class ApiProblem(Exception):  # noqa: N818 - the word of RFC 9457
    """The API said no: `status`, the word `code` for it, if there is one, and a sentence in `detail`."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f'{status} {code}: {detail}'.replace(' :', ':'))
        self.status = status
        self.code = code
        self.detail = detail


def problem_of(answer: httpx.Response) -> ApiProblem:
    """Return what an answer that is an error says."""
    try:
        said = answer.json()
        return ApiProblem(answer.status_code, said.get('code', ''), said['detail'])
    except (ValueError, KeyError, AttributeError):
        return ApiProblem(answer.status_code, '', answer.reason_phrase)


class Calls:
    """The connection of one bot to one messenger."""

    def __init__(self, url: str, token: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """Prepare to speak to the messenger at `url`; nothing is sent yet."""
        self._http = httpx.AsyncClient(
            base_url=url.rstrip('/') + PATH,
            headers={'Authorization': f'Bearer {token}'},
            timeout=SECONDS,
            transport=transport,
        )

    async def __aenter__(self) -> Self:
        """Use it until the end of the block."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close its connections."""
        await self.close()

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def _get(self, path: str, params: Json | None = None) -> bytes:
        known = {name: value for name, value in (params or {}).items() if value is not None}
        return (await self._ask('GET', path, params=known)).content

    async def _write(self, method: str, path: str, body: Json | None = None, key: str = '') -> bytes:
        headers = {'Idempotency-Key': key or str(uuid.uuid4())}
        return (await self._ask(method, path, json=body, headers=headers)).content

    async def _ask(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """Ask until there is an answer; what may be tried later is, after the time that is asked for."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = await self._http.request(method, path, **sent)
            except httpx.TransportError:
                if attempt == ATTEMPTS:
                    raise
                await asyncio.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
                continue
            if answer.status_code not in TRY_LATER or attempt == ATTEMPTS:
                break
            await asyncio.sleep(
                min(float(answer.headers.get('Retry-After', FIRST_PAUSE_SECONDS * 2**attempt)), MOST_PAUSE_SECONDS)
            )
        if answer.is_error:
            raise problem_of(answer)
        return answer
