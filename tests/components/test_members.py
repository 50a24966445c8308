"""The lines of the members panel."""

from messenger.components.members import member_lines
from messenger.model.membership import Role
from tests.world import rid


async def test_owners_come_first_then_moderators_then_the_others_by_name(world):
    await world.join(world.carol, world.watercooler)
    await world.actions.memberships.set_role(world.alice.id, world.watercooler.id, world.robo.id, Role.MODERATOR, rid())
    lines = member_lines(world.store, world.bob.id, world.watercooler.id)
    assert [line.name for line in lines] == ['Alice', 'Robo', 'Bob', 'Carol']


async def test_nobody_is_offered_to_remove_or_promote_themselves(world):
    own = next(line for line in member_lines(world.store, world.alice.id, world.watercooler.id) if line.name == 'Alice')
    assert not own.may_remove
    assert not own.may_set_role


async def test_a_member_is_offered_nothing(world):
    lines = member_lines(world.store, world.bob.id, world.watercooler.id)
    assert not any(line.may_remove or line.may_set_role for line in lines)


async def test_an_owner_is_offered_to_remove_and_promote_the_others(world):
    lines = member_lines(world.store, world.alice.id, world.watercooler.id)
    assert [line.name for line in lines if line.may_remove and line.may_set_role] == ['Bob', 'Robo']


async def test_who_is_here_has_a_dot_and_the_words(world, viewer):
    world.store.presence.arrive(world.bob.id, 'page')
    with viewer:
        lines = {line.name: line.html for line in member_lines(world.store, world.alice.id, world.watercooler.id)}
    assert 'here now' in lines['Bob']
    assert 'here' not in lines['Robo']
