"""Which buttons are shown."""

import pytest

from messenger.components.rights import Rights
from messenger.model.membership import Role
from messenger.model.permissions import Action
from tests.world import rid


@pytest.fixture
async def rights(world):
    await world.actions.memberships.set_role(world.alice.id, world.watercooler.id, world.bob.id, Role.MODERATOR, rid())
    return {
        name: Rights(world.store, member.id, world.watercooler.id)
        for name, member in {
            'owner': world.alice,
            'moderator': world.bob,
            'member': world.robo,
            'none': world.carol,
        }.items()
    }


async def test_removing_goes_down_the_ranks(rights):
    assert rights['owner'].may_remove(Role.MODERATOR)
    assert rights['moderator'].may_remove(Role.MEMBER)
    assert not rights['moderator'].may_remove(Role.MODERATOR)
    assert not rights['member'].may_remove(Role.MEMBER)
    assert not rights['none'].may_remove(Role.MEMBER)


async def test_roles_are_the_owners_to_give(rights):
    assert [name for name in rights if rights[name].may(Action.SET_ROLE)] == ['owner']


async def test_every_member_brings_others_into_an_open_group(rights):
    assert [name for name in rights if rights[name].may_invite()] == ['owner', 'moderator', 'member']


async def test_not_every_member_brings_others_into_a_private_group(world):
    assert Rights(world.store, world.alice.id, world.design.id).may_invite()
    assert not Rights(world.store, world.bob.id, world.design.id).may_invite()
    assert not Rights(world.store, world.carol.id, world.design.id).may_invite()
