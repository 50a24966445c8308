"""Secrets, while what keeps them cannot be reached or changes meanwhile."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from messenger.actions import invitations
from messenger.actions.memberships import SUCCESSIONS_TRIED
from messenger.journal.contract import Conflict, ConflictCode, JournalUnavailable, Token, TokenKind
from messenger.journal.memory import MemoryJournal
from messenger.journal.memory_tokens import MemoryTokens
from messenger.model.changes import Change, Draft, GroupCreated, GroupDeleted, MemberJoined, MemberLeft, MessageSent
from messenger.model.ids import StreamId, new_id
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.world import World, rid


class Vault(MemoryTokens):
    """Fails at what it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.fails: set[str] = set()

    def __getattribute__(self, name: str):
        if name in {'add', 'load', 'find', 'take', 'remove', 'touch'} and name in self.fails:
            return self.fail
        return super().__getattribute__(name)

    async def fail(self, *_: object) -> None:
        raise JournalUnavailable('The disk is gone.')


class Crossed(MemoryJournal):
    """Does something else just before or after one kind of fact is written."""

    before: dict[type, Callable[[], Awaitable[object]]]
    after: dict[type, Callable[[], Awaitable[object]]]

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = {}, {}
        self.is_broken = False
        self.refusing: Iterator[Conflict] = iter(())

    async def read(self, stream: StreamId, *, after: int, limit: int) -> list[Change]:
        if self.is_broken:
            raise JournalUnavailable('The disk is gone.')
        return await super().read(stream, after=after, limit=limit)

    async def append(self, draft: Draft) -> Change:
        if isinstance(draft.fact, MemberLeft) and (conflict := next(self.refusing, None)):
            raise conflict
        if meanwhile := self.before.pop(type(draft.fact), None):
            await meanwhile()
        change = await super().append(draft)
        if meanwhile := self.after.pop(type(draft.fact), None):
            await meanwhile()
        return change

    async def write(self, world: World, fact: MemberLeft | GroupDeleted) -> Change:
        return await super().append(
            Draft(stream=StreamId(fact.group_id), by=world.alice.id, request_id=rid(), fact=fact)
        )


@pytest.fixture
async def world():
    world = World(tokens=Vault(), journal=Crossed())
    await world.open()
    await world.people()
    yield world
    await world.close()


@pytest.fixture
async def token(world: World) -> str:
    return await world.actions.bots.add_bot(world.alice.id, world.design.id, 'Helper')


@pytest.fixture
async def link(world: World) -> str:
    return await world.actions.invitations.make_link(world.alice.id, world.design.id)


@pytest.mark.parametrize('what', ['load', 'add'])
async def test_a_bot_is_not_added_without_its_token(world: World, what: str):
    world.tokens.fails = {what}
    with pytest.raises(Unavailable):
        await world.actions.bots.add_bot(world.alice.id, world.design.id, 'Helper')
    world.tokens.fails = set()
    assert await world.actions.bots.list_bots(world.alice.id, world.design.id) == []


async def test_whose_token_it_is_cannot_be_told(world: World, token: str):
    """What was not at hand before has to be looked for."""
    await world.restart()
    world.tokens.fails = {'find'}
    with pytest.raises(Unavailable):
        await world.actions.bots.bot_with(token)


async def test_when_it_was_used_may_get_lost(world: World, token: str):
    world.tokens.fails = {'touch'}
    assert await world.actions.bots.bot_with(token) == world.store.member_named('Helper').id


async def test_a_removed_bot_is_out_even_if_its_token_cannot_be_forgotten_yet(world: World, token: str):
    assert await world.actions.bots.bot_with(token)
    (bot,) = await world.actions.bots.list_bots(world.alice.id, world.design.id)
    world.tokens.fails = {'remove'}
    with pytest.raises(Unavailable):
        await world.actions.bots.remove_bot(world.alice.id, world.design.id, bot.id)
    assert not world.actions.bots.is_good(token)
    world.tokens.fails = set()
    assert await world.actions.bots.bot_with(token) is None


async def test_a_bot_does_not_come_into_a_group_that_is_gone(world: World):
    gone = GroupDeleted(group_id=world.design.id)
    world.journal.after[MemberJoined] = lambda: world.journal.write(world, gone)
    with pytest.raises(NotFound):
        await world.actions.bots.add_bot(world.alice.id, world.design.id, 'Helper')
    assert await world.tokens.load(TokenKind.BOT) == []


