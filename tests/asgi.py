"""Requests as a server hands them to an application, for tests that must see each message of the answer."""

from collections.abc import Iterable

from starlette.types import Scope


def get(path: str, headers: Iterable[tuple[bytes, bytes]] = ((b'host', b'localhost'),)) -> Scope:
    """Return what an application is told of a GET request."""
    return {
        'type': 'http',
        'asgi': {'version': '3.0', 'spec_version': '2.3'},
        'http_version': '1.1',
        'method': 'GET',
        'scheme': 'http',
        'path': path,
        'raw_path': path.encode(),
        'root_path': '',
        'query_string': b'',
        'headers': list(headers),
        'client': ('127.0.0.1', 1),
        'server': ('localhost', 80),
    }
