"""What every journal keeps of widgets and their states; each test runs on each journal."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace

import pytest

from messenger.journal.contract import ConflictCode, Journal
from messenger.journal.sql import SqlJournal
from messenger.model.changes import Change, ExtensionSwitched, WidgetChanged
from messenger.model.ids import MemberId, Ordinal, StreamId
from messenger.model.message import Message, Widget
from messenger.model.rows import added_row, changed_row
from messenger.model.search import Sought
from tests.journal.story import ALICE, BOB, CAROL, WATERCOOLER, Story, rid

STREAM = StreamId(WATERCOOLER)
OTTO = MemberId('otto22222222')


async def row(journal: Journal, ordinal: Ordinal) -> Message:
    found = await journal.message(WATERCOOLER, ordinal)
    assert found is not None
    return found


async def test_a_widget_is_kept_with_who_brought_it(story: Story):
    target = await story.post(ALICE, '{"votes": 0}', 'Poll: Lunch?')

    posted = await row(story.journal, target)

    assert posted.widget == Widget(name='poll', version=1, state='{"votes": 0}', revision=1)
    assert (posted.text, posted.via) == ('Poll: Lunch?', 'poll')
    assert (await story.journal.load()).newest[WATERCOOLER] == posted


async def test_a_change_gives_state_and_summary_without_calling_it_edited(story: Story):
    target = await story.post(ALICE, '0', 'Poll')
    await story.vote(BOB, target, '1', 2, text='Poll (1)')
    await story.vote(None, target, '2', 3, text='Poll (2)')

    changed = await row(story.journal, target)

    assert changed.widget == Widget(name='poll', version=1, state='2', revision=3)
    assert (changed.text, changed.edited_at, changed.revision) == ('Poll (2)', None, 1)
    assert [each.ordinal for each in await _search(story, '2')] == [target]
    assert await _search(story, '1') == []


async def test_a_state_made_from_an_older_one_is_stale(story: Story):
    target = await story.post(ALICE, '0')
    await story.vote(BOB, target, '1', 2)

    for revision in (1, 2, 4):
        assert await story.conflict(story.vote(ALICE, target, 'x', revision)) == ConflictCode.STALE
    assert (await row(story.journal, target)).widget == Widget(name='poll', version=1, state='1', revision=2)


async def test_of_two_votes_at_once_one_is_stale(story: Story):
    target = await story.post(ALICE, '0')

    answers = await asyncio.gather(
        story.conflict(story.vote(ALICE, target, 'a', 2)), story.conflict(story.vote(BOB, target, 'b', 2))
    )

    assert answers == [None, ConflictCode.STALE]


async def test_who_is_outside_changes_no_widget_and_nobody_changes_a_text(story: Story):
    target, text = await story.post(ALICE, '0'), await story.say(ALICE, 'hi')

    assert await story.conflict(story.vote(CAROL, target, '1', 2)) == ConflictCode.NOT_A_MEMBER
    assert await story.conflict(story.vote(ALICE, text, '1', 2)) == ConflictCode.NOT_ALLOWED
    assert await story.conflict(story.edit(ALICE, target, 'other')) == ConflictCode.NOT_ALLOWED
    await story.delete(ALICE, target)
    assert await story.conflict(story.vote(ALICE, target, '1', 2)) == ConflictCode.GONE
    assert (await row(story.journal, target)).widget is None


async def test_a_state_that_another_replaced_is_blank_and_a_late_reader_sees_the_newest(story: Story):
    target = await story.post(ALICE, '"zero"', 'Poll zero')
    for revision, word in ((2, 'one'), (3, 'two'), (4, 'three')):
        await story.vote(BOB, target, f'"{word}"', revision, text=f'Poll {word}')

    changes = await story.journal.read(STREAM, after=0)

    assert [each.fact.state for each in changes if isinstance(each.fact, WidgetChanged)] == ['', '', '"three"']
    assert '"zero"' not in repr(changes)
    assert 'Poll two' not in repr(changes)
    assert _caught_up(changes, target) == await row(story.journal, target)
    assert {each.fact.state for each in story.heard if isinstance(each.fact, WidgetChanged)} == {
        '"one"',
        '"two"',
        '"three"',
    }


async def test_who_holds_a_row_catches_up_over_blank_states(story: Story):
    target = await story.post(ALICE, '0')
    held = await row(story.journal, target)
    for revision in (2, 3, 4):
        await story.vote(BOB, target, str(revision), revision)

    for change in await story.journal.read(STREAM, after=0):
        held = changed_row(held, change)

    assert held == await row(story.journal, target)


async def test_a_vote_repeated_is_counted_once_and_answers_without_a_state_that_is_replaced(story: Story):
    target, request_id = await story.post(ALICE, '0'), rid()
    first = await story.vote(BOB, target, '1', 2, text='Poll (1)', request_id=request_id)
    assert await story.vote(BOB, target, '1', 2, text='Poll (1)', request_id=request_id) == first
    await story.vote(BOB, target, '2', 3)

    again = await story.vote(BOB, target, '1', 2, text='Poll (1)', request_id=request_id)

    assert isinstance(first.fact, WidgetChanged)
    assert again == replace(first, fact=replace(first.fact, state='', text=''))


async def test_many_votes_in_one_batch_leave_the_last_state_alone(story: Story):
    _, *votes = await asyncio.gather(
        story.post(ALICE, '0'), *(story.vote(BOB, Ordinal(4), str(each), each) for each in range(2, 9))
    )
    kept = [each for each in await story.journal.read(STREAM, after=0) if isinstance(each.fact, WidgetChanged)]

    assert len(votes) == len(kept) == 7
    assert [each.fact.state for each in kept if isinstance(each.fact, WidgetChanged)] == [*[''] * 6, '8']
    assert await story.conflict(story.vote(BOB, Ordinal(4), '9', 9)) is None


async def test_a_deleted_widget_leaves_no_state_anywhere(story: Story):
    target = await story.post(ALICE, '"secret"', 'secret')
    await story.vote(BOB, target, '"other secret"', 2, text='secret too')
    await story.delete(ALICE, target)

    deleted = await row(story.journal, target)

    assert (deleted.widget, deleted.text) == (None, '')
    assert 'secret' not in repr(await story.journal.read(STREAM, after=0))
    assert await _search(story, 'secret') == []


async def test_a_deleted_group_leaves_no_state(story: Story):
    target = await story.post(ALICE, '"secret"', 'x')
    await story.vote(BOB, target, '"secret too"', 2, text='x')
    await story.delete_group()

    assert 'secret' not in repr(await story.journal.read(STREAM, after=0))


async def test_an_extension_is_off_until_it_is_on_again(story: Story):
    await story.register(OTTO, 'Otto', is_administrator=True)

    assert await story.conflict(_switch(story, is_on=True)) == ConflictCode.UNCHANGED
    await _switch(story, is_on=False)
    assert set((await story.journal.load()).extensions_off) == {'poll'}
    assert await story.conflict(_switch(story, is_on=False)) == ConflictCode.UNCHANGED
    await _switch(story, is_on=True)
    assert set((await story.journal.load()).extensions_off) == set()
    fact = ExtensionSwitched(name='poll', is_on=False)
    assert await story.conflict(story.ask(fact, ALICE)) == ConflictCode.NOT_ALLOWED


@pytest.mark.parametrize('is_deleted', [False, True])
async def test_all_of_it_is_there_after_reopening(sql_journal: SqlJournal, database: str, is_deleted: bool):
    story = await Story(sql_journal).begin()
    target = await story.post(ALICE, '0', 'Poll')
    await story.vote(BOB, target, '1', 2, text='Poll (1)')
    if is_deleted:
        await story.delete(ALICE, target)
    await story.ask(ExtensionSwitched(name='poll', is_on=False), None)
    before = await row(sql_journal, target)
    await sql_journal.close()

    reopened = SqlJournal(database)
    await reopened.open()

    assert await row(reopened, target) == before
    assert set((await reopened.load()).extensions_off) == {'poll'}
    again = Story(reopened)
    assert await again.conflict(again.vote(BOB, target, '2', 3)) == (ConflictCode.GONE if is_deleted else None)
    await reopened.close()


def _switch(story: Story, *, is_on: bool) -> Coroutine[object, object, Change]:
    return story.ask(ExtensionSwitched(name='poll', is_on=is_on), OTTO)


async def _search(story: Story, word: str) -> list[Message]:
    return await story.journal.search(Sought(words=(word,), group_ids=(WATERCOOLER,)))


def _caught_up(changes: list[Change], ordinal: Ordinal) -> Message | None:
    """What somebody makes of a stream who reads it from the beginning."""
    found: Message | None = None
    for change in changes:
        if change.ordinal == ordinal:
            found = added_row(change)
        elif found is not None:
            found = changed_row(found, change)
    return found
