"""Replies in the log: what they quote, as it stands now, and what a deleted message leaves where others replied."""

from dataclasses import replace

import pytest
from nicegui.testing import User

from messenger.actions.enclosed import Enclosed
from messenger.components.paging import STRETCH_SIZE
from messenger.model.ids import Ordinal
from messenger.model.member import Member
from tests.components.eventually import eventually
from tests.components.filled import as_read
from tests.components.looking import Looking, talk_until
from tests.world import World, rid


@pytest.fixture
def looking(world: World) -> Looking:
    return Looking(world)


async def reply(world: World, member: Member, text: str, target: Ordinal) -> Ordinal:
    """Let a member reply at the watercooler."""
    change = await world.actions.messages.send_message(
        member.id, world.watercooler.id, text, rid(), Enclosed(reply_to=target)
    )
    return change.ordinal


async def edit(world: World, ordinal: Ordinal, text: str) -> None:
    await world.actions.messages.edit_message(world.bob.id, world.watercooler.id, ordinal, text, rid())


async def delete(world: World, ordinal: Ordinal) -> None:
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, ordinal, rid())


def shown(looking: Looking) -> str:
    """All rows of the first stretch."""
    return ' '.join(looking.rows(looking.world.watercooler.id))


async def test_a_reply_quotes_who_said_what(world: World, looking: Looking, viewer: User) -> None:
    """The same for who looked on as for who comes later; member text stays text."""
    asked = (await world.say(world.bob, 'is **tea** <b>fine</b>?')).ordinal
    await looking.open(viewer, world.alice, world.watercooler)
    await reply(world, world.alice, 'yes', asked)
    live = looking.rows(world.watercooler.id)[-1]
    assert (
        '<span aria-hidden="true">Bob</span></strong> <span dir="auto">is tea &lt;b&gt;fine&lt;/b&gt;?</span>' in live
    )
    assert '<span class="sr-only">In reply to Bob:</span>' in as_read(live)
    later = Looking(world)
    await later.open(viewer, world.alice, world.watercooler)
    assert later.rows(world.watercooler.id)[-1] == live


async def test_a_reply_stands_under_a_name_of_its_own(world: World, looking: Looking, viewer: User) -> None:
    asked = (await world.say(world.bob, 'one')).ordinal
    await looking.open(viewer, world.alice, world.watercooler)
    await reply(world, world.bob, 'two', asked)
    await world.say(world.bob, 'three')
    assert ['g' in classes for classes in looking.classes(world.watercooler.id)[-2:]] == [False, True]


async def test_a_quote_follows_its_original_across_blocks(world: World, looking: Looking, viewer: User) -> None:
    """Edited, it says the new words; deleted, that it is deleted; and nothing of the old ones is left."""
    asked = (await world.say(world.bob, 'first words')).ordinal
    await talk_until(world, STRETCH_SIZE)
    await reply(world, world.alice, 'yes', asked)
    await looking.open(viewer, world.alice, world.watercooler, around=STRETCH_SIZE + 1)
    assert 'first words' in looking.rows(world.watercooler.id, 1)[-1]
    await edit(world, asked, 'second words')
    row = looking.rows(world.watercooler.id, 1)[-1]
    assert 'second words' in row
    assert 'first' not in row
    await delete(world, asked)
    row = looking.rows(world.watercooler.id, 1)[-1]
    assert 'Deleted message' in row
    assert 'words' not in row
    assert 'data-do="original"' not in row


async def test_a_quote_follows_the_name_of_its_author(world: World, looking: Looking, viewer: User) -> None:
    asked = (await world.say(world.bob, 'one')).ordinal
    await reply(world, world.alice, 'two', asked)
    await looking.open(viewer, world.alice, world.watercooler)
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    assert '>Robert</span></strong>' in looking.rows(world.watercooler.id)[-1]