async def test_a_webhook_whose_bot_is_put_out_meanwhile_is_not_found(world: World):
    secret = await world.actions.incoming.add_incoming(world.alice.id, world.design.id, 'CI')
    left = MemberLeft(group_id=world.design.id, member_id=world.store.member_named('CI').id)
    world.journal.before[MessageSent] = lambda: world.journal.write(world, left)
    with pytest.raises(NotFound) as refused:
        await world.actions.incoming.post_incoming(secret, 'hi')
    assert 'webhook' in refused.value.reason


@pytest.mark.parametrize('what', ['find', 'take'])
async def test_a_link_cannot_be_used_now(world: World, link: str, what: str):
    world.tokens.fails = {what}
    with pytest.raises(Unavailable):
        await world.actions.invitations.accept(world.carol.id, link, rid())
    world.tokens.fails = set()
    assert await world.actions.invitations.accept(world.carol.id, link, rid()) == world.design


async def test_no_link_is_made_that_is_not_kept(world: World):
    world.tokens.fails = {'add'}
    with pytest.raises(Unavailable):
        await world.actions.invitations.make_link(world.alice.id, world.design.id)


async def test_a_link_that_somebody_else_takes_meanwhile_is_used_up(world: World, link: str, monkeypatch):
    async def taken(*_: object) -> None:
        return None

    monkeypatch.setattr(world.tokens, 'take', taken)
    with pytest.raises(Refused) as refused:
        await world.actions.invitations.accept(world.carol.id, link, rid())
    assert refused.value.code == 'bad_link'


async def test_a_link_without_a_group_leads_nowhere(world: World, link: str):
    (kept,) = await world.tokens.load(TokenKind.INVITE)
    now = datetime.now(UTC)
    lost = Token(
        id=new_id(),
        hash=kept.hash,
        kind=TokenKind.INVITE,
        member_id=world.alice.id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=1),
    )
    await world.tokens.remove([kept.id])
    await world.tokens.add(lost)
    assert await world.actions.invitations.preview(link) is None


async def test_who_is_let_in_meanwhile_used_the_link_all_the_same(world: World, link: str):
    joined = MemberJoined(group_id=world.design.id, member_id=world.carol.id)

    async def come_in() -> None:
        await world.journal.append(
            Draft(stream=StreamId(world.design.id), by=world.alice.id, request_id=rid(), fact=joined)
        )

    world.journal.before[MemberJoined] = come_in
    assert await world.actions.invitations.accept(world.carol.id, link, rid()) == world.design
    assert await world.tokens.load(TokenKind.INVITE) == []


async def test_only_the_last_used_links_are_remembered(world: World, monkeypatch):
    monkeypatch.setattr(invitations, 'USED_REMEMBERED', 1)
    make, accept = world.actions.invitations.make_link, world.actions.invitations.accept
    first, second = [await make(world.alice.id, world.design.id) for _ in range(2)]
    await accept(world.carol.id, first, rid())
    await accept(world.robo.id, second, rid())
    assert await accept(world.robo.id, second, rid()) == world.design
    assert world.actions.invitations._entered(world.carol.id, first) is None


async def test_changes_cannot_be_read_while_the_journal_is_away(world: World):
    world.journal.is_broken = True
    with pytest.raises(Unavailable):
        await world.actions.changes.read_changes(world.alice.id, world.design.id, 0)
    world.journal.is_broken = False


async def test_a_lobby_that_is_deleted_as_it_is_made_is_not_found(world: World):
    owner = world.alice.id

    async def delete() -> None:
        hall = next(each for each in world.store.open_groups() if each.name == 'Hall')
        await world.join(world.alice, hall)
        await world.journal.write(world, GroupDeleted(group_id=hall.id))

    world.journal.after[GroupCreated] = delete
    with pytest.raises(NotFound):
        await world.actions.groups.provide_lobby('Hall')
    assert 'Hall' not in [group.name for group in world.store.groups_of(owner)]


async def test_an_heir_is_looked_for_again_and_again(world: World):
    """Others may leave at the same moments; the last look is the one that counts."""
    refusing = world.journal.refusing = iter([Conflict(ConflictCode.NOT_A_MEMBER)] * SUCCESSIONS_TRIED)
    change = await world.leave(world.alice, world.watercooler)
    assert next(refusing, None) is None
    assert change.fact.heir_id == world.bob.id
