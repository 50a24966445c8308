"""Taking a name and changing it."""

import asyncio

import pytest

from messenger.model.ids import MemberId, new_id
from messenger.model.refused import NameTaken, NotFound, Refused, Unavailable
from tests.world import World, rid


async def test_a_name_is_taken_by_who_comes_first(empty_world: World):
    ann = await empty_world.register(' Ann ')
    assert ann.name == 'Ann'
    for name in ('Ann', 'ann ', 'Ａnn', 'Ánn', 'Аnn'):
        with pytest.raises(NameTaken, match='The name Ann is taken') as refused:
            await empty_world.register(name)
        assert refused.value.code == 'name_taken'
        assert await empty_world.register(refused.value.suggestion)


@pytest.mark.parametrize('name', ['', ' ', 'x' * 41, 'a\u202eb', '\ud800', '\x00'])
async def test_a_bad_name_is_refused(empty_world: World, name: str):
    with pytest.raises(Refused) as refused:
        await empty_world.register(name)
    assert refused.value.code == 'bad_name'
    assert empty_world.store.members() == []


async def test_of_two_who_take_a_name_at_once_one_gets_it(empty_world: World):
    results = await asyncio.gather(empty_world.register('Ann'), empty_world.register('ann'), return_exceptions=True)
    assert sum(isinstance(result, NameTaken) for result in results) == 1


async def test_the_first_member_is_administrator_and_nobody_else(empty_world: World):
    people = await asyncio.gather(*(empty_world.register(name) for name in ('Ann', 'Bob', 'Carol')))
    assert [member.is_administrator for member in people] == [True, False, False]


async def test_with_names_set_for_it_only_these_are_administrators():
    world = World(admins=['Carol'])
    await world.open()
    people = [await world.register(name) for name in ('Ann', 'CAROL')]
    assert [member.is_administrator for member in people] == [False, True]
    await world.close()


async def test_the_same_request_registers_once(empty_world: World):
    request_id = rid()
    first = await empty_world.actions.members.register('Ann', request_id)
    assert await empty_world.actions.members.register('Ann', request_id) == first
    assert empty_world.store.members() == [first]


async def test_when_nothing_can_be_written_nobody_is_registered(empty_world: World):
    await empty_world.journal.close()
    with pytest.raises(Unavailable):
        await empty_world.register('Ann')


async def test_a_member_takes_another_name_and_frees_the_old_one(world: World):
    bob = await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    assert bob.name == 'Robert'
    assert (await world.register('Bob')).id != bob.id


async def test_a_member_may_change_the_case_of_the_own_name(world: World):
    assert (await world.actions.members.rename(world.bob.id, world.bob.id, 'BOB', rid())).name == 'BOB'


@pytest.mark.parametrize(('name', 'code'), [('Alice', 'name_taken'), ('Bob', 'unchanged'), ('', 'bad_name')])
async def test_a_name_that_cannot_be_is_refused(world: World, name: str, code: str):
    with pytest.raises(Refused) as refused:
        await world.actions.members.rename(world.bob.id, world.bob.id, name, rid())
    assert refused.value.code == code


async def test_renaming_twice_with_one_request_is_no_error(world: World):
    request_id = rid()
    first = await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', request_id)
    assert await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', request_id) == first


async def test_only_administrators_rename_others(world: World):
    assert world.alice.is_administrator
    await world.actions.members.rename(world.alice.id, world.bob.id, 'Robert', rid())
    with pytest.raises(Refused) as refused:
        await world.actions.members.rename(world.bob.id, world.alice.id, 'Alicia', rid())
    assert refused.value.code == 'not_allowed'


async def test_the_operator_renames_frees_names_and_makes_administrators(world: World):
    members = world.actions.members
    await members.rename(None, world.bob.id, 'Robert', rid())
    await members.free_name(world.alice.id)
    assert world.store.member(world.alice.id).name == 'Alice (old)'
    assert await world.register('Alice')
    assert (await members.make_administrator(world.bob.id)).is_administrator
    assert (await members.make_administrator(world.bob.id)).is_administrator


async def test_a_name_can_be_freed_again_and_however_long_it_is(world: World):
    members = world.actions.members
    await members.free_name(world.alice.id)
    again = await world.register('Alice')
    assert (await members.free_name(again.id)).name == 'Alice (old) 2'
    long = await world.register('x' * 40)
    assert (await members.free_name(long.id)).name == 'x' * 34 + ' (old)'


async def test_an_unknown_member_is_not_found(world: World):
    nobody = MemberId(new_id())
    for asked in (
        world.actions.members.rename(None, nobody, 'New', rid()),
        world.actions.members.rename(nobody, world.bob.id, 'New', rid()),
        world.actions.members.free_name(nobody),
        world.actions.members.make_administrator(nobody),
    ):
        with pytest.raises(NotFound):
            await asked


async def test_a_suggestion_can_be_taken(world: World):
    assert world.actions.members.suggest('alice') == 'alice 2'
    assert world.actions.members.suggest('\u202e') == ''


async def test_a_bot_whose_id_is_known_is_brought_in_once_and_keeps_its_name(empty_world: World):
    bot_id = MemberId(new_id())
    bring_in = empty_world.actions.members.register_bot
    first = await bring_in('Robo', rid(), bot_id)
    assert (first.id, first.is_bot, first.is_administrator) == (bot_id, True, False)
    assert await bring_in('Another', rid(), bot_id) == first
    assert empty_world.store.member_named('Another') is None
