"""What a person does about being signed in."""

import pytest

from messenger.journal.contract import TokenKind
from messenger.model.refused import NameTaken, Refused
from tests.accounts.making import make_accounts


@pytest.fixture
async def accounts(world):
    accounts = make_accounts(world)
    await accounts.start(world.watercooler.id)
    yield accounts
    await accounts.stop()


async def test_a_free_name_makes_a_member_and_a_session(accounts, world):
    signed_in = await accounts.sign_in('Dave', 'Firefox on Linux')
    assert world.store.member_named('dave').id == signed_in.session.member_id
    assert accounts.session_of(signed_in.secret) == signed_in.session


@pytest.mark.parametrize('name', ['Alice', 'alice ', 'Ａlice'])
async def test_a_name_in_use_is_refused_with_a_suggestion(accounts, world, name):
    with pytest.raises(NameTaken) as refused:
        await accounts.sign_in(name, '')
    assert world.store.member_named(refused.value.suggestion) is None
    assert accounts.sessions_of(world.alice.id) == []


async def test_a_new_member_is_in_the_lobby(accounts, world):
    signed_in = await accounts.sign_in('Dave', '')
    assert world.store.membership(world.watercooler.id, signed_in.session.member_id)


async def test_who_left_the_lobby_is_not_put_back_by_another_device(accounts, world):
    dave = (await accounts.sign_in('Dave', '')).session.member_id
    await world.leave(world.store.member(dave), world.watercooler)
    await accounts.sign_in_by_link(await accounts.make_device_link(dave), '')
    assert world.store.membership(world.watercooler.id, dave) is None


async def test_without_a_lobby_a_member_begins_in_no_group(accounts, world):
    await world.actions.groups.delete_group(
        world.alice.id, world.watercooler.id, 'c0ffee00-0000-4000-8000-000000000000'
    )
    signed_in = await accounts.sign_in('Dave', '')
    assert world.store.groups_of(signed_in.session.member_id) == []


async def test_signing_out_ends_the_session_tells_the_listeners_and_is_durable(accounts, world):
    signed_in = await accounts.sign_in('Dave', '')
    ended = []
    accounts.listen(lambda session_id: ended.append((session_id, accounts.session_of(signed_in.secret))))
    await accounts.sign_out(signed_in.session)
    assert ended == [(signed_in.session.id, None)]
    assert await world.tokens.load(TokenKind.SESSION) == []


async def test_a_listener_that_fails_keeps_nobody_signed_in(accounts, world):
    """Neither the other listeners nor the disk may miss that a session has ended."""

    def fail(session_id):
        raise RuntimeError(session_id)

    signed_in, ended = await accounts.sign_in('Dave', ''), []
    accounts.listen(fail)
    accounts.listen(ended.append)
    await accounts.sign_out(signed_in.session)
    assert ended == [signed_in.session.id]
    assert signed_in.session.id not in [token.id for token in await world.tokens.load(TokenKind.SESSION)]


async def test_a_session_is_open_until_it_ends(accounts):
    signed_in = await accounts.sign_in('Dave', '')
    assert accounts.is_open(signed_in.session)
    await accounts.sign_out(signed_in.session)
    assert not accounts.is_open(signed_in.session)


async def test_a_member_revokes_another_of_the_own_sessions(accounts):
    first = await accounts.sign_in('Dave', 'here')
    dave = first.session.member_id
    second = await accounts.sign_in_by_link(await accounts.make_device_link(dave), 'there')
    await accounts.revoke(dave, second.session.id)
    assert accounts.session_of(second.secret) is None
    assert accounts.sessions_of(dave) == [first.session]


async def test_nobody_revokes_the_session_of_another(accounts, world):
    dave = await accounts.sign_in('Dave', '')
    ended = []
    accounts.listen(ended.append)
    await accounts.revoke(world.alice.id, dave.session.id)
    assert accounts.session_of(dave.secret)
    assert ended == []


async def test_a_device_link_signs_its_member_in_elsewhere_once(accounts, world):
    secret = await accounts.make_device_link(world.alice.id)
    assert (await accounts.owner_of_link(secret)).id == world.alice.id
    signed_in = await accounts.sign_in_by_link(secret, 'Safari on iPhone')
    assert (signed_in.session.member_id, signed_in.session.label) == (world.alice.id, 'Safari on iPhone')
    with pytest.raises(Refused, match='used already') as refused:
        await accounts.sign_in_by_link(secret, '')
    assert refused.value.code == 'link_used_up'
    with pytest.raises(Refused, match='used already'):
        await accounts.owner_of_link(secret)


async def test_when_the_journal_cannot_write_the_answer_says_so(accounts, world):
    await world.journal.close()
    with pytest.raises(Refused) as refused:
        await accounts.sign_in('Dave', '')
    assert refused.value.code == 'unavailable'
