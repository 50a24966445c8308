"""What the operator does about members."""

import pytest

from messenger.model.refused import Refused
from messenger.operator_commands import Operator
from tests.accounts.making import make_accounts


@pytest.fixture
def accounts(world):
    return make_accounts(world)


@pytest.fixture
def operator(world, accounts):
    return Operator(
        store=world.store, members=world.actions.members, accounts=accounts, address='https://chat.example.org'
    )


async def test_members_are_listed_with_what_they_are(operator, world):
    lines = (await operator.run(['member', 'list'])).splitlines()
    assert lines[0] == f'{world.alice.id}  {world.alice.registered_at:%Y-%m-%d}  Alice  administrator'
    assert [line.split('  ')[2:] for line in lines[1:]] == [['Bob'], ['Carol'], ['Robo', 'bot']]


async def test_a_member_is_renamed(operator, world):
    assert await operator.run(['member', 'rename', 'bob', 'Robert']) == 'Bob is now Robert.'
    assert world.store.member(world.bob.id).name == 'Robert'


async def test_a_name_is_freed_for_somebody_else(operator, world):
    assert 'The name Bob is free' in await operator.run(['member', 'free', 'Bob'])
    assert (await world.register('Bob')).id != world.bob.id


async def test_a_member_locked_out_gets_a_link(operator, accounts, world):
    answer = await operator.run(['member', 'link', 'Bob'])
    address = answer.splitlines()[0]
    assert address.startswith('https://chat.example.org/device/')
    signed_in = await accounts.sign_in_by_link(address.rsplit('/', 1)[1], '')
    assert signed_in.session.member_id == world.bob.id


async def test_a_member_becomes_administrator(operator, world):
    assert await operator.run(['member', 'admin', 'Bob']) == 'Bob is now administrator.'
    assert world.store.member(world.bob.id).is_administrator


@pytest.mark.parametrize('words', [['member', 'free', 'Nobody'], ['member', 'rename', 'Nobody', 'x']])
async def test_who_is_not_there_is_said(operator, words):
    with pytest.raises(Refused, match='Nobody is called Nobody'):
        await operator.run(words)


async def test_a_name_that_is_taken_is_refused(operator, world):
    with pytest.raises(Refused, match='Alice is taken'):
        await operator.run(['member', 'rename', 'Bob', 'alice'])
    assert world.store.member(world.bob.id).name == 'Bob'


@pytest.mark.parametrize('words', [[], ['member'], ['member', 'list', 'x'], ['group', 'list'], [1, None], 'member'])
async def test_any_other_words_show_the_usage(operator, words):
    with pytest.raises(Refused, match='member rename NAME NEW'):
        await operator.run(words)
