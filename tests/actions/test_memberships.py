"""Joining, leaving, inviting, removing, and roles."""

import asyncio

import pytest

from messenger.model.ids import MemberId, new_id
from messenger.model.membership import Role
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid


def roles(world: World, group: str = 'watercooler') -> dict[str, Role]:
    found = world.store.members_of(getattr(world, group).id)
    return {world.store.member(each.member_id).name: each.role for each in found}


async def test_anybody_may_join_an_open_group(world: World):
    await world.join(world.carol, world.watercooler)
    assert roles(world)['Carol'] is Role.MEMBER
    await world.say(world.carol, 'hi')


async def test_nobody_joins_a_private_group_unasked_and_it_might_as_well_not_exist(world: World):
    reasons = set()
    for group_id in (world.design.id, new_id()):
        with pytest.raises(NotFound) as refused:
            await world.actions.memberships.join(world.carol.id, group_id, rid())
        reasons.add(refused.value.reason)
    assert len(reasons) == 1


async def test_joining_twice_is_refused_but_the_same_request_is_not(world: World):
    request_id = rid()
    first = await world.actions.memberships.join(world.carol.id, world.watercooler.id, request_id)
    assert await world.actions.memberships.join(world.carol.id, world.watercooler.id, request_id) == first
    with pytest.raises(Refused) as refused:
        await world.join(world.carol, world.watercooler)
    assert refused.value.code == 'already_a_member'


async def test_an_invited_member_is_in(world: World):
    await world.actions.memberships.invite(world.alice.id, world.design.id, 'CAROL', rid())
    assert roles(world, 'design')['Carol'] is Role.MEMBER


async def test_a_plain_member_invites_to_an_open_group_only(world: World):
    await world.actions.memberships.invite(world.bob.id, world.watercooler.id, 'Carol', rid())
    with pytest.raises(Refused, match=r'Only owners and moderators of Design can invite to it\. Ask Alice\.'):
        await world.actions.memberships.invite(world.bob.id, world.design.id, 'Carol', rid())


@pytest.mark.parametrize(('name', 'code'), [('Nobody', 'no_such_member'), ('bob', 'already_a_member')])
async def test_only_somebody_who_is_not_in_yet_can_be_invited(world: World, name: str, code: str):
    with pytest.raises(Refused) as refused:
        await world.actions.memberships.invite(world.alice.id, world.design.id, name, rid())
    assert refused.value.code == code


async def test_who_left_reads_no_more(world: World):
    await world.say(world.alice, 'hi')
    await world.leave(world.bob, world.watercooler)
    with pytest.raises(NotFound):
        await world.rows(world.bob)


async def test_leaving_twice_with_one_request_is_no_error(world: World):
    request_id = rid()
    first = await world.actions.memberships.leave(world.bob.id, world.watercooler.id, request_id)
    assert await world.actions.memberships.leave(world.bob.id, world.watercooler.id, request_id) == first
    with pytest.raises(NotFound):
        await world.leave(world.bob, world.watercooler)


async def test_the_last_owner_hands_over_to_the_longest_standing_member(world: World):
    await world.leave(world.alice, world.watercooler)
    assert roles(world) == {'Bob': Role.OWNER, 'Robo': Role.MEMBER}


async def test_the_last_owner_hands_over_to_a_moderator_first(world: World):
    memberships, where = world.actions.memberships, world.watercooler.id
    await memberships.set_role(world.alice.id, where, world.robo.id, Role.MODERATOR, rid())
    await world.leave(world.alice, world.watercooler)
    assert roles(world) == {'Bob': Role.MEMBER, 'Robo': Role.OWNER}


async def test_an_owner_who_is_not_the_last_hands_over_nothing(world: World):
    memberships, where = world.actions.memberships, world.watercooler.id
    await memberships.set_role(world.alice.id, where, world.robo.id, Role.OWNER, rid())
    await world.leave(world.alice, world.watercooler)
    assert roles(world) == {'Bob': Role.MEMBER, 'Robo': Role.OWNER}


async def test_an_heir_who_leaves_at_the_same_moment_is_passed_over(world: World):
    results = await asyncio.gather(
        world.leave(world.bob, world.watercooler), world.leave(world.alice, world.watercooler)
    )
    assert len(results) == 2
    assert roles(world) == {'Robo': Role.OWNER}


async def test_when_all_leave_at_once_nobody_is_stuck(world: World):
    await asyncio.gather(*(world.leave(each, world.watercooler) for each in (world.bob, world.robo, world.alice)))
    assert roles(world) == {}
    assert world.store.group(world.watercooler.id) is not None


async def test_an_open_group_that_all_left_belongs_to_the_next_who_joins(world: World):
    for member in (world.bob, world.robo, world.alice):
        await world.leave(member, world.watercooler)
    await world.join(world.carol, world.watercooler)
    assert roles(world) == {'Carol': Role.OWNER}


