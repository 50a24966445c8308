"""What every journal keeps of reactions; each test runs on each journal."""

import asyncio

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from messenger.journal.contract import ConflictCode
from messenger.journal.sql import SqlJournal
from messenger.model.changes import MessageSent, ReactionAdded, ReactionRemoved
from messenger.model.ids import SYSTEM, Ordinal, StreamId
from messenger.model.reaction import MOST_REACTIONS
from messenger.model.search import Sought
from tests.journal.story import ALICE, BOB, CAROL, FIRST, ROBO, WATERCOOLER, Story, rid

STREAM = StreamId(WATERCOOLER)
MANY = [chr(0x1F400 + index) for index in range(MOST_REACTIONS)]


@pytest.fixture
async def target(story: Story) -> Ordinal:
    return await story.say(ALICE, 'Tea?')


async def test_reactions_are_kept_in_the_order_they_came(story: Story, target: Ordinal):
    await story.react(BOB, target, '👍')
    await story.react(ALICE, target, '🎉')
    await story.react(ALICE, target, '👍')

    assert await story.reactions(target) == [('👍', BOB), ('🎉', ALICE), ('👍', ALICE)]


async def test_a_reaction_that_is_taken_back_is_gone(story: Story, target: Ordinal):
    await story.react(BOB, target, '👍')
    await story.react(ALICE, target, '👍')
    await story.take_back(BOB, target, '👍')
    assert await story.reactions(target) == [('👍', ALICE)]

    await story.react(BOB, target, '👍')
    assert await story.reactions(target) == [('👍', ALICE), ('👍', BOB)]


async def test_back_and_forth_in_one_batch_ends_with_the_last(story: Story, target: Ordinal):
    await story.react(BOB, target, '🎉')
    await asyncio.gather(
        story.take_back(BOB, target, '🎉'),
        story.react(BOB, target, '👍'),
        story.react(BOB, target, '🎉'),
        story.take_back(BOB, target, '👍'),
        story.react(BOB, target, '👍'),
    )

    assert await story.reactions(target) == [('🎉', BOB), ('👍', BOB)]


async def test_a_message_and_reactions_to_it_in_one_batch_are_kept(story: Story):
    await asyncio.gather(
        story.say(ALICE, 'Tea?'),
        story.react(BOB, FIRST, '👍'),
        story.edit(ALICE, FIRST, 'Coffee?'),
        story.say(BOB, 'x'),
    )

    row = await story.journal.message(WATERCOOLER, FIRST)
    assert row is not None
    assert row.text == 'Coffee?'
    assert await story.reactions(FIRST) == [('👍', BOB)]


async def test_an_edit_keeps_the_reactions(story: Story, target: Ordinal):
    await story.react(BOB, target, '👍')
    await story.edit(ALICE, target, 'Coffee?')

    assert await story.reactions(target) == [('👍', BOB)]


async def test_whoever_left_is_still_among_those_who_reacted(story: Story, target: Ordinal):
    await story.react(BOB, target, '👍')
    await story.leave(BOB)

    assert await story.reactions(target) == [('👍', BOB)]


async def test_every_way_to_read_a_message_brings_its_reactions(story: Story, target: Ordinal):
    await story.react(BOB, target, '👍')
    rows = await story.journal.messages(WATERCOOLER, first=Ordinal(1), last=Ordinal(99))
    found = await story.journal.search(Sought(words=('Tea',), group_ids=(WATERCOOLER,)))
    newest = (await story.journal.load()).newest[WATERCOOLER]

    last = await story.journal.last_by(WATERCOOLER, ALICE)
    for row in (rows[-1], found[0], newest, last):
        assert row is not None
        assert [each.emoji for each in row.reactions] == ['👍']
    assert not any(row.reactions for row in rows[:-1])


async def test_a_reaction_says_the_same_when_it_is_read_again(story: Story, target: Ordinal):
    await story.react(BOB, target, '👍')
    await story.take_back(BOB, target, '👍')

    changes = await story.journal.read(STREAM, after=0)
    assert changes[-2:] == story.heard[-2:]
    fact = ReactionAdded(group_id=WATERCOOLER, target=target, member_id=BOB, emoji='👍')
    assert (changes[-2].fact, changes[-2].ordinal) == (fact, None)


async def test_the_same_request_twice_reacts_once(story: Story, target: Ordinal):
    request_id = rid()
    first = await story.react(BOB, target, '👍', request_id=request_id)

    assert await story.react(BOB, target, '👍', request_id=request_id) == first
    assert await story.reactions(target) == [('👍', BOB)]


