"""Receipts, drafts and preferences: in the store at once, in the journal soon."""

import asyncio
import logging

import pytest

from messenger.actions import reading
from messenger.actions.reading import ReadingActions
from messenger.actions.scope import Scope
from messenger.journal.contract import JournalUnavailable
from messenger.journal.memory import MemoryJournal
from messenger.model.draft import DraftText
from messenger.model.ids import Ordinal
from messenger.model.receipt import Receipt
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.world import World


async def test_a_receipt_a_draft_and_a_preference_survive_a_restart(world: World):
    change = await world.say(world.alice, 'hi')
    reading, bob, where = world.actions.reading, world.bob.id, world.watercooler.id
    reading.mark_read(bob, where, change.ordinal)
    reading.save_draft(bob, where, 'not yet')
    reading.set_preference(bob, 'theme', 'dark')
    await world.restart()
    assert world.store.read_up_to(where, bob) == change.ordinal
    assert world.store.draft(where, bob) == 'not yet'
    assert world.store.preference(bob, 'theme') == 'dark'


async def test_a_draft_that_was_emptied_is_gone(world: World):
    reading, bob, where = world.actions.reading, world.bob.id, world.watercooler.id
    reading.save_draft(bob, where, 'not yet')
    await reading.flush()
    reading.save_draft(bob, where, '')
    await world.restart()
    assert world.store.draft(where, bob) == ''


async def test_a_draft_belongs_to_one_group_and_one_member(world: World):
    world.actions.reading.save_draft(world.bob.id, world.watercooler.id, 'not yet')
    assert world.store.draft(world.design.id, world.bob.id) == ''
    assert world.store.draft(world.watercooler.id, world.alice.id) == ''


async def test_many_read_at_once_and_who_is_no_member_is_left_out(world: World):
    change = await world.say(world.alice, 'hi')
    heard: list[str] = []
    world.store.listen_to_own(world.bob.id, lambda _: heard.append('bob'))
    readers = [world.bob.id, world.carol.id, world.robo.id]
    for _ in range(2):
        world.actions.reading.mark_read_together(readers, world.watercooler.id, change.ordinal)
    await world.restart()
    read = [world.store.read_up_to(world.watercooler.id, each) for each in readers]
    assert read == [change.ordinal, 0, change.ordinal]
    assert heard == ['bob']


async def test_what_many_read_together_is_written_less_often(world: World):
    """A draft is kept within a second; receipts of all who look on wait longer, but not beyond a stop."""
    written = asyncio.Event()

    class Noting(MemoryJournal):
        kept = ()

        async def keep(self, records):
            self.kept += tuple(type(record) for record in records)
            written.set()

    change = await world.say(world.alice, 'hi')
    journal = Noting()
    reading = ReadingActions(journal=journal, scope=Scope(world.store))
    reading.start()
    reading.mark_read_together([world.bob.id], world.watercooler.id, change.ordinal)
    reading.save_draft(world.bob.id, world.watercooler.id, 'not yet')
    async with asyncio.timeout(5):
        await written.wait()
    assert journal.kept == (DraftText,)
    await reading.stop()
    assert journal.kept == (DraftText, Receipt)


async def test_what_one_reads_after_that_is_written_at_once(world: World):
    first, second = await world.say(world.alice, 'hi'), await world.say(world.alice, 'there')
    reading, bob, where = world.actions.reading, world.bob.id, world.watercooler.id
    reading.mark_read_together([bob], where, first.ordinal)
    reading.mark_read(bob, where, second.ordinal)
    reading.mark_read_together([bob], where, second.ordinal)
    await world.restart()
    assert world.store.read_up_to(where, bob) == second.ordinal


async def test_nothing_beyond_the_newest_row_is_read(world: World):
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, Ordinal(10_000))
    last = world.store.last_ordinal(world.watercooler.id)
    assert world.store.read_up_to(world.watercooler.id, world.bob.id) == last


async def test_who_is_not_in_the_group_leaves_no_trace(world: World):
    reading, carol, where = world.actions.reading, world.carol.id, world.watercooler.id
    for attempt in (
        lambda: reading.mark_read(carol, where, Ordinal(1)),
        lambda: reading.save_draft(carol, where, 'hi'),
        lambda: reading.types(carol, where),
    ):
        with pytest.raises(NotFound):
            attempt()
    reading.stops(carol, where)
    assert world.store.presence.typing(where, besides=world.alice.id) == []


@pytest.mark.parametrize(
    ('key', 'value'), [('', 'x'), ('Key!', 'x'), ('k' * 41, 'x'), ('k', 'x' * 201), ('k', '\ud800')]
)
async def test_an_odd_preference_is_refused(world: World, key: str, value: str):
    with pytest.raises(Refused) as refused:
        world.actions.reading.set_preference(world.bob.id, key, value)
    assert refused.value.code == 'bad_request'


async def test_what_gathers_is_written_in_one_batch(world: World):
    kept: list[int] = []

    class Counting(MemoryJournal):
        async def keep(self, records):
            kept.append(len(records))

    reading = ReadingActions(journal=Counting(), scope=Scope(world.store))
    for number in range(20):
        reading.save_draft(world.bob.id, world.watercooler.id, f'{number}')
        reading.save_draft(world.alice.id, world.watercooler.id, f'{number}')
    await reading.flush()
    await reading.flush()
    assert kept == [2]


