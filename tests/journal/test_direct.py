"""Direct groups, in each journal."""

import asyncio

from messenger.journal.contract import ConflictCode
from messenger.model.changes import DirectOpened, MessageSent
from messenger.model.direct import direct_id, direct_members, opening_of
from messenger.model.group import GroupKind
from messenger.model.ids import Ordinal, StreamId
from messenger.model.membership import Role
from messenger.model.receipt import Receipt, Unread
from tests.journal.story import ALICE, BOB, CAROL, Story

DIRECT = direct_id([ALICE, BOB])


async def opened(story: Story):
    fact = DirectOpened(group_id=DIRECT, member_ids=direct_members([ALICE, BOB]))
    return await story.ask(fact, None, opening_of(DIRECT))


async def test_all_who_open_it_at_once_get_the_same(story: Story):
    answers = await asyncio.gather(*(opened(story) for _ in range(10)))

    assert len(set(answers)) == 1
    assert await story.journal.read(StreamId(DIRECT), after=0) == [answers[0]]


async def test_its_members_are_in_it_as_equals_and_have_nothing_to_read(story: Story):
    await opened(story)

    picture = await story.journal.load()
    (group,) = [each for each in picture.groups if each.id == DIRECT]
    assert (group.name, group.kind) == ('', GroupKind.DIRECT)
    places = [each for each in picture.memberships if each.group_id == DIRECT]
    assert {each.member_id: each.role for each in places} == {ALICE: Role.PEER, BOB: Role.PEER}
    assert picture.ordinals[DIRECT] == 0
    assert (DIRECT, BOB) not in picture.unread


async def test_what_is_said_there_begins_at_one_and_counts_as_elsewhere(story: Story):
    await opened(story)
    sent = await story.ask(MessageSent(group_id=DIRECT, author_id=ALICE, text='hi'), ALICE)
    assert sent.ordinal == 1
    assert (await story.journal.load()).unread[DIRECT, BOB] == Unread(messages=1)

    await story.journal.keep([Receipt(group_id=DIRECT, member_id=BOB, ordinal=Ordinal(1))])

    assert (DIRECT, BOB) not in (await story.journal.load()).unread


async def test_nobody_else_writes_there(story: Story):
    await opened(story)

    asking = story.ask(MessageSent(group_id=DIRECT, author_id=CAROL, text='hi'), CAROL)

    assert await story.conflict(asking) == ConflictCode.NOT_A_MEMBER
