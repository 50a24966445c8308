"""Bots with a token; keepers of a group make and remove them."""

from datetime import UTC, datetime, timedelta

import pytest

from messenger.journal.contract import TokenKind
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid


@pytest.fixture
async def token(world: World) -> str:
    """Make Helper, a bot of Design."""
    return await world.actions.bots.add_bot(world.alice.id, world.design.id, 'Helper')


async def test_a_token_is_its_bots(world: World, token: str) -> None:
    helper = world.store.member_named('Helper')
    assert helper is not None
    assert helper.is_bot
    assert await world.actions.bots.bot_with(token) == helper.id
    assert world.store.membership(world.design.id, helper.id) is not None


@pytest.mark.parametrize('guess', ['', 'x', 'x' * 1000, '\ud800'])
async def test_another_token_is_nobodys(world: World, token: str, guess: str) -> None:
    assert await world.actions.bots.bot_with(guess) is None


async def test_a_webhooks_secret_is_no_bots_token(world: World, token: str) -> None:
    """Whoever may only post to one group cannot read it by the same secret."""
    secret = await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'CI')
    assert await world.actions.bots.bot_with(secret) is None
    with pytest.raises(NotFound):
        await world.actions.incoming.post_incoming(token, 'hi')


async def test_a_token_that_was_found_is_not_looked_up_again(world: World, token: str, monkeypatch) -> None:
    bot_id = await world.actions.bots.bot_with(token)
    monkeypatch.delattr(type(world.tokens), 'find')
    assert await world.actions.bots.bot_with(token) == bot_id


async def test_keepers_see_bots_and_when_they_were_used(world: World, token: str) -> None:
    await world.actions.bots.add_bot(world.alice.id, world.design.id, 'Other')
    await world.actions.bots.bot_with(token)
    used, unused = await world.actions.bots.list_bots(world.alice.id, world.design.id)
    assert (used.name, unused.name) == ('Helper', 'Other')
    assert unused.last_used_at is None
    assert used.last_used_at is not None
    assert datetime.now(UTC) - used.last_used_at < timedelta(minutes=1)
    assert await world.actions.bots.list_bots(world.alice.id, world.watercooler.id) == []
    assert await world.actions.incoming.list_incoming(world.alice.id, world.design.id) == []


async def test_a_removed_bots_token_is_worth_nothing(world: World, token: str) -> None:
    """At once, though it was used before."""
    bot_id = await world.actions.bots.bot_with(token)
    assert bot_id is not None
    (bot,) = await world.actions.bots.list_bots(world.alice.id, world.design.id)
    await world.actions.bots.remove_bot(world.alice.id, world.design.id, bot.id)
    assert await world.actions.bots.bot_with(token) is None
    assert await world.actions.bots.list_bots(world.alice.id, world.design.id) == []
    assert await world.tokens.load(TokenKind.BOT) == []
    assert world.store.membership(world.design.id, bot_id) is None
    with pytest.raises(NotFound):
        await world.actions.bots.remove_bot(world.alice.id, world.design.id, bot.id)


async def test_a_bot_that_is_put_out_of_its_group_has_no_token_in_others_either(world: World, token: str) -> None:
    """Also when it is invited again."""
    bot_id = await world.actions.bots.bot_with(token)
    assert bot_id is not None
    await world.actions.memberships.invite(world.alice.id, world.watercooler.id, 'Helper', rid())
    await world.actions.memberships.remove(world.alice.id, world.design.id, bot_id, rid())
    assert await world.actions.bots.bot_with(token) is None
    await world.actions.memberships.invite(world.alice.id, world.design.id, 'Helper', rid())
    assert await world.actions.bots.bot_with(token) is None


async def test_who_is_no_keeper_is_told_so(world: World, token: str) -> None:
    for ask in (world.actions.bots.list_bots(world.bob.id, world.design.id),):
        with pytest.raises(Refused, match='Only owners and moderators of Design can see its bots'):
            await ask
