"""What every journal keeps of messages, edited and deleted; each test runs on each journal."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from messenger.journal.contract import ConflictCode
from messenger.model.changes import GroupCreated, MessageSent
from messenger.model.draft import DraftText
from messenger.model.group import GroupKind
from messenger.model.ids import GroupId, Ordinal, StreamId
from messenger.model.message import Mention, MessageKind
from messenger.model.search import Sought
from tests.journal.story import ALICE, BOB, DESIGN, FIRST, ROBO, WATERCOOLER, Story, rid

STREAM = StreamId(WATERCOOLER)


async def test_rows_are_read_by_ordinal_with_notices_and_deleted_ones(story: Story):
    for index in range(4):
        await story.say(ALICE, f'message {index}')
    await story.delete(ALICE, Ordinal(FIRST + 1))

    rows = await story.journal.messages(WATERCOOLER, first=Ordinal(2), last=Ordinal(FIRST + 2))

    assert [row.ordinal for row in rows] == list(range(2, FIRST + 3))
    assert [row.kind for row in rows[:2]] == [MessageKind.NOTICE, MessageKind.NOTICE]
    assert [(row.text, row.is_deleted) for row in rows[2:]] == [('message 0', False), ('', True), ('message 2', False)]
    assert await story.journal.messages(WATERCOOLER, first=Ordinal(100), last=Ordinal(200)) == []
    assert await story.journal.messages(GroupId('nowhere22222'), first=Ordinal(1), last=Ordinal(5)) == []


async def test_a_message_keeps_who_it_names_and_when_it_was_sent(story: Story):
    before = datetime.now(UTC)
    target = await story.say(ALICE, 'hi @Bob', names=(BOB,))

    row = await story.journal.message(WATERCOOLER, target)

    assert row is not None
    assert row.mentions == (Mention(member_id=BOB, name=BOB),)
    assert before <= row.sent_at <= datetime.now(UTC)
    assert (row.author_id, row.revision, row.edited_at) == (ALICE, 1, None)
    assert await story.journal.message(WATERCOOLER, Ordinal(99)) is None


async def test_an_edit_keeps_the_texts_there_were(story: Story):
    target = await story.say(ALICE, 'frist')
    await story.edit(ALICE, target, 'first')
    await story.edit(ALICE, target, 'First!')

    row = await story.journal.message(WATERCOOLER, target)
    revisions = await story.journal.revisions(WATERCOOLER, target)

    assert row is not None
    assert (row.text, row.revision) == ('First!', 3)
    assert row.edited_at == revisions[-1].at
    assert [(each.revision, each.text) for each in revisions] == [(1, 'frist'), (2, 'first'), (3, 'First!')]
    assert await story.journal.revisions(WATERCOOLER, Ordinal(99)) == []


async def test_a_deleted_message_leaves_no_word_of_it_anywhere(story: Story):
    target = await story.say(ALICE, 'my secret @Bob', names=(BOB,))
    await story.edit(ALICE, target, 'my other secret')
    await story.delete(ALICE, target)

    row = await story.journal.message(WATERCOOLER, target)
    changes = await story.journal.read(STREAM, after=0)

    assert row is not None
    assert (row.text, row.mentions, row.is_deleted) == ('', (), True)
    assert await story.journal.revisions(WATERCOOLER, target) == []
    assert 'secret' not in repr(changes)
    assert 'name=' not in repr([change.fact for change in changes if change.number > 3])
    assert [type(change.fact).__name__ for change in changes[-3:]] == ['MessageSent', 'MessageEdited', 'MessageDeleted']
    assert await story.journal.search(Sought(words=('secret',), group_ids=(WATERCOOLER,))) == []
    assert (await story.journal.load()).unread == {}


async def test_a_request_repeated_after_its_message_was_deleted_brings_no_text_back(story: Story):
    request_id = rid()
    target = await story.say(ALICE, 'my secret', request_id=request_id)
    await story.delete(ALICE, target)

    fact = MessageSent(group_id=WATERCOOLER, author_id=ALICE, text='my secret')
    change = await story.ask(fact, ALICE, request_id)

    assert change.ordinal == target
    assert change.fact == replace(fact, text='')
    assert await story.texts() == []


async def test_a_deleted_group_is_gone_but_its_numbers_are_not(story: Story):
    await story.say(ALICE, 'my secret')
    await story.journal.keep([DraftText(group_id=WATERCOOLER, member_id=BOB, text='half')])
    head = (await story.journal.heads())[STREAM]
    await story.delete_group()

    picture = await story.journal.load()
    changes = await story.journal.read(STREAM, after=0)

    assert [group.id for group in picture.groups] == [DESIGN]
    assert {each.group_id for each in picture.memberships} == {DESIGN}
    assert {each.group_id for each in picture.receipts} == {DESIGN}
    assert picture.drafts == []
    assert set(picture.ordinals) == set(picture.ordinals) & {DESIGN}
    assert WATERCOOLER not in picture.newest
    assert picture.heads[STREAM] == head + 1 == len(changes)
    assert 'secret' not in repr(changes)
    assert await story.journal.messages(WATERCOOLER, first=Ordinal(1), last=Ordinal(99)) == []
    assert await story.journal.search(Sought(words=('secret',), group_ids=(WATERCOOLER,))) == []
    assert await story.conflict(story.say(ALICE, 'hello?')) == ConflictCode.GONE


async def test_the_id_of_a_deleted_group_is_never_used_again(story: Story):
    await story.delete_group()
    again = GroupCreated(group_id=WATERCOOLER, name='Watercooler', kind=GroupKind.OPEN, owner_id=ALICE)

    assert await story.conflict(story.ask(again, ALICE)) == ConflictCode.NOT_ALLOWED


async def test_the_last_message_of_a_member_skips_deleted_ones_and_notices(story: Story):
    kept = await story.say(BOB, 'kept')
    await story.say(ALICE, 'of somebody else')
    await story.delete(BOB, await story.say(BOB, 'deleted'))

    last = await story.journal.last_by(WATERCOOLER, BOB)

    assert last is not None
    assert last.ordinal == kept
    assert await story.journal.last_by(WATERCOOLER, ROBO) is None


async def test_a_repeat_beside_the_deletion_brings_no_text_back(story: Story):
    request_id = rid()
    target = await story.say(ALICE, 'my secret', request_id=request_id)
    fact = MessageSent(group_id=WATERCOOLER, author_id=ALICE, text='my secret')

    _, change = await asyncio.gather(story.delete(ALICE, target), story.ask(fact, ALICE, request_id))

    assert change.fact == replace(fact, text='')
