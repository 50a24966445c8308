"""Links that let their holder into a group, once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from messenger.actions.entrance import Entrance
from messenger.actions.invitations import VALID_FOR, InvitationActions
from messenger.actions.limits import Limits
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.journal.contract import TokenKind
from messenger.journal.memory_tokens import MemoryTokens
from messenger.model.membership import Role
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.world import UNHURRIED, World, rid


async def test_a_link_lets_one_into_a_private_group(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    assert await world.actions.invitations.preview(secret) == world.design
    assert await world.actions.invitations.accept(world.carol.id, secret, rid()) == world.design
    assert world.store.membership(world.design.id, world.carol.id).role is Role.MEMBER


async def test_a_link_is_good_for_one_use(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    await world.actions.invitations.accept(world.carol.id, secret, rid())
    assert await world.actions.invitations.preview(secret) is None
    with pytest.raises(Refused) as refused:
        await world.actions.invitations.accept(world.robo.id, secret, rid())
    assert refused.value.code == 'bad_link'
    assert world.store.membership(world.design.id, world.robo.id) is None


async def test_of_two_who_use_a_link_at_once_one_gets_in(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    results = await asyncio.gather(
        *(world.actions.invitations.accept(each.id, secret, rid()) for each in (world.carol, world.robo)),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert len(world.store.members_of(world.design.id)) == 3


async def test_who_clicks_twice_is_in_once_and_sees_no_error(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    results = await asyncio.gather(*(world.actions.invitations.accept(world.carol.id, secret, rid()) for _ in range(2)))
    assert results == [world.design, world.design]


async def test_who_was_removed_does_not_come_back_by_the_used_link(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    await world.actions.invitations.accept(world.carol.id, secret, rid())
    await world.actions.memberships.remove(world.alice.id, world.design.id, world.carol.id, rid())
    with pytest.raises(Refused):
        await world.actions.invitations.accept(world.carol.id, secret, rid())


async def test_a_member_of_the_group_does_not_use_the_link_up(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    await world.actions.invitations.accept(world.bob.id, secret, rid())
    await world.actions.invitations.accept(world.carol.id, secret, rid())
    assert world.store.membership(world.design.id, world.carol.id) is not None


@pytest.mark.parametrize('secret', ['', 'x', 'x' * 10_000, '\ud800', '../..'])
async def test_a_made_up_secret_opens_nothing(world: World, secret: str):
    assert await world.actions.invitations.preview(secret) is None
    with pytest.raises(Refused):
        await world.actions.invitations.accept(world.carol.id, secret, rid())


async def test_the_secret_itself_is_not_kept(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    assert secret not in repr(await world.tokens.load(TokenKind.INVITE))


async def test_who_may_not_invite_makes_no_link(world: World):
    with pytest.raises(Refused) as refused:
        await world.actions.invitations.make_link(world.bob.id, world.design.id)
    assert refused.value.code == 'not_allowed'
    with pytest.raises(NotFound):
        await world.actions.invitations.make_link(world.carol.id, world.design.id)
    await world.actions.invitations.make_link(world.bob.id, world.watercooler.id)


async def test_a_link_is_worth_nothing_once_its_maker_may_invite_no_more(world: World):
    memberships = world.actions.memberships
    await memberships.set_role(world.alice.id, world.design.id, world.bob.id, Role.MODERATOR, rid())
    secret = await world.actions.invitations.make_link(world.bob.id, world.design.id)
    await memberships.set_role(world.alice.id, world.design.id, world.bob.id, Role.MEMBER, rid())
    assert await world.actions.invitations.preview(secret) is None
    with pytest.raises(Refused):
        await world.actions.invitations.accept(world.carol.id, secret, rid())


async def test_a_link_into_a_deleted_group_leads_nowhere(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    await world.actions.groups.delete_group(world.alice.id, world.design.id, rid())
    assert await world.actions.invitations.preview(secret) is None


async def test_a_link_that_let_nobody_in_stays_good(world: World):
    secret = await world.actions.invitations.make_link(world.alice.id, world.design.id)
    await world.journal.close()
    with pytest.raises(Unavailable):
        await world.actions.invitations.accept(world.carol.id, secret, rid())
    await world.journal.open()
    assert await world.actions.invitations.accept(world.carol.id, secret, rid()) == world.design


async def test_a_link_ends_after_a_week(world: World):
    moment = datetime(2026, 1, 1, tzinfo=UTC)

    def now() -> datetime:
        return moment

    scope, submissions, limits = Scope(world.store), Submissions(world.journal, world.store), Limits(UNHURRIED)
    invitations = InvitationActions(
        scope=scope,
        tokens=MemoryTokens(now=now),
        entrance=Entrance(scope=scope, submissions=submissions, limits=limits),
        limits=limits,
        now=now,
    )
    secret = await invitations.make_link(world.alice.id, world.design.id)
    moment += VALID_FOR - timedelta(seconds=1)
    assert await invitations.preview(secret) == world.design
    moment += timedelta(seconds=1)
    with pytest.raises(Refused) as refused:
        await invitations.accept(world.carol.id, secret, rid())
    assert refused.value.code == 'bad_link'
