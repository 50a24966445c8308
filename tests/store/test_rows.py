"""The newest rows of groups: what is held, and what is not any more."""

import pytest

from messenger.model.group import GroupKind
from messenger.model.ids import Ordinal
from messenger.store.rows import MOST_TAILS
from messenger.store.tail import TAIL_ROWS
from tests.store.law import seen_in_picture, seen_in_store
from tests.world import World, rid


async def test_the_newest_message_is_the_last_that_is_not_deleted(world: World):
    first = await world.say(world.alice, 'one')
    second = await world.say(world.alice, 'two')
    where, messages = world.watercooler.id, world.actions.messages
    await messages.edit_message(world.alice.id, where, second.ordinal, 'two!', rid())
    assert world.store.newest(where).text == 'two!'
    await messages.delete_message(world.alice.id, where, second.ordinal, rid())
    assert world.store.newest(where).text == 'one'
    await messages.delete_message(world.alice.id, where, first.ordinal, rid())
    assert world.store.newest(where) is None


async def test_a_notice_is_not_the_newest_message(world: World):
    await world.say(world.alice, 'one')
    await world.join(world.carol, world.watercooler)
    assert world.store.newest(world.watercooler.id).text == 'one'


@pytest.mark.parametrize('notices', [0, TAIL_ROWS + 5])
async def test_the_newest_message_is_found_again_after_a_restart(world: World, notices: int):
    await world.say(world.bob, 'one')
    for _ in range(notices // 2):
        await world.join(world.carol, world.watercooler)
        await world.leave(world.carol, world.watercooler)
    newest = await world.say(world.bob, 'two')
    await world.restart()
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, newest.ordinal, rid())
    assert world.store.newest(world.watercooler.id).text == 'one'


async def test_recent_rows_are_held_and_older_ones_dropped(world: World):
    for number in range(2 * TAIL_ROWS + 10):
        await world.say(world.alice, f'{number}')
    last = world.store.last_ordinal(world.watercooler.id)
    held = world.store.rows(world.watercooler.id, last - TAIL_ROWS + 1, last)
    assert [row.ordinal for row in held] == list(range(last - TAIL_ROWS + 1, last + 1))
    assert world.store.rows(world.watercooler.id, 1, last) is None
    assert [row.ordinal for row in await world.rows(world.bob)] == list(range(1, last + 1))


async def test_after_a_restart_rows_come_from_the_journal_once(world: World):
    await world.say(world.alice, 'one')
    await world.restart()
    assert world.store.rows(world.watercooler.id, 1, 4) is None
    await world.rows(world.bob)
    held = world.store.rows(world.watercooler.id, 1, 99)
    assert [row.text for row in held][-1] == 'one'


async def test_the_rows_of_the_group_longest_unused_are_dropped(world: World):
    await world.say(world.alice, 'one @Bob')
    for number in range(MOST_TAILS):
        name = f'Group {number} a'
        await world.actions.groups.create_group(world.carol.id, name, GroupKind.PRIVATE, rid())
    assert world.store.row(world.watercooler.id, Ordinal(4)) is None
    picture = await world.picture()
    assert seen_in_store(world.store, picture) == seen_in_picture(picture)
    await world.say(world.alice, 'two @Bob')
    assert world.store.unread(world.watercooler.id, world.bob.id).mentions == 2
    assert await world.texts(world.bob) == ['one @Bob', 'two @Bob']
