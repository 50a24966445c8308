"""Mentioning everyone, or those who are here: who may, and whom it reaches."""

import pytest

from messenger.model.calls import MOST_CALLED, SMALL_GROUP
from messenger.model.changes import Change
from messenger.model.group import Callers
from messenger.model.ids import MemberId
from messenger.model.membership import Role
from messenger.model.refused import NotFound, Refused
from tests.world import World, rid


def mentioned(change: Change) -> set[tuple[MemberId, str]]:
    """Who is mentioned by what words."""
    return {(mention.member_id, mention.name) for mention in change.fact.mentions}


def unread(world: World, member_id: MemberId) -> int:
    """How many unread messages mention a member."""
    return world.store.unread(world.watercooler.id, member_id).mentions


async def grow(world: World, members: int) -> None:
    """Fill the watercooler up to so many members."""
    await world.gather(world.watercooler, members - len(world.store.members_of(world.watercooler.id)))


async def test_all_mentions_every_other_member(world: World) -> None:
    change = await world.say(world.bob, '@All look')
    assert mentioned(change) == {(world.alice.id, 'all'), (world.robo.id, 'all')}
    assert (unread(world, world.alice.id), unread(world, world.bob.id)) == (1, 0)


async def test_here_mentions_those_with_a_page_open(world: World) -> None:
    world.store.presence.arrive(world.alice.id, 'a page')
    world.store.presence.arrive(world.bob.id, 'another')
    world.store.presence.arrive(world.carol.id, 'of no member')
    change = await world.say(world.bob, 'coffee @here')
    assert mentioned(change) == {(world.alice.id, 'here')}
    assert unread(world, world.robo.id) == 0


async def test_who_is_named_as_well_is_mentioned_once(world: World) -> None:
    change = await world.say(world.alice, '@Bob and @all')
    assert mentioned(change) == {(world.bob.id, 'Bob'), (world.bob.id, 'all'), (world.robo.id, 'all')}
    assert unread(world, world.bob.id) == 1


async def test_who_joins_later_was_not_mentioned(world: World) -> None:
    await world.say(world.alice, '@all')
    await world.join(world.carol, world.watercooler)
    assert unread(world, world.carol.id) == 0


async def test_an_edit_may_call_and_call_off(world: World) -> None:
    change = await world.say(world.alice, 'look')
    where, edit = world.watercooler.id, world.actions.messages.edit_message
    await edit(world.alice.id, where, change.ordinal, '@all look', rid())
    assert unread(world, world.bob.id) == 1
    await edit(world.alice.id, where, change.ordinal, 'look there', rid())
    assert unread(world, world.bob.id) == 0


async def test_counts_are_the_same_after_a_restart(world: World) -> None:
    await world.say(world.alice, '@all')
    await world.restart()
    assert unread(world, world.bob.id) == 1


async def test_in_a_large_group_it_is_only_text_but_from_owners_and_moderators(world: World) -> None:
    await grow(world, SMALL_GROUP)
    assert len(mentioned(await world.say(world.bob, '@all'))) == SMALL_GROUP - 1
    await grow(world, SMALL_GROUP + 1)
    change = await world.say(world.bob, '@all @Alice')
    assert change.fact.text == '@all @Alice'
    assert mentioned(change) == {(world.alice.id, 'Alice')}
    with pytest.raises(Refused, match='Only owners and moderators of Watercooler can mention everyone') as refused:
        world.actions.messages.mention_all(world.bob.id, world.watercooler.id)
    assert refused.value.code == 'not_allowed'
    await world.actions.memberships.set_role(world.alice.id, world.watercooler.id, world.bob.id, Role.MODERATOR, rid())
    assert len(mentioned(await world.say(world.bob, '@all'))) == SMALL_GROUP


async def test_nobody_calls_more_than_so_many(world: World) -> None:
    await grow(world, MOST_CALLED + 1)
    assert mentioned(await world.say(world.alice, '@all')) == set()
    with pytest.raises(Refused, match='Name those it is for') as refused:
        world.actions.messages.mention_all(world.alice.id, world.watercooler.id)
    assert refused.value.code == 'too_many'


async def test_outsiders_are_answered_as_if_there_were_no_group(world: World) -> None:
    with pytest.raises(NotFound):
        world.actions.messages.mention_all(world.carol.id, world.watercooler.id)


async def test_the_owners_say_who_may_call_everyone(world: World) -> None:
    """From then on, also after a restart; nobody else may say so."""
    groups, where = world.actions.groups, world.watercooler.id
    with pytest.raises(Refused, match='Only owners'):
        await groups.set_callers(world.bob.id, where, Callers.EVERYBODY, rid())
    await groups.set_callers(world.alice.id, where, Callers.KEEPERS, rid())
    for _ in range(2):
        assert mentioned(await world.say(world.bob, '@all look')) == set()
        assert mentioned(await world.say(world.alice, '@all look')) != set()
        await world.restart()
    with pytest.raises(Refused) as refused:
        await groups.set_callers(world.alice.id, where, Callers.KEEPERS, rid())
    assert refused.value.code == 'unchanged'
    await groups.set_callers(world.alice.id, where, Callers.EVERYBODY, rid())
    await grow(world, SMALL_GROUP + 1)
    assert len(mentioned(await world.say(world.bob, '@all look'))) == SMALL_GROUP
