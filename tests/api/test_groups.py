"""Groups and who is in them, as bots ask for them."""

import pytest

from messenger.client import ApiProblem, Client
from messenger.model.group import GroupKind
from messenger.model.ids import new_id
from tests.world import World, rid


async def test_a_bot_knows_who_it_is(helper: Client) -> None:
    me = await helper.me()
    assert (me.name, me.is_bot, me.is_administrator) == ('Helper', True, False)
    assert [member.name for member in await helper.members()] == ['Alice', 'Bob', 'Carol', 'Robo', 'Helper']


async def test_a_bot_sees_its_groups_and_the_open_ones(helper: Client, world: World) -> None:
    await world.say(world.bob, 'hi @Helper', world.design)
    (design,) = await helper.groups()
    assert (design.name, design.kind, design.role, design.unread, design.mentions) == (
        'Design',
        'private',
        'member',
        1,
        1,
    )
    assert design.last_ordinal == world.store.last_ordinal(world.design.id)
    (cooler,) = await helper.open_groups()
    assert (cooler.name, cooler.role, cooler.unread, cooler.last_ordinal) == ('Watercooler', None, 0, 0)
    assert await helper.group_named('Design') == design
    with pytest.raises(LookupError):
        await helper.group_named('Watercooler')


async def test_a_bot_makes_a_group_and_keeps_it(helper: Client, world: World) -> None:
    made = await helper.create_group('News', 'private')
    assert (made.name, made.kind, made.role) == ('News', 'private', 'owner')
    bob = await helper.invite(made.id, 'bob')
    assert (bob.member.name, bob.role) == ('Bob', 'member')
    assert (await helper.set_role(made.id, world.bob.id, 'moderator')).role == 'moderator'
    assert [each.member.name for each in await helper.group_members(made.id)] == ['Helper', 'Bob']
    assert (await helper.rename_group(made.id, 'Old news')).name == 'Old news'
    await helper.invite(made.id, 'Carol')
    await helper.remove(made.id, world.bob.id)
    assert [each.member.name for each in await helper.group_members(made.id)] == ['Helper', 'Carol']
    await helper.delete_group(made.id)
    assert [group.name for group in await helper.groups()] == ['Design']


async def test_a_bot_joins_and_leaves(helper: Client, world: World) -> None:
    assert (await helper.join(world.watercooler.id)).role == 'member'
    await helper.leave(world.watercooler.id)
    assert [group.name for group in await helper.groups()] == ['Design']


async def test_a_bot_that_leaves_its_first_group_is_nobody(helper: Client, world: World) -> None:
    await helper.join(world.watercooler.id)
    await helper.leave(world.design.id)
    with pytest.raises(ApiProblem, match='401 no_token'):
        await helper.me()


async def test_a_bot_writes_to_somebody_alone(helper: Client, world: World) -> None:
    group = await helper.open_direct([world.bob.id])
    assert (group.name, group.kind, group.role) == ('Bob', 'direct', 'peer')
    assert (await helper.open_direct([world.bob.id])).id == group.id
    sent = await helper.send(group.id, 'psst')
    row = await world.actions.messages.read_message(world.bob.id, group.id, sent.ordinal)
    assert row.text == 'psst'


async def test_a_foreign_group_is_answered_as_one_that_is_not_there(helper: Client, world: World) -> None:
    """For whatever is asked."""
    secret = await world.actions.groups.create_group(world.alice.id, 'Secret', GroupKind.PRIVATE, rid())
    for group_id in (secret.id, new_id()):
        for asked in (
            helper.group_members(group_id),
            helper.messages(group_id),
            helper.message(group_id, 1),
            helper.send(group_id, 'hi'),
            helper.edit(group_id, 1, 'hi'),
            helper.delete(group_id, 1),
            helper.react(group_id, 1, '👍'),
            helper.take_back(group_id, 1, '👍'),
            helper.receipt(group_id),
            helper.mark_read(group_id, 1),
            helper.upload(group_id, 'a.txt', b'a'),
            helper.download(group_id, new_id()),
            helper.rename_group(group_id, 'Mine'),
            helper.delete_group(group_id),
            helper.join(group_id),
            helper.leave(group_id),
            helper.invite(group_id, 'Bob'),
            helper.set_role(group_id, world.bob.id, 'owner'),
            helper.remove(group_id, world.bob.id),
            anext(helper.follow(group_id)),
        ):
            with pytest.raises(ApiProblem) as problem:
                await asked
            assert (problem.value.status, problem.value.code) == (404, 'not_found')
    assert world.store.last_ordinal(secret.id) == 1


async def test_a_right_that_is_missing_is_said(helper: Client, world: World) -> None:
    with pytest.raises(ApiProblem) as problem:
        await helper.rename_group(world.design.id, 'Mine')
    assert (problem.value.status, problem.value.code) == (403, 'not_allowed')
    assert problem.value.detail == 'Only owners of Design can rename it. Ask Alice.'
