"""What every journal promises of changes and of who asks for them; each test runs on each journal."""

import asyncio
from datetime import timedelta

import pytest

from messenger.journal.contract import Conflict, ConflictCode, Journal, JournalUnavailable
from messenger.model.changes import Change, Draft, MemberRegistered, MessageSent
from messenger.model.ids import SITE, StreamId
from messenger.model.membership import Role
from tests.journal.story import ALICE, BOB, CAROL, DESIGN, FIRST, ROBO, WATERCOOLER, Story, rid

STREAM = StreamId(WATERCOOLER)


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


def _place(change: Change) -> tuple[str, int]:
    return change.stream, change.number
