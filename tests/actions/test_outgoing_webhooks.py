"""Addresses that are told what happens in a group."""

import base64

import pytest

from messenger.actions.outgoing_webhooks import SECRET_PREFIX
from messenger.languages import sentence
from messenger.model.refused import NotFound, Refused
from tests.world import World

HEAR = 'https://example.org/hear'


async def add(world: World, name: str = 'Listener', url: str = HEAR) -> str:
    """Let Alice have an address told what happens in Design."""
    return await world.actions.outgoing.add_outgoing(world.alice.id, world.design.id, name, url)


async def listed(world: World) -> list[tuple[str, str, str]]:
    """What Alice sees of the webhooks of Design."""
    webhooks = await world.actions.outgoing.list_outgoing(world.alice.id, world.design.id)
    return [(each.name, each.url, each.trouble) for each in webhooks]


async def test_it_is_told_in_the_name_of_a_bot_and_signed_by_a_secret_of_its_own(world: World) -> None:
    heard = []
    assert await world.actions.outgoing.all_outgoing(heard.append) == []
    secret, other = await add(world, url=f' {HEAR} '), await add(world, 'Another')
    first, second = heard

    assert world.store.member(first.member_id).is_bot
    assert world.store.membership(world.design.id, first.member_id) is not None
    for token, shown in ((first, secret), (second, other)):
        assert shown == SECRET_PREFIX + base64.b64encode(world.actions.outgoing.secret_of(token)).decode()
    assert secret != other
    assert await listed(world) == [('Listener', HEAR, ''), ('Another', HEAR, '')]


async def test_who_delivers_finds_all_that_were_added_before(world: World) -> None:
    await add(world)
    await world.restart()
    (found,) = await world.actions.outgoing.all_outgoing(lambda token: None)
    assert (found.group_id, found.label) == (world.design.id, HEAR)


@pytest.mark.parametrize(
    'url', ['', 'hear', 'ftp://example.org', 'http://example.org', 'https://me:secret@example.org']
)
async def test_what_is_no_address_that_may_be_told_is_refused_and_leaves_no_bot(world: World, url: str) -> None:
    with pytest.raises(Refused) as refused:
        await add(world, url=url)
    assert refused.value.code == 'bad_address'
    assert await listed(world) == []
    assert world.store.member_named('Listener') is None


async def test_http_will_do_where_the_operator_allows_the_network(world: World) -> None:
    world.actions.outgoing.allows_http = True
    assert await add(world, url='http://intranet.example/hear')


async def test_keepers_see_why_the_last_attempt_failed_until_one_does_not(world: World) -> None:
    await add(world)
    (token,) = await world.actions.outgoing.all_outgoing(lambda token: None)
    for trouble in (sentence('It answered {status} instead of 200.', status=500), None, None):
        world.actions.outgoing.note_trouble(token, trouble)
        assert await listed(world) == [('Listener', HEAR, trouble.said('en') if trouble else '')]


async def test_what_is_removed_is_told_no_more_and_its_bot_is_out(world: World) -> None:
    await add(world)
    (webhook,) = await world.actions.outgoing.list_outgoing(world.alice.id, world.design.id)
    await world.actions.outgoing.remove_outgoing(world.alice.id, world.design.id, webhook.id)
    bot = world.store.member_named('Listener')
    assert world.store.membership(world.design.id, bot.id) is None
    assert await world.actions.outgoing.all_outgoing(lambda token: None) == []
    with pytest.raises(NotFound):
        await world.actions.outgoing.remove_outgoing(world.alice.id, world.design.id, webhook.id)
