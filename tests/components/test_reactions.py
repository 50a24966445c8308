"""Reactions under a row: shared by all who look, one element each, and nothing where there are none."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from nicegui.element import Element
from nicegui.testing import User

from messenger.components.reactions import reactions_line
from messenger.model.ids import MemberId, Ordinal
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.reaction import Reaction
from tests.components.filled import as_read
from tests.components.looking import Looking
from tests.world import World, rid

ALICE = Member(id=MemberId('alicealiceal'), name='Alice <b>', registered_at=datetime.now(UTC))


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


async def react(world: World, member: Member, ordinal: Ordinal, emoji: str = '👍') -> None:
    await world.actions.reactions.react(member.id, world.watercooler.id, ordinal, emoji, rid())


def elements(looking: Looking, world: World) -> list[Element]:
    return list(looking.block(world.watercooler.id, 0).root)


def feet(looking: Looking, world: World) -> list[Element]:
    return [each for each in elements(looking, world) if 'reactions' in each.classes]


async def test_reactions_stand_right_under_their_row(world: World, looking: Looking, viewer: User) -> None:
    """Whether they come while somebody looks or were there before."""
    first, second = [(await world.say(world.alice, text)).ordinal for text in ('one', 'two')]
    await react(world, world.bob, first)
    await looking.open(viewer, world.alice, world.watercooler)
    await react(world, world.bob, second, '🎉')
    await world.say(world.alice, 'three')
    shown = [each.props.get('data-o') or f'under {each.props["data-for"]}' for each in elements(looking, world)]
    assert shown[-5:] == [first, f'under {first}', second, f'under {second}', second + 1]


async def test_a_reaction_changes_one_element_and_never_the_row(world: World, looking: Looking, viewer: User) -> None:
    ordinal = (await world.say(world.alice, 'Tea?')).ordinal
    await looking.open(viewer, world.alice, world.watercooler)
    row = elements(looking, world)[-1]
    await react(world, world.bob, ordinal)
    [foot] = feet(looking, world)
    block = looking.block(world.watercooler.id, 0)
    before = dict(block._versions)
    await react(world, world.robo, ordinal)
    assert [each for each, version in block._versions.items() if before.get(each) != version] == [foot.id]
    assert elements(looking, world)[-2:] == [row, foot]
    assert '👍 2: Bob and Robo. Toggle' in as_read(foot.props['innerHTML'])


async def test_the_last_reaction_taken_back_leaves_nothing(world: World, looking: Looking, viewer: User) -> None:
    ordinal = (await world.say(world.alice, 'Tea?')).ordinal
    await looking.open(viewer, world.alice, world.watercooler)
    before = elements(looking, world)
    for _ in range(2):
        await react(world, world.bob, ordinal)
    assert elements(looking, world) == before


async def test_a_deleted_message_takes_its_reactions_along(world: World, looking: Looking, viewer: User) -> None:
    ordinal = (await world.say(world.alice, 'Tea?')).ordinal
    await react(world, world.bob, ordinal)
    await looking.open(viewer, world.alice, world.watercooler)
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, ordinal, rid())
    assert feet(looking, world) == []


async def test_an_edit_leaves_the_reactions_alone(world: World, looking: Looking, viewer: User) -> None:
    ordinal = (await world.say(world.alice, 'Tea?')).ordinal
    await react(world, world.bob, ordinal)
    await looking.open(viewer, world.alice, world.watercooler)
    before = feet(looking, world)
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, ordinal, 'Cake?', rid())
    assert feet(looking, world) == before
    await react(world, world.robo, ordinal)
    assert '👍 2' in as_read(before[0].props['innerHTML'])


async def test_a_new_name_is_written_among_those_who_reacted(world: World, looking: Looking, viewer: User) -> None:
    ordinal = (await world.say(world.alice, 'Tea?')).ordinal
    await react(world, world.bob, ordinal)
    await looking.open(viewer, world.alice, world.watercooler)
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    assert '👍 1: Robert. Toggle' in as_read(feet(looking, world)[0].props['innerHTML'])


async def test_a_page_marks_its_viewers_own_reactions(world: World, looking: Looking, viewer: User) -> None:
    ordinal = (await world.say(world.alice, 'Tea?')).ordinal
    await react(world, world.bob, ordinal)
    conversation = await looking.open(viewer, world.bob, world.watercooler)
    assert f're-{world.bob.id}' in feet(looking, world)[0].props['innerHTML']
    assert f'.chip.re-{world.bob.id} ' in conversation.style._element.props['innerHTML']


def test_a_name_in_the_line_is_text_and_never_markup() -> None:
    message = Message(
        group_id='watercoolerx', ordinal=Ordinal(7), author_id=ALICE.id, text='hi', sent_at=datetime.now(UTC)
    )
    reactions = (Reaction(emoji='👍', member_id=ALICE.id), Reaction(emoji='👍', member_id=MemberId('gonegonegone')))
    assert reactions_line(message, {}.get) == ''
    line = reactions_line(replace(message, reactions=reactions), {ALICE.id: ALICE}.get)
    assert '<b>' not in line
    assert 'aria-label="👍 2: Alice &lt;b&gt; and Former member. Toggle"' in as_read(line)
