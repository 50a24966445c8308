"""Other programs post by an address; keepers of a group make and remove these."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from messenger.actions.bot_tokens import MOST_OF_A_GROUP
from messenger.journal.contract import TokenKind
from messenger.model.group import GroupKind
from messenger.model.membership import Role
from messenger.model.refused import NameTaken, NotFound, Refused
from tests.world import UNHURRIED, World, rid


@pytest.fixture
async def secret(world: World) -> str:
    """Make CI, a webhook of Design."""
    return await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'CI')


async def test_a_webhook_posts_as_a_bot_of_its_name(world: World, secret: str) -> None:
    change = await world.actions.incoming.post_incoming(secret, 'Build **7** for @Bob')
    message = await world.actions.messages.read_message(world.bob.id, world.design.id, change.ordinal)
    author = world.store.member(message.author_id)
    assert author is not None
    assert (author.name, author.is_bot, author.is_administrator) == ('CI', True, False)
    assert (message.text, message.via) == ('Build **7** for @Bob', 'webhook')
    assert [mention.member_id for mention in message.mentions] == [world.bob.id]


async def test_only_a_hash_of_the_secret_is_kept(world: World, secret: str) -> None:
    (token,) = await world.tokens.load(TokenKind.INCOMING)
    assert secret.encode() not in repr(token).encode()
    assert len(secret) >= 43


async def test_the_same_key_adds_one_message(world: World, secret: str) -> None:
    post = world.actions.incoming.post_incoming
    first = await post(secret, 'once', 'delivery-1')
    assert await post(secret, 'once', 'delivery-1') == first
    assert (await post(secret, 'once', 'delivery-2')).number == first.number + 1
    assert (await post(secret, 'once')).number == first.number + 2


async def test_a_key_belongs_to_its_webhook(world: World, secret: str) -> None:
    other = await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'Grafana')
    first = await world.actions.incoming.post_incoming(secret, 'a', '1')
    assert (await world.actions.incoming.post_incoming(other, 'b', '1')).number == first.number + 1


@pytest.mark.parametrize('guess', ['', 'x', 'x' * 1000, '\ud800'])
async def test_a_wrong_secret_is_nobodys(world: World, secret: str, guess: str) -> None:
    with pytest.raises(NotFound):
        await world.actions.incoming.post_incoming(guess, 'hi')


async def test_keepers_see_webhooks_and_when_they_were_used(world: World, secret: str) -> None:
    incoming = world.actions.incoming
    await incoming.add_incoming(world.alice.id, world.design.id, 'Grafana')
    names = [each.name for each in await incoming.list_incoming(world.alice.id, world.design.id)]
    assert names == ['CI', 'Grafana']
    assert await incoming.list_incoming(world.alice.id, world.watercooler.id) == []
    await incoming.post_incoming(secret, 'hi')
    used, unused = await incoming.list_incoming(world.alice.id, world.design.id)
    assert unused.last_used_at is None
    assert used.last_used_at is not None
    assert datetime.now(UTC) - used.last_used_at < timedelta(minutes=1)


async def test_a_removed_webhook_is_worth_nothing(world: World, secret: str) -> None:
    incoming = world.actions.incoming
    (webhook,) = await incoming.list_incoming(world.alice.id, world.design.id)
    await incoming.remove_incoming(world.alice.id, world.design.id, webhook.id)
    assert await incoming.list_incoming(world.alice.id, world.design.id) == []
    assert await world.tokens.load(TokenKind.INCOMING) == []
    with pytest.raises(NotFound):
        await incoming.post_incoming(secret, 'hi')
    with pytest.raises(NotFound):
        await incoming.remove_incoming(world.alice.id, world.design.id, webhook.id)


async def test_a_webhook_of_another_group_is_not_found(world: World, secret: str) -> None:
    (webhook,) = await world.actions.incoming.list_incoming(world.alice.id, world.design.id)
    with pytest.raises(NotFound):
        await world.actions.incoming.remove_incoming(world.alice.id, world.watercooler.id, webhook.id)
    assert await world.actions.incoming.post_incoming(secret, 'still good')


async def test_a_bot_that_was_put_out_posts_no_more(world: World, secret: str) -> None:
    bot = world.store.member_named('CI')
    assert bot is not None
    await world.actions.memberships.remove(world.alice.id, world.design.id, bot.id, rid())
    assert await world.actions.incoming.list_incoming(world.alice.id, world.design.id) == []
    with pytest.raises(NotFound):
        await world.actions.incoming.post_incoming(secret, 'hi')
    await world.actions.memberships.invite(world.alice.id, world.design.id, 'CI', rid())
    with pytest.raises(NotFound):
        await world.actions.incoming.post_incoming(secret, 'hi')


async def test_who_invites_the_bot_again_revives_no_address(world: World, secret: str) -> None:
    """Neither by posting nor in the list, whether somebody tried it in between or not."""
    bot = world.store.member_named('CI')
    assert bot is not None
    await world.actions.memberships.remove(world.alice.id, world.design.id, bot.id, rid())
    await world.actions.memberships.invite(world.alice.id, world.design.id, 'CI', rid())
    assert await world.actions.incoming.list_incoming(world.alice.id, world.design.id) == []
    with pytest.raises(NotFound):
        await world.actions.incoming.post_incoming(secret, 'hi')


async def test_a_deleted_group_takes_its_webhooks_along(world: World, secret: str) -> None:
    await world.actions.groups.delete_group(world.alice.id, world.design.id, rid())
    with pytest.raises(NotFound):
        await world.actions.incoming.post_incoming(secret, 'hi')
    assert await world.tokens.load(TokenKind.INCOMING) == []


async def test_of_two_who_take_a_name_at_once_one_gets_it(world: World) -> None:
    add = partial(world.actions.incoming.add_incoming, world.alice.id, world.design.id, 'Grafana')
    one, other = await asyncio.gather(add(), add(), return_exceptions=True)
    assert isinstance(one, str)
    assert isinstance(other, NameTaken)
    assert other.reason == 'This name is taken. Choose another.'


async def test_a_name_that_is_taken_is_said_with_another(world: World, secret: str) -> None:
    with pytest.raises(NameTaken, match='Choose another, such as'):
        await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'ci')
    assert len(await world.actions.incoming.list_incoming(world.alice.id, world.design.id)) == 1


async def test_a_group_has_room_for_so_many(world: World) -> None:
    for number in range(MOST_OF_A_GROUP):
        await world.actions.incoming.add_incoming(world.alice.id, world.design.id, f'Hook {number}')
    with pytest.raises(Refused) as refused:
        await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'One more')
    assert refused.value.code == 'too_many'
    assert world.store.member_named('One more') is None


async def test_who_is_too_fast_takes_no_name() -> None:
    world = World(limits=replace(UNHURRIED, invitations_per_minute=1))
    await world.open()
    await world.people()
    group = await world.actions.groups.create_group(world.carol.id, 'New', GroupKind.PRIVATE, rid())
    await world.actions.incoming.add_incoming(world.carol.id, group.id, 'First')
    with pytest.raises(Refused) as refused:
        await world.actions.incoming.add_incoming(world.carol.id, group.id, 'Second')
    assert refused.value.code == 'too_fast'
    assert world.store.member_named('Second') is None
    await world.close()


async def test_a_bot_with_an_administrators_name_is_none() -> None:
    world = World(admins=['Boss'])
    await world.open()
    await world.people()
    await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'Boss')
    boss = world.store.member_named('Boss')
    assert boss is not None
    assert not boss.is_administrator
    await world.close()


async def test_a_person_is_heir_before_a_bot(world: World) -> None:
    group = await world.actions.groups.create_group(world.alice.id, 'Short', GroupKind.OPEN, rid())
    await world.actions.incoming.add_incoming(world.alice.id, group.id, 'CI')
    await world.actions.memberships.join(world.carol.id, group.id, rid())
    await world.actions.memberships.leave(world.alice.id, group.id, rid())
    heir = world.store.membership(group.id, world.carol.id)
    assert heir is not None
    assert heir.role is Role.OWNER


async def test_an_open_group_of_bots_is_owned_by_whoever_comes_next(world: World) -> None:
    group = await world.actions.groups.create_group(world.alice.id, 'Short', GroupKind.OPEN, rid())
    await world.actions.incoming.add_incoming(world.alice.id, group.id, 'CI')
    await world.actions.memberships.leave(world.alice.id, group.id, rid())
    await world.actions.memberships.join(world.carol.id, group.id, rid())
    owner = world.store.membership(group.id, world.carol.id)
    assert owner is not None
    assert owner.role is Role.OWNER


async def test_a_private_group_of_bots_alone_ends(world: World) -> None:
    group = await world.actions.groups.create_group(world.alice.id, 'Short', GroupKind.PRIVATE, rid())
    await world.actions.incoming.add_incoming(world.alice.id, group.id, 'CI')
    await world.actions.memberships.leave(world.alice.id, group.id, rid())
    assert world.store.group(group.id) is None