async def test_it_is_written_in_the_background_too(world: World):
    written = asyncio.Event()

    class Telling(MemoryJournal):
        async def keep(self, records):
            written.set()

    reading = ReadingActions(journal=Telling(), scope=Scope(world.store))
    reading.start()
    reading.save_draft(world.bob.id, world.watercooler.id, 'not yet')
    async with asyncio.timeout(5):
        await written.wait()
    await reading.stop()


async def test_what_cannot_be_written_is_written_later_and_complained_of_once(
    world: World, caplog: pytest.LogCaptureFixture
):
    class Full(MemoryJournal):
        is_full = True
        kept = ()

        async def keep(self, records):
            if self.is_full:
                raise JournalUnavailable('The disk is full.')
            self.kept = tuple(records)

    journal = Full()
    reading = ReadingActions(journal=journal, scope=Scope(world.store))
    reading.save_draft(world.bob.id, world.watercooler.id, 'old')
    with caplog.at_level(logging.WARNING):
        await reading.flush()
        reading.save_draft(world.bob.id, world.watercooler.id, 'new')
        await reading.flush()
    assert caplog.text.count('cannot be written') == 1
    journal.is_full = False
    await reading.flush()
    assert [record.text for record in journal.kept] == ['new']


async def test_stopping_without_having_started_writes_what_is_left(world: World):
    world.actions.reading.save_draft(world.bob.id, world.watercooler.id, 'not yet')
    await world.actions.stop()
    picture = await world.journal.load()
    assert [draft.text for draft in picture.drafts] == ['not yet']


async def test_marking_unread_puts_the_receipt_back_for_good(world: World):
    """What was read before and is not written yet must not raise it again."""
    sent = [await world.say(world.alice, text) for text in ('one', 'two', 'three')]
    reading, where = world.actions.reading, world.watercooler.id
    reading.mark_read(world.bob.id, where, sent[2].ordinal)
    await reading.mark_unread(world.bob.id, where, sent[1].ordinal)
    for _ in range(2):
        assert world.store.read_up_to(where, world.bob.id) == sent[0].ordinal
        assert world.store.unread(where, world.bob.id).messages == 2
        await world.restart()
    world.actions.reading.mark_read(world.bob.id, where, sent[1].ordinal)
    await world.restart()
    assert world.store.read_up_to(where, world.bob.id) == sent[1].ordinal


async def test_what_is_marked_unread_far_above_is_counted(world: World):
    """Also of what the store no longer holds."""
    sent = [await world.say(world.alice, f'{number}') for number in range(30)]
    where = world.watercooler.id
    world.actions.reading.mark_read(world.bob.id, where, sent[-1].ordinal)
    await world.restart()
    await world.say(world.alice, 'new')
    await world.actions.reading.mark_unread(world.bob.id, where, sent[4].ordinal)
    assert world.store.unread(where, world.bob.id).messages == 27


@pytest.mark.parametrize('ordinal', [0, -1, 10**9, 'x'])
async def test_nothing_is_marked_unread_that_no_page_shows(world: World, ordinal: object):
    with pytest.raises(NotFound):
        await world.actions.reading.mark_unread(world.bob.id, world.watercooler.id, ordinal)


async def test_what_cannot_be_marked_unread_now_is_said_so_and_stays_read(world: World):
    sent = await world.say(world.alice, 'one')
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, sent.ordinal)
    await world.journal.close()
    with pytest.raises(Unavailable):
        await world.actions.reading.mark_unread(world.bob.id, world.watercooler.id, sent.ordinal)
    assert world.store.read_up_to(world.watercooler.id, world.bob.id) == sent.ordinal
    await world.journal.open()


async def test_who_is_put_out_while_it_is_marked_unread_has_no_counts(world: World):
    sent, where = await world.say(world.alice, 'one'), world.watercooler.id
    keep = world.journal.keep

    async def leave_first(records):
        await keep(records)
        await world.leave(world.bob, world.watercooler)

    world.journal.keep = leave_first
    await world.actions.reading.mark_unread(world.bob.id, where, sent.ordinal)
    assert world.store.membership(where, world.bob.id) is None
    assert world.store.read_up_to(where, world.bob.id) == 0


async def test_what_is_said_while_it_is_counted_is_counted_too(world: World):
    sent, where = await world.say(world.alice, 'one'), world.watercooler.id
    count, more = world.journal.unread, iter(['two'])

    async def say_first(*arguments, **others):
        if text := next(more, None):
            await world.say(world.alice, text)
        return await count(*arguments, **others)

    world.journal.unread = say_first
    await world.actions.reading.mark_unread(world.bob.id, where, sent.ordinal)
    assert world.store.unread(where, world.bob.id).messages == 2


async def test_a_defect_in_one_batch_does_not_end_the_writing(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch
):
    monkeypatch.setattr(reading, 'KEEP_SECONDS', 0.001)
    failed, written = asyncio.Event(), asyncio.Event()

    class Defective(MemoryJournal):
        async def keep(self, records):
            if not failed.is_set():
                failed.set()
                raise ZeroDivisionError
            written.set()

    actions = ReadingActions(journal=Defective(), scope=Scope(world.store))
    actions.start()
    async with asyncio.timeout(5):
        actions.save_draft(world.bob.id, world.watercooler.id, 'a text')
        await failed.wait()
        actions.save_draft(world.bob.id, world.watercooler.id, 'another')
        await written.wait()
    await actions.stop()
    assert 'were not written' in caplog.text
