"""Fixtures for pytest, in plain tests and in `async def` ones alike: a server and the people at it."""

import gc
import inspect
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from messenger.model.group import Group
from messenger.testing.person import Person
from messenger.testing.server import Server


def pytest_collection_finish() -> None:
    """Leave what stays until the end out of the collections that each start and stop of a server asks for."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def new_server() -> Server:
    """The server of the test, before it starts; define it anew to choose its settings."""
    return Server()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server in memory: Alice owns the open group Watercooler, Bob is in it."""
    if inspect.iscoroutinefunction(request.function):
        yield request.getfixturevalue('awaited_server')
        return
    with request.getfixturevalue('new_server') as server:
        yield server


@pytest_asyncio.fixture
async def awaited_server(new_server: Server) -> AsyncIterator[Server]:
    """The same on the loop of an `async def` test, where each step is awaited."""
    async with new_server as server:
        yield server


@pytest.fixture
def alice(server: Server) -> Person:
    """Administrator, and owner of Watercooler."""
    return server.person('Alice')


@pytest.fixture
def bob(server: Server) -> Person:
    """Member of Watercooler."""
    return server.person('Bob')


@pytest.fixture
def carol(server: Server) -> Person:
    """In no group until she is let in."""
    return server.person('Carol')


@pytest.fixture
def group(server: Server) -> Group:
    """The open group Watercooler, which everybody has open unless they open something else."""
    return server.group()