async def test_what_happens_to_an_original_while_a_reply_is_read_is_in_its_quote(
    world: World, looking: Looking, viewer: User
) -> None:
    asked = (await world.say(world.bob, 'first words')).ordinal
    await reply(world, world.alice, 'yes', asked)
    read = world.actions.messages.read_replies

    async def read_slowly(*asked_for):
        replies = await read(*asked_for)
        await edit(world, asked, 'second words')
        return replies

    class Slow:
        read_messages = staticmethod(world.actions.messages.read_messages)
        read_replies = staticmethod(read_slowly)

    looking.logs._actions = replace(world.actions, messages=Slow())
    await looking.open(viewer, world.alice, world.watercooler)
    assert 'first' not in shown(looking)


async def test_a_quote_of_what_nobody_held_is_read(world: World, looking: Looking, viewer: User) -> None:
    """The store may have let go of an old message between the check and the commit, or another node may have sent."""
    asked = (await world.say(world.bob, 'long ago')).ordinal
    await talk_until(world, STRETCH_SIZE + 5)
    await world.restart()
    later = Looking(world)
    await later.open(viewer, world.alice, world.watercooler, around=STRETCH_SIZE + 1)
    world.store._rows.tail(world.watercooler.id)._rows.pop(asked, None)
    learn, world.store.learn = world.store.learn, lambda group_id, rows: None
    await reply(world, world.alice, 'yes', asked)
    world.store.learn = learn
    await eventually(lambda: 'long ago' in later.rows(world.watercooler.id, 1)[-1])


async def test_a_deleted_message_that_others_replied_to_leaves_a_line(
    world: World, looking: Looking, viewer: User
) -> None:
    """For as long as a reply is there; what stood under its name gets a name itself."""
    first = (await world.say(world.bob, 'first')).ordinal
    await world.say(world.bob, 'second')
    answer = await reply(world, world.alice, 'yes', first)
    await looking.open(viewer, world.alice, world.watercooler)
    await delete(world, first)
    assert 'This message was deleted' in shown(looking)
    assert 'first' not in shown(looking)
    assert 'g' not in looking.classes(world.watercooler.id)[-2]
    later = Looking(world)
    await later.open(viewer, world.alice, world.watercooler)
    assert later.rows(world.watercooler.id) == looking.rows(world.watercooler.id)
    await delete(world, answer)
    for each in (looking, later):
        assert 'deleted' not in shown(each)


async def test_reactions_to_a_deleted_message_go_with_it(world: World, looking: Looking, viewer: User) -> None:
    first = (await world.say(world.bob, 'first')).ordinal
    await world.actions.reactions.react(world.alice.id, world.watercooler.id, first, '👍', rid())
    await reply(world, world.alice, 'yes', first)
    await looking.open(viewer, world.alice, world.watercooler)
    await delete(world, first)
    assert '👍' not in shown(looking)
    assert 'This message was deleted' in shown(looking)


async def test_a_deleted_message_without_replies_leaves_nothing(world: World, looking: Looking, viewer: User) -> None:
    first = (await world.say(world.bob, 'first')).ordinal
    answer = await reply(world, world.alice, 'yes', first)
    await looking.open(viewer, world.alice, world.watercooler)
    await delete(world, answer)
    await delete(world, first)
    assert 'deleted' not in shown(looking)


async def test_of_several_deleted_messages_only_the_first_line_shows(
    world: World, looking: Looking, viewer: User
) -> None:
    """Also when they are in two blocks."""
    await talk_until(world, STRETCH_SIZE - 1)
    gone = [(await world.say(world.bob, text)).ordinal for text in ('one', 'two')]
    for each in gone:
        await reply(world, world.alice, 'yes', each)
    await looking.open(viewer, world.alice, world.watercooler)
    for each in gone:
        await delete(world, each)
    rows = [looking.classes(world.watercooler.id, 0)[-1], looking.classes(world.watercooler.id, 1)[0]]
    assert ['again' in each for each in rows] == [False, True]
    assert all('tombstone' in each for each in rows)
