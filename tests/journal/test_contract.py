"""What every journal promises; each test runs on each of them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from messenger.journal.contract import Conflict, ConflictCode, Journal, JournalUnavailable
from messenger.model.changes import Change, Draft, GroupCreated, MemberRegistered, MessageSent
from messenger.model.draft import DraftText, Preference
from messenger.model.group import GroupKind
from messenger.model.ids import SITE, GroupId, Ordinal, StreamId
from messenger.model.membership import Role
from messenger.model.message import Mention, MessageKind
from messenger.model.receipt import UNREAD_CAP, Receipt, Unread
from tests.journal.story import ALICE, BOB, CAROL, DESIGN, ROBO, WATERCOOLER, Story, rid

STREAM = StreamId(WATERCOOLER)
FIRST = Ordinal(4)
"""The first message after Watercooler's notices: made, Bob and Robo joined."""


async def test_changes_are_numbered_without_gaps_in_each_stream(story: Story):
    for index in range(5):
        await story.say(ALICE, f'message {index}')
        await story.say(BOB, f'message {index}', DESIGN)

    for stream in (SITE, STREAM, StreamId(DESIGN)):
        changes = await story.journal.read(stream, after=0)
        assert [change.number for change in changes] == list(range(1, len(changes) + 1))


async def test_what_is_read_is_what_was_answered_and_heard(story: Story):
    target = await story.say(BOB, 'hello @Alice', names=(ALICE,))
    await story.edit(BOB, target, 'hello')
    await story.give_role(BOB, Role.MODERATOR)
    await story.leave(ROBO, by=ALICE)
    await story.rename_group(ALICE, 'Kitchen')

    read = [change for stream in await story.journal.heads() for change in await story.journal.read(stream, after=0)]

    assert sorted(read, key=_place) == sorted(story.heard, key=_place)


async def test_changes_are_read_after_a_number_and_up_to_a_limit(story: Story):
    changes = await story.journal.read(STREAM, after=0)

    assert await story.journal.read(STREAM, after=1) == changes[1:]
    assert await story.journal.read(STREAM, after=1, limit=1) == changes[1:2]
    assert await story.journal.read(STREAM, after=len(changes)) == []
    assert await story.journal.read(StreamId('nowhere22222'), after=0) == []


async def test_a_change_is_heard_before_its_sender_knows(story: Story):
    change = await story.ask(MessageSent(group_id=WATERCOOLER, author_id=ALICE, text='hi'), ALICE)

    assert story.heard[-1] == change
    assert change.at.utcoffset() == timedelta(0)


async def test_the_same_request_twice_does_a_thing_once(story: Story):
    request_id = rid()
    first = await story.say(ALICE, 'once', request_id=request_id)
    heard = len(story.heard)

    again = await story.say(ALICE, 'once', request_id=request_id)

    assert again == first
    assert len(story.heard) == heard
    assert await story.texts() == ['once']


async def test_the_same_request_twice_at_once_does_a_thing_once(story: Story):
    request_id = rid()

    ordinals = await asyncio.gather(*(story.say(ALICE, 'once', request_id=request_id) for _ in range(20)))

    assert set(ordinals) == {FIRST}
    assert await story.texts() == ['once']


async def test_a_repeated_request_is_answered_though_its_right_is_gone(story: Story):
    request_id = rid()
    first = await story.say(BOB, 'bye', request_id=request_id)
    await story.leave(BOB)

    assert await story.say(BOB, 'bye', request_id=request_id) == first


async def test_one_request_id_in_two_streams_is_two_requests(story: Story):
    request_id = rid()

    await story.say(ALICE, 'here', request_id=request_id)
    await story.say(ALICE, 'there', DESIGN, request_id=request_id)

    assert await story.texts() == ['here']
    assert await story.texts(DESIGN) == ['there']


async def test_a_conflict_writes_nothing_and_uses_up_no_request(story: Story):
    request_id, before = rid(), await story.journal.heads()

    assert await story.conflict(story.say(CAROL, 'let me in', request_id=request_id)) == ConflictCode.NOT_A_MEMBER
    assert await story.journal.heads() == before

    await story.join(CAROL)
    assert await story.say(CAROL, 'let me in', request_id=request_id) == FIRST + 1


async def test_one_conflict_stops_none_of_those_who_ask_at_the_same_time(story: Story):
    answers = await asyncio.gather(
        *(story.say(author, f'{author} {index}') for index in range(10) for author in (ALICE, CAROL, BOB)),
        return_exceptions=True,
    )

    assert sum(isinstance(answer, Conflict) for answer in answers) == 10
    assert sorted(answer for answer in answers if isinstance(answer, int)) == list(range(FIRST, FIRST + 20))


