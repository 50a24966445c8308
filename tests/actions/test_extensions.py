"""Switching extensions on and off."""

from collections.abc import AsyncIterator

import pytest

from messenger.model.refused import Refused
from tests.world import World, rid


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """The cast; Alice is administrator."""
    world = World(admins=['Alice'])
    await world.open()
    await world.people()
    yield world
    await world.close()


async def test_an_administrator_switches_for_everybody_and_once(world: World) -> None:
    switch, off = world.actions.extensions.switch_extension, rid()
    assert world.store.is_extension_on('poll')

    first = await switch(world.alice.id, 'poll', False, off)
    assert await switch(world.alice.id, 'poll', False, off) == first
    assert not world.store.is_extension_on('poll')
    await world.restart()
    assert not world.store.is_extension_on('poll')
    with pytest.raises(Refused, match='poll is off already'):
        await switch(world.alice.id, 'poll', False, rid())

    await switch(world.alice.id, 'poll', True, rid())
    assert world.store.is_extension_on('poll')


async def test_others_are_told_whom_to_ask(world: World) -> None:
    with pytest.raises(Refused, match='Ask one of them'):
        await world.actions.extensions.switch_extension(world.bob.id, 'poll', False, rid())


@pytest.mark.parametrize('name', ['', 'x' * 101])
async def test_a_name_is_no_novel(world: World, name: str) -> None:
    with pytest.raises(Refused, match='1 to 100 characters'):
        await world.actions.extensions.switch_extension(world.alice.id, name, False, rid())
