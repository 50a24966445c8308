"""Only requests for this site's own names are answered.

A foreign name that resolves to this machine would otherwise let its pages read ours (DNS rebinding,
https://en.wikipedia.org/wiki/DNS_rebinding). An address cannot be rebound, so any is fine when all are listened on.
"""

import ipaddress
import re
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from messenger.guards.answers import plain, refuse
from messenger.settings import WILDCARDS, Settings

HOST = re.compile(r'(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?')
"""RFC 9110, 7.2; with international names as browsers send them, in ASCII."""

LOOPBACK = frozenset({'localhost', '127.0.0.1', '::1'})


class Hosts:
    """Answers 421 (Misdirected Request, RFC 9110 15.5.20) to a Host that is not ours."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        public = urlsplit(settings.public_url).hostname
        self._names = LOOPBACK | {settings.host.lower()} | ({public} if public else set())
        self._is_wildcard = settings.host in WILDCARDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks for us by name."""
        if scope['type'] == 'lifespan' or self._is_ours(HTTPConnection(scope).headers.get('host', '')):
            return await self.app(scope, receive, send)
        text = 'This site is not known by that name. Operator: set MESSENGER_PUBLIC_URL to the address people use.'
        return await refuse(scope, receive, send, plain(421, text))

    def _is_ours(self, host: str) -> bool:
        parts = HOST.fullmatch(host.lower())
        if parts is None:
            return False
        name = parts['name'].strip('[]')
        return name in self._names or (self._is_wildcard and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
