"""Blocking members and muting groups."""

import pytest

from messenger.model.ids import MemberId
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid

CANNOT = 'You cannot write to Alice here.'


async def direct(world: World, *others: MemberId) -> str:
    """Where Bob writes to Alice."""
    return await world.actions.directs.open_direct(world.bob.id, [world.alice.id, *others])


async def say(world: World, group_id: str) -> object:
    return await world.actions.messages.send_message(world.bob.id, group_id, 'hi', rid())


async def test_the_blocked_can_open_no_direct_group_with_who_blocked_them(world: World):
    world.actions.quiet.block(world.alice.id, world.bob.id)
    with pytest.raises(Refused, match=CANNOT):
        await direct(world)


async def test_the_blocked_can_neither_write_nor_edit_where_they_wrote_before(world: World):
    group_id = await direct(world)
    sent = await say(world, group_id)
    world.actions.quiet.block(world.alice.id, world.bob.id)
    with pytest.raises(Refused, match=CANNOT):
        await say(world, group_id)
    with pytest.raises(Refused, match=CANNOT):
        await world.actions.messages.edit_message(world.bob.id, group_id, sent.ordinal, 'look', rid())
    world.actions.reading.types(world.bob.id, group_id)
    assert world.store.presence.typing(group_id, besides=world.alice.id) == []


async def test_who_blocked_may_write_and_all_write_where_there_are_more(world: World):
    two, three = await direct(world), await direct(world, world.carol.id)
    world.actions.quiet.block(world.alice.id, world.bob.id)
    await world.actions.messages.send_message(world.alice.id, two, 'the last word', rid())
    await say(world, three)
    await world.say(world.bob, 'hello all')


async def test_the_unblocked_write_again(world: World):
    group_id = await direct(world)
    world.actions.quiet.block(world.alice.id, world.bob.id)
    assert world.store.blocked_by(world.alice.id) == [world.bob.id]
    world.actions.quiet.unblock(world.alice.id, world.bob.id)
    assert world.store.blocked_by(world.alice.id) == []
    await say(world, group_id)


async def test_a_block_survives_a_restart(world: World):
    world.actions.quiet.block(world.alice.id, world.bob.id)
    await world.restart()
    assert world.store.has_blocked(world.alice.id, world.bob.id)
    assert not world.store.has_blocked(world.bob.id, world.alice.id)


async def test_nobody_blocks_themselves_or_who_is_not_there(world: World):
    with pytest.raises(Refused, match='yourself'):
        world.actions.quiet.block(world.alice.id, world.alice.id)
    with pytest.raises(NotFound):
        world.actions.quiet.block(world.alice.id, MemberId('nobodynobody'))


async def test_a_group_is_muted_for_oneself_alone(world: World):
    world.actions.quiet.mute(world.alice.id, world.design.id)
    assert world.store.is_muted(world.design.id, world.alice.id)
    assert not world.store.is_muted(world.design.id, world.bob.id)
    world.actions.quiet.unmute(world.alice.id, world.design.id)
    assert not world.store.is_muted(world.design.id, world.alice.id)


async def test_a_stranger_mutes_nothing(world: World):
    with pytest.raises(NotFound):
        world.actions.quiet.mute(world.carol.id, world.design.id)


async def test_a_member_is_told_of_everything_where_asked_for(world: World):
    world.actions.quiet.be_told_of_all(world.alice.id, world.design.id, is_wanted=True)
    assert world.store.wants_all(world.design.id, world.alice.id)
    assert not world.store.wants_all(world.design.id, world.bob.id)
    world.actions.quiet.be_told_of_all(world.alice.id, world.design.id, is_wanted=False)
    assert not world.store.wants_all(world.design.id, world.alice.id)


async def test_a_stranger_is_told_of_nothing(world: World):
    with pytest.raises(NotFound):
        world.actions.quiet.be_told_of_all(world.carol.id, world.design.id, is_wanted=True)
