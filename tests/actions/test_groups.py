"""Creating, renaming and deleting groups."""

import pytest

from messenger.model.group import Callers, GroupKind
from messenger.model.membership import Role
from messenger.model.refused import NameTaken, NotFound, Refused, Unavailable
from tests.world import World, rid


async def test_who_makes_a_group_owns_it(world: World):
    group = await world.actions.groups.create_group(world.carol.id, ' Book  club ', GroupKind.PRIVATE, rid())
    assert group.name == 'Book club'
    assert world.store.membership(group.id, world.carol.id).role is Role.OWNER
    assert world.store.groups_of(world.bob.id) != [group]


@pytest.mark.parametrize('name', ['', 'x' * 41, 'a\u202eb'])
async def test_a_bad_name_is_refused(world: World, name: str):
    with pytest.raises(Refused) as refused:
        await world.actions.groups.create_group(world.carol.id, name, GroupKind.OPEN, rid())
    assert refused.value.code == 'bad_name'


@pytest.mark.parametrize('kind', ['direct', 'secret', ''])
async def test_a_group_is_open_or_private(world: World, kind: str):
    with pytest.raises(Refused) as refused:
        await world.actions.groups.create_group(world.carol.id, 'New', kind, rid())
    assert refused.value.code == 'bad_kind'


async def test_an_open_group_needs_a_name_of_its_own(world: World):
    with pytest.raises(NameTaken, match='called Watercooler already') as refused:
        await world.actions.groups.create_group(world.carol.id, 'WATER cooler', GroupKind.OPEN, rid())
    assert refused.value.suggestion == 'WATER cooler 2'


@pytest.mark.parametrize(('name', 'kind'), [('Watercooler', GroupKind.PRIVATE), ('Design', GroupKind.OPEN)])
async def test_names_of_private_groups_collide_with_nothing_and_are_not_given_away(
    world: World, name: str, kind: GroupKind
):
    group = await world.actions.groups.create_group(world.carol.id, name, kind, rid())
    assert group.name == name


async def test_the_same_request_makes_one_group_also_after_a_restart(world: World):
    request_id = rid()
    first = await world.actions.groups.create_group(world.carol.id, 'News', GroupKind.OPEN, request_id)
    again = await world.actions.groups.create_group(world.carol.id, 'News', GroupKind.OPEN, request_id)
    await world.restart()
    assert first == again
    assert [group.name for group in world.store.groups_of(world.carol.id)] == ['News']


async def test_the_same_request_by_another_member_makes_another_group(world: World):
    request_id = rid()
    first = await world.actions.groups.create_group(world.carol.id, 'News', GroupKind.PRIVATE, request_id)
    other = await world.actions.groups.create_group(world.bob.id, 'News', GroupKind.PRIVATE, request_id)
    assert first.id != other.id


async def test_a_renamed_group_has_the_new_name_for_all(world: World):
    await world.actions.groups.rename_group(world.alice.id, world.watercooler.id, 'Kitchen', rid())
    assert 'Kitchen' in [group.name for group in world.store.groups_of(world.bob.id)]


async def test_a_group_may_change_the_case_of_its_own_name(world: World):
    group = await world.actions.groups.rename_group(world.alice.id, world.watercooler.id, 'WATERCOOLER', rid())
    assert group.name == 'WATERCOOLER'


async def test_renaming_to_the_same_name_is_refused(world: World):
    with pytest.raises(Refused) as refused:
        await world.actions.groups.rename_group(world.alice.id, world.watercooler.id, 'Watercooler', rid())
    assert refused.value.code == 'unchanged'


async def test_an_open_group_cannot_take_anothers_name(world: World):
    await world.actions.groups.create_group(world.carol.id, 'News', GroupKind.OPEN, rid())
    with pytest.raises(NameTaken):
        await world.actions.groups.rename_group(world.alice.id, world.watercooler.id, 'news', rid())


