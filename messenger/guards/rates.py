"""How often one address, and one session, may ask."""

import ipaddress
import math
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from messenger.actions.windows import Windows
from messenger.guards.answers import address_of, plain, refuse
from messenger.guards.bodies import FILES_PATH
from messenger.guards.identity import session_in
from messenger.guards.origins import READS, SOCKET_PATH
from messenger.guards.voice import voice_in
from messenger.pages.plain import message_page
from messenger.problem import API_PATH
from messenger.settings import Settings

SIGN_IN_PATHS = ('/sign-in', '/device/', '/invite/')
IPV6_HOUSEHOLD = 64
"""A network of this length is one customer's: its addresses count as one (RFC 6177)."""


class Rates:
    """Answers 429 with Retry-After and a plain sentence when somebody asks too often."""

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.app = app
        self._clock = clock
        self._title = settings.title
        self._limiter = MovingWindowRateLimiter(Windows(clock))
        self._requests = RateLimitItemPerMinute(settings.requests_per_minute, namespace='requests')
        self._sign_ins = RateLimitItemPerMinute(settings.sign_ins_per_minute, namespace='sign-ins')
        self._pages = RateLimitItemPerMinute(settings.pages_per_minute, namespace='pages')
        self._handshakes = RateLimitItemPerMinute(settings.pages_per_minute, namespace='handshakes')

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is asked and pass it on while there is room."""
        if scope['type'] == 'lifespan':
            return await self.app(scope, receive, send)
        for limit, key in self._counted(scope):
            if not self._limiter.hit(limit, key):
                return await refuse(scope, receive, send, self._too_often(scope, limit, key))
        return await self.app(scope, receive, send)

    def _counted(self, scope: Scope) -> Iterator[tuple[RateLimitItem, str]]:
        address, session = _household(address_of(HTTPConnection(scope))), session_in(scope)
        yield self._requests, address
        if _is_sign_in(scope):
            yield self._sign_ins, address
        if session and _is_page(scope):
            yield self._pages, session.id
        if session and _is_handshake(scope):
            yield self._handshakes, session.id

    def _too_often(self, scope: Scope, limit: RateLimitItem, key: str) -> Response:
        left = self._limiter.get_window_stats(limit, key).reset_time - self._clock()
        seconds = max(1, math.ceil(left))
        is_page = 'text/html' in HTTPConnection(scope).headers.get('accept', '')
        voice = voice_in(scope, self._title)
        _, ngettext = voice.say, voice.say_plural
        text = ngettext(
            'That was too often. Wait {count} second, then try again.',
            'That was too often. Wait {count} seconds, then try again.',
            seconds,
        )
        if scope['path'].startswith(API_PATH) or not is_page:
            return plain(429, text, Retry_After=str(seconds))
        page = message_page(voice, heading=_('Too often'), text=text, label=_('Try again'))
        return HTMLResponse(page, 429, {'Retry-After': str(seconds)})


def _household(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, IPV6_HOUSEHOLD), strict=False))


def _is_sign_in(scope: Scope) -> bool:
    return scope['type'] == 'http' and scope['method'] not in READS and scope['path'].startswith(SIGN_IN_PATHS)


def _is_page(scope: Scope) -> bool:
    """Tell whether a GET may build a page: everything that is no file, no socket and not the API."""
    is_file = '_nicegui' in scope['path'] or scope['path'].startswith((FILES_PATH, API_PATH))
    return scope['type'] == 'http' and scope['method'] == 'GET' and not is_file


def _is_handshake(scope: Scope) -> bool:
    """Tell whether a live connection begins here (a poll of an existing one names it by `sid`)."""
    is_socket_path: bool = scope['path'].startswith(SOCKET_PATH)
    return is_socket_path and 'sid' not in parse_qs(scope['query_string'].decode('latin-1'))