async def test_a_private_group_that_all_left_is_deleted(world: World):
    await world.leave(world.alice, world.design)
    assert roles(world, 'design') == {'Bob': Role.OWNER}
    request_id = rid()
    first = await world.actions.memberships.leave(world.bob.id, world.design.id, request_id)
    assert world.store.group(world.design.id) is None
    assert await world.actions.memberships.leave(world.bob.id, world.design.id, request_id) == first


async def test_a_removed_member_is_out_and_may_join_an_open_group_again(world: World):
    await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid())
    assert 'Bob' not in roles(world)
    await world.join(world.bob, world.watercooler)


async def test_removing_twice_with_one_request_is_no_error(world: World):
    request_id = rid()
    remove = world.actions.memberships.remove
    first = await remove(world.alice.id, world.watercooler.id, world.bob.id, request_id)
    assert await remove(world.alice.id, world.watercooler.id, world.bob.id, request_id) == first
    with pytest.raises(NotFound):
        await remove(world.alice.id, world.watercooler.id, world.bob.id, rid())


@pytest.mark.parametrize('stranger', [MemberId('stranger2222'), MemberId(''), MemberId('../..')])
async def test_only_members_can_be_removed(world: World, stranger: MemberId):
    with pytest.raises(NotFound):
        await world.actions.memberships.remove(world.alice.id, world.watercooler.id, stranger, rid())


async def test_nobody_removes_oneself(world: World):
    with pytest.raises(Refused, match='leave it'):
        await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.alice.id, rid())


async def test_a_moderator_removes_members_but_no_moderators_and_no_owners(world: World):
    memberships, where = world.actions.memberships, world.watercooler.id
    await world.join(world.carol, world.watercooler)
    for member in (world.bob, world.robo):
        await memberships.set_role(world.alice.id, where, member.id, Role.MODERATOR, rid())
    for other in (world.robo, world.alice):
        with pytest.raises(Refused, match='Only owners'):
            await memberships.remove(world.bob.id, where, other.id, rid())
    await memberships.remove(world.bob.id, where, world.carol.id, rid())
    assert set(roles(world)) == {'Alice', 'Bob', 'Robo'}


async def test_the_last_owner_stays_one(world: World):
    with pytest.raises(Refused) as refused:
        await world.actions.memberships.set_role(
            world.alice.id, world.watercooler.id, world.alice.id, Role.MEMBER, rid()
        )
    assert refused.value.code == 'last_owner'


async def test_two_owners_who_demote_each_other_at_once_leave_one(world: World):
    memberships, where = world.actions.memberships, world.watercooler.id
    await memberships.set_role(world.alice.id, where, world.bob.id, Role.OWNER, rid())
    results = await asyncio.gather(
        memberships.set_role(world.alice.id, where, world.bob.id, Role.MEMBER, rid()),
        memberships.set_role(world.bob.id, where, world.alice.id, Role.MEMBER, rid()),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert list(roles(world).values()).count(Role.OWNER) == 1


async def test_a_role_given_already_is_refused_but_the_same_request_is_not(world: World):
    request_id, set_role = rid(), world.actions.memberships.set_role
    where, bob = world.watercooler.id, world.bob.id
    first = await set_role(world.alice.id, where, bob, Role.MODERATOR, request_id)
    assert await set_role(world.alice.id, where, bob, Role.MODERATOR, request_id) == first
    with pytest.raises(Refused) as refused:
        await set_role(world.alice.id, where, bob, Role.MODERATOR, rid())
    assert refused.value.code == 'unchanged'


async def test_who_hands_over_and_asks_twice_gets_the_same_answer(world: World):
    request_id, set_role = rid(), world.actions.memberships.set_role
    where = world.watercooler.id
    await set_role(world.alice.id, where, world.bob.id, Role.OWNER, rid())
    first = await set_role(world.alice.id, where, world.alice.id, Role.MEMBER, request_id)
    assert await set_role(world.alice.id, where, world.alice.id, Role.MEMBER, request_id) == first


async def test_a_group_deleted_while_joining_is_not_found(world: World):
    _, joined = await asyncio.gather(
        world.actions.groups.delete_group(world.alice.id, world.watercooler.id, rid()),
        world.join(world.carol, world.watercooler),
        return_exceptions=True,
    )
    assert isinstance(joined, NotFound)


async def test_who_is_invited_and_joins_at_once_is_in_once(world: World):
    results = await asyncio.gather(
        world.join(world.carol, world.watercooler),
        world.actions.memberships.invite(world.bob.id, world.watercooler.id, 'Carol', rid()),
        return_exceptions=True,
    )
    assert [getattr(result, 'code', 'in') for result in results] == ['in', 'already_a_member']
    assert list(roles(world)).count('Carol') == 1


async def test_the_same_request_invites_once(world: World):
    request_id = rid()
    first = await world.actions.memberships.invite(world.alice.id, world.design.id, 'Carol', request_id)
    assert await world.actions.memberships.invite(world.alice.id, world.design.id, 'Carol', request_id) == first
    assert world.store.membership(world.design.id, world.carol.id) is not None