async def test_a_deleted_message_leaves_no_reaction_anywhere(story: Story, target: Ordinal):
    request_id = rid()
    await story.react(BOB, target, '👍', request_id=request_id)
    await story.react(ALICE, target, '🎉')
    await story.take_back(ALICE, target, '🎉')
    await story.delete(ALICE, target)

    assert await story.reactions(target) == []
    reacted = [
        change.fact
        for change in await story.journal.read(STREAM, after=0)
        if isinstance(change.fact, ReactionAdded | ReactionRemoved)
    ]
    assert [fact.emoji for fact in reacted] == ['', '', '']
    again = await story.react(BOB, target, '👍', request_id=request_id)
    assert isinstance(again.fact, ReactionAdded)
    assert again.fact.emoji == ''


async def test_a_deleted_group_leaves_no_reaction_in_the_database(sql_journal: SqlJournal):
    story = await Story(sql_journal).begin()
    await story.react(BOB, await story.say(ALICE, 'Tea?'), '👍')
    await story.react(BOB, await story.say(ALICE, 'Cake?'), '🎉')
    await story.delete(ALICE, FIRST)
    assert await sql_journal.write(_left) == (['🎉'], [])
    await story.delete_group()

    assert await sql_journal.write(_left) == ([], [])
    assert all(getattr(change.fact, 'emoji', '') == '' for change in await sql_journal.read(STREAM, after=0))


def _left(connection):
    kept = connection.execute(text('SELECT emoji FROM reactions')).scalars().all()
    orphans = connection.execute(
        text(
            'SELECT emoji FROM reactions r WHERE NOT EXISTS '
            '(SELECT 1 FROM messages m WHERE m.group_id = r.group_id AND m.ordinal = r.ordinal AND NOT m.is_deleted)'
        )
    )
    return list(kept), list(orphans.scalars())


async def test_a_page_of_rows_takes_one_query_more_however_many_have_reactions(sql_journal: SqlJournal):
    story = await Story(sql_journal).begin()
    for index in range(5):
        await story.react(BOB, await story.say(ALICE, f'message {index}'), '👍')
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(Engine, 'before_cursor_execute', note)
    rows = await sql_journal.messages(WATERCOOLER, first=FIRST, last=Ordinal(FIRST + 4))
    event.remove(Engine, 'before_cursor_execute', note)

    assert [len(row.reactions) for row in rows] == [1] * 5
    assert len([query for query in asked if query.startswith('SELECT')]) == 2


async def test_only_members_react_and_only_for_themselves(story: Story, target: Ordinal):
    assert await story.conflict(story.react(CAROL, target, '👍')) == ConflictCode.NOT_A_MEMBER
    fact = ReactionAdded(group_id=WATERCOOLER, target=target, member_id=BOB, emoji='👍')
    assert await story.conflict(story.ask(fact, ALICE)) == ConflictCode.NOT_ALLOWED
    assert await story.conflict(story.react(ROBO, target, '👍')) is None
    assert await story.reactions(target) == [('👍', ROBO)]


async def test_nobody_reacts_to_what_is_no_message(story: Story, target: Ordinal):
    await story.delete(ALICE, target)

    for ordinal in (target, Ordinal(2), Ordinal(99)):
        assert await story.conflict(story.react(BOB, ordinal, '👍')) == ConflictCode.GONE
    await story.ask(MessageSent(group_id=WATERCOOLER, author_id=SYSTEM, text='hello'), None)
    assert await story.conflict(story.react(BOB, Ordinal(target + 1), '👍')) is None
    await story.delete_group()
    assert await story.conflict(story.react(BOB, target, '👍')) == ConflictCode.GONE


async def test_what_is_so_already_is_no_change(story: Story, target: Ordinal):
    await story.react(BOB, target, '👍')

    assert await story.conflict(story.react(BOB, target, '👍')) == ConflictCode.UNCHANGED
    assert await story.conflict(story.take_back(BOB, target, '🎉')) == ConflictCode.UNCHANGED
    assert await story.conflict(story.take_back(ALICE, target, '👍')) == ConflictCode.UNCHANGED


async def test_a_message_takes_so_many_emoji_and_no_more(story: Story, target: Ordinal):
    for emoji in MANY:
        await story.react(BOB, target, emoji)

    assert await story.conflict(story.react(ALICE, target, '👍')) == ConflictCode.FULL
    assert await story.conflict(story.react(ALICE, target, MANY[0])) is None
    await story.take_back(BOB, target, MANY[1])
    assert await story.conflict(story.react(ALICE, target, '👍')) is None