async def test_who_may_not_rename_is_told_whom_to_ask(world: World):
    with pytest.raises(Refused, match=r'Only owners of Watercooler can rename it\. Ask Alice\.'):
        await world.actions.groups.rename_group(world.bob.id, world.watercooler.id, 'Kitchen', rid())


async def test_a_deleted_group_is_gone_for_all(world: World):
    await world.say(world.alice, 'hi')
    await world.actions.groups.delete_group(world.alice.id, world.watercooler.id, rid())
    assert world.store.group(world.watercooler.id) is None
    assert [group.name for group in world.store.groups_of(world.bob.id)] == ['Design']
    with pytest.raises(NotFound):
        await world.rows(world.bob)


async def test_deleting_twice_with_one_request_is_no_error(world: World):
    request_id = rid()
    await world.actions.groups.delete_group(world.alice.id, world.watercooler.id, request_id)
    await world.actions.groups.delete_group(world.alice.id, world.watercooler.id, request_id)
    with pytest.raises(NotFound):
        await world.actions.groups.delete_group(world.alice.id, world.watercooler.id, rid())


async def test_when_nothing_can_be_written_no_group_is_made(world: World):
    await world.journal.close()
    with pytest.raises(Unavailable):
        await world.actions.groups.create_group(world.carol.id, 'News', GroupKind.OPEN, rid())
    assert world.store.groups_of(world.carol.id) == []


async def test_the_lobby_is_made_once_and_found_again(empty_world: World):
    lobby = await empty_world.actions.groups.provide_lobby('Lobby')
    assert lobby.kind is GroupKind.OPEN
    await empty_world.restart()
    assert await empty_world.actions.groups.provide_lobby('Lobby') == lobby


async def test_the_first_to_join_the_lobby_owns_it(empty_world: World):
    lobby = await empty_world.actions.groups.provide_lobby('Lobby')
    ann, bob = await empty_world.register('Ann'), await empty_world.register('Bob')
    await empty_world.join(ann, lobby)
    await empty_world.join(bob, lobby)
    roles = [each.role for each in empty_world.store.members_of(lobby.id)]
    assert roles == [Role.OWNER, Role.MEMBER]


async def test_a_renamed_lobby_is_still_the_lobby(empty_world: World):
    lobby = await empty_world.actions.groups.provide_lobby('Lobby')
    ann = await empty_world.register('Ann')
    await empty_world.join(ann, lobby)
    await empty_world.actions.groups.rename_group(ann.id, lobby.id, 'Town square', rid())
    assert (await empty_world.actions.groups.provide_lobby('Lobby')).name == 'Town square'


async def test_an_open_group_of_the_name_serves_as_lobby(world: World):
    assert await world.actions.groups.provide_lobby('watercooler') == world.watercooler


async def test_after_the_lobby_was_deleted_a_new_one_is_made(empty_world: World):
    lobby = await empty_world.actions.groups.provide_lobby('Lobby')
    ann = await empty_world.register('Ann')
    await empty_world.join(ann, lobby)
    await empty_world.actions.groups.delete_group(ann.id, lobby.id, rid())
    await empty_world.restart()
    another = await empty_world.actions.groups.provide_lobby('Lobby')
    assert another.id != lobby.id
    assert empty_world.store.open_groups() == [another]


async def test_the_same_request_renames_once_whatever_happened_meanwhile(world: World):
    request_id = rid()
    await world.actions.groups.rename_group(world.alice.id, world.watercooler.id, 'Kitchen', request_id)
    await world.actions.groups.rename_group(world.alice.id, world.watercooler.id, 'Hall', rid())
    again = await world.actions.groups.rename_group(world.alice.id, world.watercooler.id, 'Kitchen', request_id)
    assert again.name == 'Hall'


async def test_who_may_mention_everyone_is_said_once_by_one_click(world: World):
    groups, where, request_id = world.actions.groups, world.watercooler.id, rid()
    heard: list[object] = []
    world.store.listen(heard.append)
    for _ in range(2):
        await groups.set_callers(world.alice.id, where, Callers.KEEPERS, request_id)
    assert len(heard) == 1
    assert world.store.group(where).callers is Callers.KEEPERS
