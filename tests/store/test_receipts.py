"""What is unread, for whom, counted without asking the journal."""

from messenger.model.ids import Ordinal
from messenger.model.receipt import UNREAD_CAP, Unread
from messenger.store.tail import TAIL_ROWS
from tests.store.law import seen_in_picture, seen_in_store
from tests.world import World, rid


def unread(world: World, name: str = 'bob') -> Unread:
    return world.store.unread(world.watercooler.id, getattr(world, name).id)


async def _agrees(world: World) -> bool:
    picture = await world.picture()
    return seen_in_store(world.store, picture)['unread'] == seen_in_picture(picture)['unread']


async def test_messages_by_others_are_unread_and_own_ones_are_not(world: World):
    await world.say(world.alice, 'hi @Bob')
    await world.say(world.bob, 'hi')
    assert unread(world, 'bob') == Unread(messages=1, mentions=1)
    assert unread(world, 'alice') == Unread(messages=1)
    assert unread(world, 'robo') == Unread(messages=2)


async def test_who_is_not_in_the_group_has_nothing_unread(world: World):
    await world.say(world.alice, 'hi')
    assert unread(world, 'carol') == Unread()


async def test_what_was_said_before_joining_is_not_unread(world: World):
    await world.say(world.alice, 'hi')
    await world.join(world.carol, world.watercooler)
    assert unread(world, 'carol') == Unread()
    await world.say(world.alice, 'welcome')
    assert unread(world, 'carol') == Unread(messages=1)


async def test_reading_leaves_what_came_later(world: World):
    first = await world.say(world.alice, 'one')
    await world.say(world.alice, 'two')
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, first.ordinal)
    assert unread(world) == Unread(messages=1)


async def test_a_receipt_never_goes_back(world: World):
    change = await world.say(world.alice, 'one')
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, change.ordinal)
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, Ordinal(1))
    assert world.store.read_up_to(world.watercooler.id, world.bob.id) == change.ordinal


async def test_a_deleted_message_is_not_unread(world: World):
    change = await world.say(world.alice, 'hi @Bob')
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, change.ordinal, rid())
    assert unread(world) == Unread()


async def test_a_mention_added_by_an_edit_counts(world: World):
    change = await world.say(world.alice, 'hi')
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, change.ordinal, '@Bob', rid())
    assert unread(world) == Unread(messages=1, mentions=1)


async def test_deleting_and_editing_what_was_said_before_a_restart_counts_right(world: World):
    sent = [await world.say(world.alice, text) for text in ('@Bob one', 'two', 'three')]
    await world.restart()
    where, messages = world.watercooler.id, world.actions.messages
    await messages.delete_message(world.alice.id, where, sent[0].ordinal, rid())
    assert unread(world) == Unread(messages=2)
    await messages.edit_message(world.alice.id, where, sent[1].ordinal, 'two @Bob', rid())
    assert unread(world) == Unread(messages=2, mentions=1)
    assert await _agrees(world)


async def test_reading_half_of_what_came_before_a_restart_leaves_the_other_half(world: World):
    sent = [await world.say(world.alice, f'{number}') for number in range(10)]
    await world.restart()
    await world.rows(world.bob)
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, sent[4].ordinal)
    assert unread(world) == Unread(messages=5)


async def test_reading_unseen_rows_leaves_no_more_than_there_are(world: World):
    sent = [await world.say(world.alice, f'{number}') for number in range(10)]
    await world.restart()
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, sent[7].ordinal)
    assert unread(world) == Unread(messages=2)


async def test_counts_stop_at_the_cap(world: World):
    for number in range(UNREAD_CAP + 10):
        await world.say(world.alice, f'{number} @Bob')
    assert unread(world) == Unread(messages=UNREAD_CAP, mentions=UNREAD_CAP)


async def test_counts_stay_right_when_the_oldest_rows_are_dropped(world: World):
    await world.say(world.alice, 'hi @Bob')
    for number in range(2 * TAIL_ROWS + 10):
        await world.say(world.bob, f'{number}')
    await world.say(world.alice, 'bye')
    assert world.store.row(world.watercooler.id, Ordinal(4)) is None
    assert unread(world, 'bob') == Unread(messages=2, mentions=1)
    assert unread(world, 'alice') == Unread(messages=UNREAD_CAP)
    last = world.store.last_ordinal(world.watercooler.id)
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, Ordinal(last - 10))
    assert await _agrees(world)
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, Ordinal(4), rid())
    assert unread(world, 'bob') == Unread(messages=1)
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, last)
    assert unread(world, 'bob') == Unread()
