"""Threads: who may write below what, who follows, and what is new for whom."""

import pytest

from messenger.actions.enclosed import Enclosed
from messenger.model.ids import NO_THREAD, LogId, Ordinal
from messenger.model.member import Member
from messenger.model.receipt import Unread
from messenger.model.refused import NotFound, Refused
from messenger.store.store import Store
from tests.world import World, rid


async def reply(world: World, who: Member, root: object, text: str = 'indeed', *, is_in_group_too: bool = False):
    """Let somebody write in the thread below a row of the watercooler."""
    enclosed = Enclosed(thread=root, is_in_group_too=is_in_group_too)
    change = await world.actions.messages.send_message(who.id, world.watercooler.id, text, rid(), enclosed)
    return change.ordinal


def news(world: World, who: Member) -> Unread:
    """What is new for somebody in the threads of the watercooler."""
    return world.store.threads.unread_in(world.watercooler.id, who.id)


async def test_a_thread_holds_what_it_hangs_below_and_its_messages(world: World):
    root = (await world.say(world.alice, 'tea?')).ordinal
    first = await reply(world, world.bob, root)
    await world.say(world.alice, 'by the way')
    second = await reply(world, world.robo, root, is_in_group_too=True)

    assert await world.actions.threads.read_thread(world.bob.id, world.watercooler.id, root) == [root, first, second]
    rows = {row.ordinal: row for row in await world.rows(world.bob)}
    assert [rows[each].is_in_log for each in (root, first, second)] == [True, False, True]


@pytest.mark.parametrize('root', [0, -3, 10**9, 1, 'x', 1.5, {}])
async def test_no_thread_hangs_below_what_no_page_shows(world: World, root: object):
    with pytest.raises(Refused) as refused:
        await reply(world, world.bob, root)
    assert refused.value.code == 'no_such_thread'


async def test_no_thread_hangs_below_a_deleted_message_or_one_of_a_thread(world: World):
    gone, root = (await world.say(world.alice, 'one')).ordinal, (await world.say(world.alice, 'two')).ordinal
    inside = await reply(world, world.bob, root)
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, gone, rid())
    for ordinal in (gone, inside):
        with pytest.raises(Refused, match='ends the thread'):
            await reply(world, world.bob, ordinal)
        with pytest.raises(NotFound):
            await world.actions.threads.read_thread(world.bob.id, world.watercooler.id, ordinal)


async def test_what_is_said_in_a_thread_alone_is_not_unread_in_the_group(world: World):
    root = (await world.say(world.alice, 'tea?')).ordinal
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, root)
    await reply(world, world.bob, root)
    assert world.store.unread(world.watercooler.id, world.alice.id) == Unread()
    assert world.store.newest(world.watercooler.id).text == 'tea?'
    await reply(world, world.bob, root, 'for all', is_in_group_too=True)
    assert world.store.unread(world.watercooler.id, world.alice.id) == Unread(messages=1)
    assert world.store.newest(world.watercooler.id).text == 'for all'


async def test_who_wrote_the_message_who_replies_and_who_is_named_follow(world: World):
    await world.join(world.carol, world.watercooler)
    root = (await world.say(world.alice, 'tea?')).ordinal
    await reply(world, world.bob, root, 'yes')
    assert [news(world, each).messages for each in (world.alice, world.bob, world.carol)] == [1, 0, 0]
    await reply(world, world.alice, root, 'and @Carol?')
    assert [news(world, each) for each in (world.bob, world.carol)] == [
        Unread(messages=1),
        Unread(messages=1, mentions=1),
    ]


async def test_who_looks_at_a_thread_has_read_it_and_who_does_not_follow_need_not(world: World):
    root = (await world.say(world.alice, 'tea?')).ordinal
    last = await reply(world, world.bob, root)
    world.actions.reading.mark_thread_read(world.robo.id, world.watercooler.id, root, last)
    world.actions.reading.mark_thread_read(world.alice.id, world.watercooler.id, root, last)
    assert news(world, world.alice) == Unread()
    assert world.store.threads.read_up_to(LogId(world.watercooler.id, root), world.robo.id) is None
    await reply(world, world.bob, root)
    for _ in range(2):
        assert [news(world, each).messages for each in (world.alice, world.robo)] == [1, 0]
        await world.actions.reading.flush()
        await world.restart()


async def test_an_edit_that_names_somebody_lets_them_follow_from_there(world: World):
    root = (await world.say(world.alice, 'tea?')).ordinal
    ordinals = [await reply(world, world.alice, root, text) for text in ('one', 'two', 'three')]
    await world.restart()
    await world.actions.messages.edit_message(world.alice.id, world.watercooler.id, ordinals[1], 'two, @Bob', rid())
    assert news(world, world.bob) == Unread(messages=2, mentions=1)


async def test_who_only_hears_what_happens_counts_the_same_after_such_an_edit(world: World):
    """A store that began when all had read the thread holds none of its messages; what it hears brings them."""
    root, where = (await world.say(world.alice, 'tea?')).ordinal, world.watercooler.id
    first, _ = await reply(world, world.alice, root, 'one'), await reply(world, world.alice, root, 'two')
    hearing = Store()
    hearing.load(await world.picture())
    world.store.listen(hearing.apply)
    world.store.listen_to_own(world.bob.id, hearing.record)
    await world.actions.messages.edit_message(world.alice.id, where, first, 'one, @Bob', rid())
    assert hearing.threads.unread_in(where, world.bob.id) == news(world, world.bob) == Unread(messages=2, mentions=1)


