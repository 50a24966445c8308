"""What tests of several folders share."""

from collections.abc import AsyncIterator

import pytest
from nicegui.testing import User, user_simulation

from tests.world import World

pytest_plugins = 'messenger.testing'


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the stories in a browser: begun last, the longest of them would keep one of two processes idle."""
    items.sort(key=lambda item: item.get_closest_marker('browser') is None)


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


@pytest.fixture
async def viewer() -> AsyncIterator[User]:
    """Somebody with an empty page open; ``with viewer:`` places components on it."""

    def page() -> None:
        """Nothing yet."""

    async with user_simulation(root=page) as user:
        await user.open('/')
        yield user
