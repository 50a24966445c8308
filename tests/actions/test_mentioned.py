"""Where one is mentioned."""

from messenger.actions.enclosed import Enclosed
from messenger.actions.mentioned import LISTED
from tests.world import World, rid


async def texts(world: World, who) -> list[str]:
    """What somebody finds of being mentioned."""
    return [row.text for row in (await world.actions.mentioned.list_mentions(who.id)).messages]


async def test_what_mentions_me_is_listed_of_all_my_groups_the_newest_first(world: World):
    await world.say(world.bob, 'one @Alice')
    await world.say(world.bob, 'nobody')
    await world.say(world.bob, 'two @Alice', world.design)
    await world.say(world.alice, 'me, @Alice')
    await world.say(world.bob, '@all three')
    for _ in range(2):
        assert await texts(world, world.alice) == ['@all three', 'two @Alice', 'one @Alice']
        await world.restart()


async def test_who_is_out_of_a_group_finds_nothing_of_it_any_more(world: World):
    await world.say(world.alice, 'one @Bob')
    await world.say(world.alice, 'two @Bob', world.design)
    await world.leave(world.bob, world.watercooler)
    assert await texts(world, world.bob) == ['two @Bob']
    assert await texts(world, world.carol) == []


async def test_the_list_follows_edits_and_deletions(world: World):
    first, second = await world.say(world.bob, 'one @Alice'), await world.say(world.bob, 'two')
    edit, where = world.actions.messages.edit_message, world.watercooler.id
    await edit(world.bob.id, where, second.ordinal, 'two @Alice', rid())
    assert await texts(world, world.alice) == ['two @Alice', 'one @Alice']
    await world.actions.messages.delete_message(world.bob.id, where, first.ordinal, rid())
    await edit(world.bob.id, where, second.ordinal, 'two', rid())
    assert await texts(world, world.alice) == []


async def test_a_long_list_comes_in_parts(world: World):
    said = [f'{number} @Alice' for number in range(LISTED + 5)]
    for text in said:
        await world.say(world.bob, text)
    first = await world.actions.mentioned.list_mentions(world.alice.id)
    second = await world.actions.mentioned.list_mentions(world.alice.id, below=first.below)
    assert [row.text for row in (*first.messages, *second.messages)] == said[::-1]
    assert (len(first.messages), second.below) == (LISTED, None)


async def test_what_was_seen_is_not_new_any_more(world: World):
    sent = await world.say(world.bob, 'tea, @Alice?')
    enclosed = Enclosed(thread=sent.ordinal)
    await world.actions.messages.send_message(world.bob.id, world.watercooler.id, 'or @Alice?', rid(), enclosed)
    in_thread, in_group = (await world.actions.mentioned.list_mentions(world.alice.id)).messages
    is_new = world.actions.mentioned.is_new
    assert [is_new(world.alice.id, row) for row in (in_thread, in_group)] == [True, True]
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, in_thread.ordinal)
    assert [is_new(world.alice.id, row) for row in (in_thread, in_group)] == [True, False]
    world.actions.reading.mark_thread_read(world.alice.id, world.watercooler.id, sent.ordinal, in_thread.ordinal)
    assert [is_new(world.alice.id, row) for row in (in_thread, in_group)] == [False, False]
