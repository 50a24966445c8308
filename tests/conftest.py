"""What tests of several folders share."""

import gc
from collections.abc import AsyncIterator

import pytest

from tests.world import World

pytest_plugins = 'messenger.testing'


def pytest_collection_finish() -> None:
    """Leave what stays until the end out of the collections that each test of a NiceGUI page asks for, twice."""
    gc.collect()
    gc.freeze()


@pytest.fixture
async def empty_world() -> AsyncIterator[World]:
    """Journal, store and actions, with nobody there yet."""
    world = World()
    await world.open()
    yield world
    await world.close()


@pytest.fixture
async def world(empty_world: World) -> World:
    """Alice, Bob, Carol and Robo; Watercooler and Design."""
    await empty_world.people()
    return empty_world
