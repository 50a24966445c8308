"""Pinning: which messages, how many, and until when."""

import pytest

from messenger.actions.pins import MOST_PINS
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid


async def pin(world: World, ordinal: int, request_id: str | None = None):
    """Let Alice pin a message of the watercooler."""
    return await world.actions.pins.pin_message(world.alice.id, world.watercooler.id, ordinal, request_id or rid())


async def pinned(world: World) -> list[str]:
    """What Bob finds pinned."""
    return [row.text for row in await world.actions.pins.list_pins(world.bob.id, world.watercooler.id)]


async def test_what_is_pinned_is_listed_the_last_first_and_still_after_a_restart(world: World):
    for text in ('one', 'two', 'three'):
        await world.say(world.bob, text)
    last = world.store.last_ordinal(world.watercooler.id)
    for ordinal in (last, last - 2):
        await pin(world, ordinal)
    for _ in range(2):
        assert await pinned(world) == ['one', 'three']
        (row, _) = await world.actions.pins.list_pins(world.bob.id, world.watercooler.id)
        assert row.pin.by == world.alice.id
        await world.restart()


async def test_a_message_is_pinned_once_until_it_is_unpinned(world: World):
    sent, request_id = await world.say(world.bob, 'rules'), rid()
    first = await pin(world, sent.ordinal, request_id)
    assert await pin(world, sent.ordinal, request_id) == first
    with pytest.raises(Refused) as refused:
        await pin(world, sent.ordinal)
    assert refused.value.code == 'unchanged'
    await world.actions.pins.unpin_message(world.alice.id, world.watercooler.id, sent.ordinal, rid())
    assert await pinned(world) == []
    await pin(world, sent.ordinal)
    assert await pinned(world) == ['rules']


async def test_an_edited_message_stays_pinned_and_a_deleted_one_does_not(world: World):
    sent = await world.say(world.bob, 'rules')
    await pin(world, sent.ordinal)
    await world.actions.messages.edit_message(world.bob.id, world.watercooler.id, sent.ordinal, 'new rules', rid())
    assert await pinned(world) == ['new rules']
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, sent.ordinal, rid())
    assert await pinned(world) == []
    with pytest.raises(NotFound):
        await pin(world, sent.ordinal)


async def test_a_notice_cannot_be_pinned(world: World):
    with pytest.raises(NotFound):
        await pin(world, 1)


async def test_a_group_has_so_many_pins_and_no_more(world: World):
    ordinals = [(await world.say(world.bob, f'{number}')).ordinal for number in range(MOST_PINS + 1)]
    for ordinal in ordinals[:-1]:
        await pin(world, ordinal)
    with pytest.raises(Refused, match='Unpin one of them first'):
        await pin(world, ordinals[-1])


async def test_unpinning_twice_by_one_click_does_it_once(world: World):
    sent, request_id = await world.say(world.bob, 'rules'), rid()
    await pin(world, sent.ordinal)
    unpin = world.actions.pins.unpin_message
    first = await unpin(world.alice.id, world.watercooler.id, sent.ordinal, request_id)
    assert await unpin(world.alice.id, world.watercooler.id, sent.ordinal, request_id) == first
    with pytest.raises(Refused) as refused:
        await unpin(world.alice.id, world.watercooler.id, sent.ordinal, rid())
    assert refused.value.code == 'unchanged'
