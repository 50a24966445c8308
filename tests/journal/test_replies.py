"""What every journal keeps of replies; each test runs on each journal."""

from messenger.journal.contract import ConflictCode
from messenger.model.ids import Ordinal
from tests.journal.story import ALICE, BOB, DESIGN, FIRST, WATERCOOLER, Story, rid


async def test_a_reply_says_what_it_replies_to_now_and_in_its_change(story: Story):
    question = await story.say(ALICE, 'tea?')
    answer = await story.say(BOB, 'coffee', reply_to=question)

    row = await story.journal.message(WATERCOOLER, answer)
    change = (await story.journal.read(WATERCOOLER, after=0))[-1]

    assert row is not None
    assert row.reply_to == question
    assert change == story.heard[-1]
    assert change.fact.reply_to == question


async def test_the_living_replies_to_some_rows_are_found(story: Story):
    first, second = await story.say(ALICE, 'one'), await story.say(ALICE, 'two')
    replies = [await story.say(BOB, 'yes', reply_to=each) for each in (first, second, first)]
    await story.say(BOB, 'by the way')
    elsewhere = await story.say(ALICE, 'one', DESIGN)
    await story.say(BOB, 'no', DESIGN, reply_to=elsewhere)
    await story.delete(BOB, replies[0])

    found = await story.journal.replies(WATERCOOLER, first=first, last=second)

    assert found == {replies[1]: second, replies[2]: first}
    assert await story.journal.replies(WATERCOOLER, first=second, last=second) == {replies[1]: second}


async def test_rows_are_read_by_their_ordinals(story: Story):
    for text in ('one', 'two', 'three'):
        await story.say(ALICE, text)

    rows = await story.journal.messages_at(WATERCOOLER, {Ordinal(FIRST + 2), FIRST, Ordinal(99)})

    assert [row.text for row in rows] == ['one', 'three']


async def test_nothing_replies_to_what_is_not_there(story: Story):
    gone = await story.say(ALICE, 'oops')
    await story.delete(ALICE, gone)
    notice, elsewhere = Ordinal(1), await story.say(ALICE, 'far', DESIGN)

    for target in (gone, notice, Ordinal(99), Ordinal(elsewhere + 90)):
        assert await story.conflict(story.say(BOB, 'hm', reply_to=target)) == ConflictCode.NOTHING_TO_REPLY_TO


async def test_a_repeated_reply_is_answered_though_the_original_is_gone(story: Story):
    question, request_id = await story.say(ALICE, 'tea?'), rid()
    answer = await story.say(BOB, 'coffee', reply_to=question, request_id=request_id)
    await story.delete(ALICE, question)

    assert await story.say(BOB, 'coffee', reply_to=question, request_id=request_id) == answer