async def test_a_caller_who_gives_up_changes_nothing_of_the_commit(story: Story):
    asking = asyncio.create_task(story.say(ALICE, 'I am impatient'))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking

    await story.say(BOB, 'and I am not')

    assert 'and I am not' in await story.texts()
    changes = await story.journal.read(STREAM, after=0)
    assert [change.number for change in changes] == list(range(1, len(changes) + 1))
    assert [change for change in story.heard if change.stream == STREAM] == changes


async def test_a_draft_in_a_foreign_stream_is_a_mistake_of_the_program(story: Story):
    fact = MessageSent(group_id=WATERCOOLER, author_id=ALICE, text='hi')

    with pytest.raises(ValueError, match='MessageSent belongs in stream'):
        await story.journal.append(Draft(stream=SITE, by=ALICE, request_id=rid(), fact=fact))


async def test_of_two_who_take_a_name_at_once_one_gets_it(story: Story):
    answers = await asyncio.gather(
        *(story.register(f'dave2222222{index}', name) for index, name in enumerate(('Dave', 'dave ', 'DÁVE'))),
        return_exceptions=True,
    )

    assert [isinstance(answer, Change) for answer in answers] == [True, False, False]
    assert {answer.code for answer in answers if isinstance(answer, Conflict)} == {ConflictCode.NAME_TAKEN}


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
    assert await story.journal.search(['secret'], [WATERCOOLER]) == []
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
    assert await story.journal.search(['secret'], [WATERCOOLER]) == []
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


async def test_a_picture_shows_the_newest_message_that_is_still_there(story: Story):
    kept = await story.say(BOB, 'kept')
    await story.delete(BOB, await story.say(BOB, 'deleted'))
    await story.rename_group(ALICE, 'Kitchen')

    picture = await story.journal.load()

    assert {group_id: message.ordinal for group_id, message in picture.newest.items()} == {WATERCOOLER: kept}
    assert picture.ordinals == {WATERCOOLER: FIRST + 2, DESIGN: 2}
    assert picture.heads == await story.journal.heads()
    assert picture.epoch == await story.journal.epoch()
    assert {group.name for group in picture.groups} == {'Kitchen', 'Design'}


async def test_a_picture_counts_what_others_said_after_the_receipt(story: Story):
    await story.say(ALICE, 'one')
    read = await story.say(ALICE, 'two @Bob', names=(BOB,))
    await story.say(ALICE, 'three @Bob', names=(BOB,))
    await story.say(BOB, 'mine @Bob', names=(BOB,))
    await story.delete(ALICE, await story.say(ALICE, 'four @Bob', names=(BOB,)))
    await story.journal.keep([Receipt(group_id=WATERCOOLER, member_id=BOB, ordinal=read)])

    unread = (await story.journal.load()).unread

    assert unread == {
        (WATERCOOLER, BOB): Unread(messages=1, mentions=1),
        (WATERCOOLER, ALICE): Unread(messages=1),
        (WATERCOOLER, ROBO): Unread(messages=4),
    }


async def test_an_edit_adds_and_takes_away_mentions(story: Story):
    target = await story.say(ALICE, 'hi @Bob', names=(BOB,))
    await story.edit(ALICE, target, 'hi @Robo', names=(ROBO,))

    unread = (await story.journal.load()).unread

    assert unread[WATERCOOLER, BOB] == Unread(messages=1, mentions=0)
    assert unread[WATERCOOLER, ROBO] == Unread(messages=1, mentions=1)


async def test_unread_counts_stop_at_the_cap(story: Story):
    await asyncio.gather(*(story.say(ALICE, 'hi @Bob', names=(BOB,)) for _ in range(UNREAD_CAP + 5)))

    unread = (await story.journal.load()).unread

    assert unread[WATERCOOLER, BOB] == Unread(messages=UNREAD_CAP, mentions=UNREAD_CAP)


async def test_what_was_said_before_joining_counts_as_read(story: Story):
    await story.say(ALICE, 'before @Carol', names=(CAROL,))
    await story.join(CAROL)
    await story.say(ALICE, 'after')

    assert (await story.journal.load()).unread[WATERCOOLER, CAROL] == Unread(messages=1)