async def test_a_deleted_message_and_one_who_left_are_counted_no_more(world: World):
    root = (await world.say(world.alice, 'tea?')).ordinal
    first, _ = await reply(world, world.bob, root), await reply(world, world.bob, root)
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, first, rid())
    assert news(world, world.alice).messages == 1
    await world.leave(world.bob, world.watercooler)
    assert world.store.threads.read_up_to(LogId(world.watercooler.id, root), world.bob.id) is None


async def test_a_draft_in_a_thread_is_beside_the_one_in_the_group(world: World):
    root = (await world.say(world.alice, 'tea?')).ordinal
    where, reading = world.watercooler.id, world.actions.reading
    reading.save_draft(world.bob.id, where, 'in the thread', thread=root)
    assert world.store.draft(where, world.bob.id) == ''
    reading.save_draft(world.bob.id, where, 'in the group')
    await reading.flush()
    await world.restart()
    drafts = [world.store.draft(where, world.bob.id, thread) for thread in (NO_THREAD, root)]
    assert drafts == ['in the group', 'in the thread']


async def test_the_threads_of_a_group_are_listed_by_their_newest_message(world: World):
    roots = [(await world.say(world.alice, text)).ordinal for text in ('one', 'two', 'three')]
    for root in (roots[1], roots[0], roots[1]):
        await reply(world, world.bob, root)
    listed = await world.actions.threads.list_threads(world.alice.id, world.watercooler.id)
    assert [(thread.root, thread.count, row.text) for thread, row in listed] == [
        (roots[1], 2, 'two'),
        (roots[0], 1, 'one'),
    ]


async def test_typing_in_a_thread_is_not_typing_in_the_group(world: World):
    root, where = (await world.say(world.alice, 'tea?')).ordinal, world.watercooler.id
    world.actions.reading.types(world.bob.id, where, root)
    presence = world.store.presence
    assert presence.typing(where, besides=world.alice.id) == []
    assert presence.typing(where, root, besides=world.alice.id) == [world.bob.id]
    await reply(world, world.bob, root)
    assert presence.typing(where, root, besides=world.alice.id) == []


async def test_the_last_own_message_is_that_of_the_group_or_of_the_thread(world: World):
    root, where = (await world.say(world.alice, 'tea?')).ordinal, world.watercooler.id
    inside = await reply(world, world.alice, root)
    last = world.actions.messages.last_own_message
    assert (await last(world.alice.id, where)).ordinal == root
    assert (await last(world.alice.id, where, Ordinal(root))).ordinal == inside


async def test_who_has_seen_a_message_of_a_thread_is_known_from_those_who_follow_it(world: World):
    root, where = (await world.say(world.alice, 'tea?')).ordinal, world.watercooler.id
    await reply(world, world.bob, root)
    sent = await reply(world, world.alice, root)
    world.actions.reading.mark_read(world.bob.id, where, sent)
    assert await world.actions.seen.seen_by(world.alice.id, where, sent) == []
    world.actions.reading.mark_thread_read(world.bob.id, where, root, sent)
    assert await world.actions.seen.seen_by(world.alice.id, where, sent) == [world.bob]


async def test_rows_of_a_thread_are_read_by_who_is_in_the_group_the_oldest_first(world: World):
    root, where = (await world.say(world.alice, 'tea?')).ordinal, world.watercooler.id
    first, second = [await reply(world, world.bob, root, text) for text in ('yes', 'no')]
    read = world.actions.threads.read_in_thread
    assert [row.text for row in await read(world.bob.id, where, [second, root, first])] == ['tea?', 'yes', 'no']
    with pytest.raises(NotFound):
        await read(world.carol.id, where, [root])


async def test_a_thread_comes_to_its_replies_and_to_nothing_without_one(world: World):
    root, where = (await world.say(world.alice, 'tea?')).ordinal, world.watercooler.id
    assert await world.actions.threads.sum_up(where, root) is None
    last = await reply(world, world.bob, root)
    thread = await world.actions.threads.sum_up(where, root)
    assert (thread.count, thread.last, thread.author_ids) == (1, last, (world.bob.id,))


async def test_the_next_row_of_a_group_is_none_of_a_thread_and_none_that_was_deleted(world: World):
    where = world.watercooler.id
    root, gone = [(await world.say(world.alice, text)).ordinal for text in ('one', 'two')]
    await reply(world, world.bob, root)
    last = (await world.say(world.alice, 'three')).ordinal
    await world.actions.messages.delete_message(world.alice.id, where, gone, rid())
    nearest = world.actions.threads.nearest_in_log
    assert await nearest(world.bob.id, where, root, is_later=True) == last
    assert await nearest(world.bob.id, where, last, is_later=False) == root
    assert await nearest(world.bob.id, where, last, is_later=True) is None
    with pytest.raises(NotFound):
        await nearest(world.carol.id, where, root, is_later=True)


async def test_an_edit_in_a_thread_that_names_nobody_new_lets_nobody_follow(world: World):
    root, where = (await world.say(world.alice, 'tea?')).ordinal, world.watercooler.id
    sent = await reply(world, world.alice, root, 'one')
    await world.actions.messages.edit_message(world.alice.id, where, sent, 'one, says @Alice', rid())
    assert world.store.threads.read_up_to(LogId(where, root), world.bob.id) is None
    assert news(world, world.alice) == Unread()
