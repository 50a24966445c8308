"""An address that may be asked at all: https, a host, and nothing that hides where it leads."""

import re

import httpx

from messenger.outbound.not_fetched import NotFetched

LONGEST_ADDRESS = 2_000
"""Characters."""

HOST = re.compile(rb'[a-z0-9._-]+|[0-9a-f:.]+')
"""A name as DNS knows it, or an IP address; httpx writes whatever else it finds there in percents."""
PORTS = frozenset({None, *range(1, 65536)})


def parse_address(text: str, *, allows_http: bool = False) -> httpx.URL:
    """Parse an absolute address; names in other scripts become ASCII (IDNA 2008).

    Raises NotFetched ``bad_address``, ``not_allowed``.
    """
    url = _url(text)
    if url.scheme != 'https' and not (allows_http and url.scheme == 'http'):
        raise NotFetched('not_allowed', 'The address must begin with https://, so that nobody on the way reads along.')
    return url


def _url(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text) if len(text) <= LONGEST_ADDRESS else None
    except (httpx.InvalidURL, ValueError):  # ValueError: what idna finds no name in
        url = None
    if url is None or not url.scheme or not HOST.fullmatch(url.raw_host) or url.port not in PORTS:
        raise NotFetched('bad_address', 'This is not a web address. It looks like https://example.org/path.')
    if url.userinfo:
        raise NotFetched('bad_address', 'Leave out the user name and password before the @ in the address.')
    return url.copy_with(fragment=None)