async def test_receipts_only_rise(story: Story):
    for ordinal in (3, 6, 5):
        await story.journal.keep([Receipt(group_id=WATERCOOLER, member_id=BOB, ordinal=Ordinal(ordinal))])
    both = [Receipt(group_id=WATERCOOLER, member_id=ROBO, ordinal=Ordinal(ordinal)) for ordinal in (9, 8)]
    await story.journal.keep(both)

    assert await _read_up_to(story) == {ALICE: 1, BOB: 6, ROBO: 9}


async def test_the_last_write_of_a_draft_and_a_preference_stays(story: Story):
    for text in ('h', 'he', 'hey'):
        await story.journal.keep([DraftText(group_id=WATERCOOLER, member_id=BOB, text=text)])
    await story.journal.keep([DraftText(group_id=WATERCOOLER, member_id=ALICE, text='x')])
    await story.journal.keep([DraftText(group_id=WATERCOOLER, member_id=ALICE, text='')])
    await story.journal.keep([Preference(member_id=BOB, key='theme', value=value) for value in ('dark', 'light')])

    picture = await story.journal.load()

    assert picture.drafts == [DraftText(group_id=WATERCOOLER, member_id=BOB, text='hey')]
    assert picture.preferences == [Preference(member_id=BOB, key='theme', value='light')]


async def test_records_of_who_is_not_there_are_dropped(story: Story):
    await story.journal.keep(
        [
            Receipt(group_id=WATERCOOLER, member_id=CAROL, ordinal=Ordinal(3)),
            DraftText(group_id=WATERCOOLER, member_id=CAROL, text='x'),
            Receipt(group_id=GroupId('nowhere22222'), member_id=BOB, ordinal=Ordinal(3)),
            Preference(member_id='nobody222222', key='theme', value='dark'),
        ]
    )

    picture = await story.journal.load()

    assert CAROL not in await _read_up_to(story)
    assert (picture.drafts, picture.preferences) == ([], [])


async def test_who_leaves_takes_receipt_and_draft_along(story: Story):
    await story.journal.keep([Receipt(group_id=WATERCOOLER, member_id=BOB, ordinal=Ordinal(3))])
    await story.journal.keep([DraftText(group_id=WATERCOOLER, member_id=BOB, text='half')])
    await story.leave(BOB)
    assert BOB not in await _read_up_to(story)

    joined = await story.join(BOB)

    assert (await _read_up_to(story))[BOB] == joined.ordinal
    assert (await story.journal.load()).drafts == []


async def test_an_heir_becomes_owner_when_the_last_owner_leaves(story: Story):
    await story.leave(ALICE, heir_id=BOB)

    roles = {each.member_id: each.role for each in (await story.journal.load()).memberships if _is_watercooler(each)}

    assert roles == {BOB: Role.OWNER, ROBO: Role.MEMBER}


async def test_a_closed_journal_accepts_nothing(story: Story):
    await story.journal.close()

    with pytest.raises(JournalUnavailable):
        await story.say(ALICE, 'too late')
    assert not await story.journal.is_writable()


async def test_what_is_queued_at_the_close_is_committed_first(journal: Journal):
    story = await Story(journal).begin()
    asking = [asyncio.create_task(story.say(ALICE, f'message {index}')) for index in range(20)]
    await asyncio.sleep(0)

    await journal.close()
    answers = await asyncio.gather(*asking, return_exceptions=True)

    accepted = [answer for answer in answers if isinstance(answer, int)]
    assert len([change for change in story.heard if isinstance(change.fact, MessageSent)]) == len(accepted)
    assert all(isinstance(answer, int | JournalUnavailable) for answer in answers)


async def test_an_open_journal_is_writable(journal: Journal):
    assert await journal.is_writable()


async def test_a_mistake_of_one_caller_spares_the_others(story: Story):
    poison = MemberRegistered(member_id='dave22222222', name='Dave \ud800')

    answers = await asyncio.gather(
        story.say(ALICE, 'before'), story.ask(poison, None), story.say(BOB, 'after'), return_exceptions=True
    )

    assert [isinstance(answer, int) for answer in (answers[0], answers[2])] == [True, True]
    assert sorted(await story.texts()) == ['after', 'before']


async def _read_up_to(story: Story) -> dict[str, int]:
    receipts = (await story.journal.load()).receipts
    return {each.member_id: each.ordinal for each in receipts if _is_watercooler(each)}


def _is_watercooler(each: object) -> bool:
    return getattr(each, 'group_id', None) == WATERCOOLER


def _place(change: Change) -> tuple[str, int]:
    return change.stream, change.number
