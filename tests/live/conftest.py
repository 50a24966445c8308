"""One server for all tests of the shared blocks; each test uses rooms of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.server import Server


@pytest.fixture(scope='session')
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp('live') / 'server.log')
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: Server) -> Iterator[Server]:
    """The server, with every session allowed; afterwards it has reported no error."""
    before = len(shared_server.log())
    shared_server.run("site.sessions.update({'alice', 'bob', 'carol'}); site.banned.clear(); seen.clear()")
    yield shared_server
    assert 'Traceback' not in shared_server.log()[before:], shared_server.log()[before:]


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for a test that ends or changes it."""
    server = Server(tmp_path / 'server.log')
    yield server
    server.stop()
    assert 'Traceback' not in server.log(), server.log()
