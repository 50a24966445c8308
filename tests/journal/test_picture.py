"""The state that every journal loads, and the side records in it; each test runs on each journal."""

import asyncio

from messenger.model.draft import DraftText, Preference
from messenger.model.ids import GroupId, Ordinal, StreamId
from messenger.model.membership import Role
from messenger.model.receipt import UNREAD_CAP, MarkedUnread, Receipt, Unread
from tests.journal.story import ALICE, BOB, CAROL, DESIGN, FIRST, ROBO, WATERCOOLER, Story

STREAM = StreamId(WATERCOOLER)


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


async def test_an_edit_may_name_the_same_member_again(story: Story):
    target = await story.say(ALICE, 'hi @Bob', names=(BOB,))
    await story.edit(ALICE, target, 'hello @Bob and @Bob', names=(BOB, BOB))
    await story.edit(ALICE, target, 'hello again @Bob', names=(BOB,))

    unread = (await story.journal.load()).unread

    assert unread[WATERCOOLER, BOB] == Unread(messages=1, mentions=1)


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


async def test_marking_unread_sets_a_receipt_and_reading_raises_it_from_there(story: Story):
    for ordinal in range(8):
        await story.say(ALICE, f'message {ordinal}')

    def upto(ordinal: int) -> Receipt:
        return Receipt(group_id=WATERCOOLER, member_id=BOB, ordinal=Ordinal(ordinal))

    mark = MarkedUnread(group_id=WATERCOOLER, member_id=BOB, ordinal=Ordinal(5))
    await story.journal.keep([upto(9)])
    await story.journal.keep([mark])
    assert (await _read_up_to(story))[BOB] == 5
    await story.journal.keep([upto(7), upto(6)])
    assert (await _read_up_to(story))[BOB] == 7
    await story.journal.keep([upto(9), mark, upto(6)])
    assert (await _read_up_to(story))[BOB] == 6


async def test_what_is_unread_is_counted_between_two_rows(story: Story):
    first = await story.say(ALICE, 'hi @Bob', names=(BOB,))
    await story.say(BOB, 'hi')
    gone = await story.say(ALICE, 'oops @Bob', names=(BOB,))
    last = await story.say(ALICE, 'hi @Bob', names=(BOB,))
    await story.say(ALICE, 'later')
    await story.delete(ALICE, gone)

    unread = story.journal.unread

    assert await unread(WATERCOOLER, BOB, after=Ordinal(first - 1), upto=last) == Unread(messages=2, mentions=2)
    assert await unread(WATERCOOLER, BOB, after=first, upto=last) == Unread(messages=1, mentions=1)
    assert await unread(WATERCOOLER, ALICE, after=Ordinal(0), upto=last) == Unread(messages=1)
    assert await unread(WATERCOOLER, BOB, after=last, upto=last) == Unread()


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


async def _read_up_to(story: Story) -> dict[str, int]:
    receipts = (await story.journal.load()).receipts
    return {each.member_id: each.ordinal for each in receipts if _is_watercooler(each)}


def _is_watercooler(each: object) -> bool:
    return getattr(each, 'group_id', None) == WATERCOOLER
