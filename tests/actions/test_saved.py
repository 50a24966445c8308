"""Messages kept for later, by one member and for that member alone."""

import itertools

import pytest

from messenger.actions import saved as module
from messenger.actions.saved import SavedActions
from messenger.model.ids import Ordinal
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid


@pytest.fixture
def saved(world: World, monkeypatch: pytest.MonkeyPatch) -> SavedActions:
    """Keep each a second after the one before."""
    monkeypatch.setattr(world.actions.saved, '_clock', itertools.count(1_000_000_000).__next__)
    return world.actions.saved


async def texts(world: World, saved: SavedActions) -> list[str]:
    return [message.text for message in await saved.list_saved(world.bob.id)]


async def test_the_last_saved_comes_first_from_whatever_group(world: World, saved: SavedActions) -> None:
    tea = await world.say(world.alice, 'tea')
    logo = await world.say(world.alice, 'logo', world.design)
    await saved.save_message(world.bob.id, world.design.id, logo.ordinal)
    await saved.save_message(world.bob.id, world.watercooler.id, tea.ordinal)
    assert await texts(world, saved) == ['tea', 'logo']
    assert await saved.list_saved(world.alice.id) == []
    saved.unsave_message(world.bob.id, world.watercooler.id, tea.ordinal)
    assert await texts(world, saved) == ['logo']
    assert not saved.is_saved(world.bob.id, world.watercooler.id, tea.ordinal)
    assert saved.is_saved(world.bob.id, world.design.id, logo.ordinal)


async def test_what_is_edited_or_deleted_is_followed(world: World, saved: SavedActions) -> None:
    tea = await world.say(world.alice, 'tea')
    await saved.save_message(world.bob.id, world.watercooler.id, tea.ordinal)
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, tea.ordinal, 'coffee', rid())
    assert await texts(world, saved) == ['coffee']
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, tea.ordinal, rid())
    assert await texts(world, saved) == []
    with pytest.raises(NotFound):
        await saved.save_message(world.bob.id, world.watercooler.id, tea.ordinal)


async def test_who_is_out_of_a_group_reads_nothing_of_it(world: World, saved: SavedActions) -> None:
    """And has it again when back."""
    tea = await world.say(world.alice, 'tea')
    await saved.save_message(world.bob.id, world.watercooler.id, tea.ordinal)
    await world.leave(world.bob, world.watercooler)
    assert await texts(world, saved) == []
    await world.join(world.bob, world.watercooler)
    assert await texts(world, saved) == ['tea']


async def test_there_is_an_end_to_it(world: World, saved: SavedActions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, 'MOST_SAVED', 1)
    first, second = await world.say(world.alice, 'one'), await world.say(world.alice, 'two')
    await saved.save_message(world.bob.id, world.watercooler.id, first.ordinal)
    with pytest.raises(Refused, match='You have saved 1 messages'):
        await saved.save_message(world.bob.id, world.watercooler.id, second.ordinal)
    saved.unsave_message(world.bob.id, world.watercooler.id, first.ordinal)
    await saved.save_message(world.bob.id, world.watercooler.id, second.ordinal)
    assert await texts(world, saved) == ['two']


@pytest.mark.parametrize('ordinal', [0, -1, 10_000, 'x', None])
async def test_what_is_no_message_is_not_found(world: World, saved: SavedActions, ordinal: Ordinal) -> None:
    with pytest.raises(NotFound):
        await saved.save_message(world.bob.id, world.watercooler.id, ordinal)
