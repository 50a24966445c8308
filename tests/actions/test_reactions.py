"""Reacting to messages and taking it back."""

import asyncio
from dataclasses import replace

import pytest

from messenger.model.changes import ReactionAdded, ReactionRemoved
from messenger.model.ids import Ordinal
from messenger.model.member import Member
from messenger.model.reaction import MOST_REACTIONS
from messenger.model.refused import NotFound, Refused
from messenger.rendering.emoji_names import categories
from tests.world import UNHURRIED, World, rid

MANY = [each.picture for each in categories()['Nature'][:MOST_REACTIONS]]


@pytest.fixture
async def tea(world: World) -> Ordinal:
    """A message by Alice in Watercooler."""
    change = await world.say(world.alice, 'Tea?')
    assert change.ordinal is not None
    return change.ordinal


async def reactions(world: World, ordinal: Ordinal) -> list[tuple[str, str]]:
    row = await world.actions.messages.read_message(world.alice.id, world.watercooler.id, ordinal)
    names = {member.id: member.name for member in world.store.members()}
    return [(each.emoji, names[each.member_id]) for each in row.reactions]


async def react(world: World, member: Member, ordinal: Ordinal, emoji: str = '👍', request_id: str = '') -> object:
    asked = world.actions.reactions.react
    return await asked(member.id, world.watercooler.id, ordinal, emoji, request_id or rid())


async def test_reacting_again_with_the_same_takes_it_back(world: World, tea: Ordinal) -> None:
    await react(world, world.bob, tea)
    await react(world, world.alice, tea)
    await react(world, world.bob, tea, '🎉')
    assert await reactions(world, tea) == [('👍', 'Bob'), ('👍', 'Alice'), ('🎉', 'Bob')]

    await react(world, world.bob, tea)
    assert await reactions(world, tea) == [('👍', 'Alice'), ('🎉', 'Bob')]


async def test_two_quick_clicks_leave_everything_as_it_was(world: World, tea: Ordinal) -> None:
    await asyncio.gather(react(world, world.bob, tea), react(world, world.bob, tea))
    assert await reactions(world, tea) == []
    await asyncio.gather(*(react(world, world.bob, tea) for _ in range(3)))
    assert await reactions(world, tea) == [('👍', 'Bob')]


async def test_one_request_reacts_once_however_often_it_is_repeated(world: World, tea: Ordinal) -> None:
    """Also after a restart, when only the journal knows that it was accepted."""
    request_id = rid()
    first = await react(world, world.bob, tea, request_id=request_id)
    assert await react(world, world.bob, tea, request_id=request_id) == first

    await world.restart()
    assert await react(world, world.bob, tea, request_id=request_id) == first
    assert await reactions(world, tea) == [('👍', 'Bob')]


async def test_what_is_drawn_alike_is_one_reaction(world: World, tea: Ordinal) -> None:
    await react(world, world.bob, tea, '❤')
    await react(world, world.alice, tea, '❤\ufe0f')
    assert await reactions(world, tea) == [('❤\ufe0f', 'Bob'), ('❤\ufe0f', 'Alice')]


@pytest.mark.parametrize('emoji', ['', 'a', '👍👍', '<b>', '👍 ', None, 1, ['👍'], 'x' * 100_000])
async def test_anything_but_one_emoji_is_refused(world: World, tea: Ordinal, emoji: str) -> None:
    with pytest.raises(Refused) as refused:
        await react(world, world.bob, tea, emoji)
    assert refused.value.code == 'bad_emoji'


async def test_a_message_takes_so_many_different_ones_and_says_so(world: World, tea: Ordinal) -> None:
    for emoji in MANY:
        await react(world, world.bob, tea, emoji)
    with pytest.raises(Refused, match='takes 20 different reactions') as refused:
        await react(world, world.alice, tea, '👍')
    assert refused.value.code == 'full'
    await react(world, world.alice, tea, MANY[3])
    assert len(await reactions(world, tea)) == MOST_REACTIONS + 1


async def test_nobody_reacts_to_a_notice_a_deleted_message_or_none(world: World, tea: Ordinal) -> None:
    await react(world, world.bob, tea)
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, tea, rid())
    for ordinal in (tea, 1, 0, -1, 99, '4', None):
        with pytest.raises(NotFound, match='message does not exist'):
            await react(world, world.bob, ordinal)
    assert not (await world.rows(world.alice))[tea - 1].reactions


async def test_who_is_outside_learns_nothing(world: World, tea: Ordinal) -> None:
    with pytest.raises(NotFound) as outside:
        await react(world, world.carol, tea)
    with pytest.raises(NotFound) as nowhere:
        await world.actions.reactions.react(world.carol.id, 'nowhere22222', tea, '👍', rid())
    assert outside.value.reason == nowhere.value.reason


async def test_reacting_reads_nothing_and_leaves_the_count_of_unread(world: World, tea: Ordinal) -> None:
    before = world.store.unread(world.watercooler.id, world.bob.id)
    assert before.messages == 1
    await react(world, world.robo, tea)
    assert world.store.unread(world.watercooler.id, world.bob.id) == before


async def test_an_old_message_out_of_the_stores_sight_takes_reactions(world: World, tea: Ordinal) -> None:
    for number in range(500):
        await world.say(world.bob, f'line {number}')
    await react(world, world.bob, tea)
    await react(world, world.robo, tea)
    await react(world, world.robo, tea)
    assert await reactions(world, tea) == [('👍', 'Bob')]


async def test_facts_say_who_reacted_to_what(world: World, tea: Ordinal) -> None:
    added, removed = [await react(world, world.bob, tea) for _ in range(2)]
    about = {'group_id': world.watercooler.id, 'target': tea, 'member_id': world.bob.id, 'emoji': '👍'}
    assert (added.fact, removed.fact) == (ReactionAdded(**about), ReactionRemoved(**about))
    assert added.ordinal is removed.ordinal is None


async def test_beyond_the_limit_one_is_told_to_wait() -> None:
    world = World(limits=replace(UNHURRIED, reactions_per_minute=3))
    await world.open()
    await world.people()
    tea = (await world.say(world.alice, 'Tea?')).ordinal
    for _ in range(3):
        await react(world, world.bob, tea)
    with pytest.raises(Refused, match='reacting very fast') as refused:
        await react(world, world.bob, tea)
    assert refused.value.code == 'too_fast'
    await react(world, world.alice, tea)
    await world.close()


async def test_who_says_what_is_to_be_there_may_say_it_twice(world: World, tea: Ordinal) -> None:
    add, remove = world.actions.reactions.add_reaction, world.actions.reactions.remove_reaction
    where = (world.bob.id, world.watercooler.id, tea, '👍')
    await asyncio.gather(add(*where, rid()), add(*where, rid()))
    assert await reactions(world, tea) == [('👍', 'Bob')]
    await asyncio.gather(remove(*where, rid()), remove(*where, rid()))
    assert await reactions(world, tea) == []


@pytest.mark.parametrize('ask', ['add_reaction', 'remove_reaction'])
async def test_who_is_not_in_the_group_has_no_say(world: World, tea: Ordinal, ask: str) -> None:
    with pytest.raises(NotFound):
        await getattr(world.actions.reactions, ask)(world.carol.id, world.watercooler.id, tea, '👍', rid())
    assert await reactions(world, tea) == []
