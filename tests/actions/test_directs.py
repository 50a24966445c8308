"""Writing to a few others alone."""

import asyncio

import pytest

from messenger.actions.limits import ActionLimits
from messenger.model.changes import Draft, GroupCreated
from messenger.model.direct import direct_id
from messenger.model.group import GroupKind
from messenger.model.ids import MemberId, StreamId, new_id
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid


async def opened(world: World, *others: MemberId) -> str:
    """The direct group that Alice opens with others, Bob unless told."""
    return await world.actions.directs.open_direct(world.alice.id, others or [world.bob.id])


def groups(world: World, member) -> list[str]:
    """What a member's groups are called."""
    return [group.name for group in world.store.groups_of(member.id)]


async def send(world: World, member, group_id, text='hi'):
    return await world.actions.messages.send_message(member.id, group_id, text, rid())


async def test_it_is_found_again_by_whoever_opens_it(world: World):
    group_id = await opened(world)
    assert await world.actions.directs.open_direct(world.bob.id, [world.alice.id]) == group_id
    assert await opened(world) == group_id


async def test_two_who_open_it_at_once_get_the_same(world: World):
    directs = world.actions.directs
    first, second = await asyncio.gather(
        directs.open_direct(world.alice.id, [world.bob.id]), directs.open_direct(world.bob.id, [world.alice.id])
    )
    assert first == second
    assert len(await world.journal.read(first, after=0)) == 1


async def test_it_is_found_again_after_a_restart(world: World):
    group_id = await opened(world)
    await send(world, world.alice, group_id)
    await world.restart()
    assert await opened(world) == group_id
    assert groups(world, world.bob)[-1] == 'Alice'


async def test_nobody_learns_of_it_until_somebody_writes(world: World):
    before = {member.id: groups(world, member) for member in (world.alice, world.bob)}
    group_id = await opened(world)
    assert {member.id: groups(world, member) for member in (world.alice, world.bob)} == before
    await send(world, world.alice, group_id)
    assert groups(world, world.alice) == [*before[world.alice.id], 'Bob']
    assert groups(world, world.bob) == [*before[world.bob.id], 'Alice']
    assert world.store.unread(group_id, world.bob.id).messages == 1


async def test_a_draft_keeps_it_in_the_list_of_who_writes_it(world: World):
    group_id = await opened(world)
    world.actions.reading.save_draft(world.alice.id, group_id, 'dear Bob')
    assert groups(world, world.alice)[-1] == 'Bob'
    assert 'Alice' not in groups(world, world.bob)


async def test_it_is_called_after_the_others_and_follows_their_names(world: World):
    group_id = await opened(world, world.carol.id, world.bob.id)
    assert world.store.group_as(world.alice.id, group_id).name == 'Bob and Carol'
    assert world.store.group_as(world.carol.id, group_id).name == 'Alice and Bob'
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Zoe', rid())
    assert world.store.group_as(world.alice.id, group_id).name == 'Carol and Zoe'


async def test_nobody_else_sees_it(world: World):
    group_id = await opened(world)
    await send(world, world.alice, group_id)
    assert world.store.group_as(world.carol.id, group_id) is None
    assert groups(world, world.carol) == []
    with pytest.raises(NotFound):
        await world.actions.messages.read_messages(world.carol.id, group_id, 1, 50)
    with pytest.raises(NotFound):
        await world.actions.memberships.join(world.carol.id, group_id, rid())


async def test_it_says_why_its_members_and_name_are_fixed(world: World):
    group_id = await opened(world)
    with pytest.raises(Refused, match='keep their members and have no name'):
        await world.actions.memberships.leave(world.alice.id, group_id, rid())
    with pytest.raises(Refused, match='keep their members and have no name'):
        await world.actions.groups.rename_group(world.alice.id, group_id, 'Us', rid())


async def test_only_the_author_deletes_there(world: World):
    group_id = await opened(world)
    sent = await send(world, world.alice, group_id)
    with pytest.raises(Refused, match='only its author'):
        await world.actions.messages.delete_message(world.bob.id, group_id, sent.ordinal, rid())
    await world.actions.messages.delete_message(world.alice.id, group_id, sent.ordinal, rid())


async def test_one_cannot_write_to_oneself_or_to_too_many(world: World):
    with pytest.raises(Refused, match='somebody else'):
        await opened(world, world.alice.id)
    with pytest.raises(Refused, match='at most 7'):
        await opened(world, *(MemberId(new_id()) for _ in range(8)))


@pytest.mark.parametrize('other', ['nobodynobody', '', 7])
async def test_nobody_can_be_written_to_who_is_not_there(world: World, other: object):
    with pytest.raises(NotFound):
        await opened(world, other)  # type: ignore[arg-type]


async def test_a_group_that_somebody_gave_its_id_is_not_taken_for_it(world: World):
    fact = GroupCreated(
        group_id=direct_id([world.alice.id, world.bob.id]), name='Us', kind=GroupKind.PRIVATE, owner_id=world.carol.id
    )
    draft = Draft(stream=StreamId(fact.group_id), by=world.carol.id, request_id=rid(), fact=fact)
    await world.journal.append(draft)
    with pytest.raises(Refused):
        await opened(world)


async def test_new_people_can_be_written_to_only_so_often(world: World):
    await world.close()
    hurried = World(limits=ActionLimits(directs_per_hour=1))
    await hurried.open()
    await hurried.people()
    await opened(hurried)
    await opened(hurried)
    with pytest.raises(Refused, match='very fast'):
        await opened(hurried, hurried.carol.id)
    await hurried.close()
