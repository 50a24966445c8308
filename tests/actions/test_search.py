"""Searching: only what one may read, as it stands now; and the first message of a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from messenger.actions.search import HITS
from messenger.journal.contract import JournalUnavailable
from messenger.journal.memory import MemoryJournal
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.world import UNHURRIED, World, rid


async def found(world, member, typed, **options):
    page = await world.actions.search.search(member.id, typed, UTC, **options)
    return [message.text for message in page.messages]


async def refusal(world, member, typed):
    with pytest.raises(Refused) as refused:
        await world.actions.search.search(member.id, typed, UTC)
    return refused.value


async def test_one_finds_what_was_said_in_ones_own_groups_and_nowhere_else(world: World):
    await world.say(world.alice, 'tea in the kitchen')
    await world.say(world.alice, 'tea for the board', world.design)
    assert await found(world, world.bob, 'tea') == ['tea for the board', 'tea in the kitchen']
    assert await found(world, world.robo, 'tea') == ['tea in the kitchen']
    assert await found(world, world.carol, 'tea') == []


async def test_who_is_out_finds_nothing_any_more(world: World):
    await world.say(world.alice, 'tea')
    await world.leave(world.bob, world.watercooler)
    assert await found(world, world.bob, 'tea') == []


@pytest.mark.parametrize('typed', ['', '   ', '\n'])
async def test_a_blank_query_finds_nothing(world: World, typed: str):
    await world.say(world.alice, 'tea')
    assert await found(world, world.bob, typed) == []


@pytest.mark.parametrize('typed', [None, 5, ['tea'], {'tea': 1}])
async def test_what_is_no_text_is_refused(world: World, typed: object):
    assert (await refusal(world, world.bob, typed)).code == 'bad_request'


async def test_authors_are_named_as_one_remembers_them(world: World):
    for member in (world.alice, world.bob, world.robo):
        await world.say(member, f'tea of {member.name}')
    assert await found(world, world.bob, 'from:alice tea') == ['tea of Alice']
    assert await found(world, world.bob, 'from:Ali') == ['tea of Alice']
    assert await found(world, world.bob, 'from:me') == ['tea of Bob']
    assert await found(world, world.bob, 'from:me from:"robo"') == ['tea of Robo', 'tea of Bob']
    assert await found(world, world.bob, 'from:carol') == []
    refused = await refusal(world, world.bob, 'from:zoe tea')
    assert (refused.code, refused.reason) == ('nobody', 'Nobody here is called “zoe”.')


async def test_a_name_that_fits_exactly_means_nobody_else(world: World):
    anna = await world.register('Bobby')
    await world.join(anna, world.watercooler)
    await world.say(anna, 'tea of Bobby')
    await world.say(world.bob, 'tea of Bob')
    assert await found(world, world.alice, 'from:bob') == ['tea of Bob']
    assert await found(world, world.alice, 'from:bo') == ['tea of Bob', 'tea of Bobby']


async def test_groups_are_named_too_and_a_foreign_one_is_as_one_that_is_not_there(world: World):
    await world.say(world.alice, 'tea in the kitchen')
    await world.say(world.alice, 'tea for the board', world.design)
    assert await found(world, world.bob, 'in:design') == ['tea for the board']
    assert await found(world, world.bob, 'in:"water cooler" tea') == ['tea in the kitchen']
    assert (await refusal(world, world.robo, 'in:design')).reason == 'You are in no group called “design”.'
    assert (await refusal(world, world.robo, 'in:nowhere')).code == 'no_group'


@pytest.mark.parametrize('called', ['"Alice and Robo"', '"Alice und Robo"', '"Alice وRobo"', 'alice'])
async def test_a_direct_group_is_named_in_any_language(world: World, called: str):
    direct = await world.actions.directs.open_direct(world.bob.id, [world.alice.id, world.robo.id])
    await world.actions.messages.send_message(world.bob.id, direct, 'tea for three', rid())
    await world.say(world.bob, 'tea for all')
    assert await found(world, world.bob, f'in:{called} tea') == ['tea for three']


async def test_a_search_follows_edits_and_deletions(world: World):
    kept, gone = await world.say(world.bob, 'tea one'), await world.say(world.bob, 'tea two')
    messages, where = world.actions.messages, world.watercooler.id
    await messages.edit_message(world.bob.id, where, kept.ordinal, 'coffee', rid())
    await messages.delete_message(world.bob.id, where, gone.ordinal, rid())
    assert await found(world, world.alice, 'tea') == []
    assert await found(world, world.alice, 'coffee') == ['coffee']


async def test_pages_follow_one_another_without_a_gap(world: World):
    for number in range(2 * HITS + 1):
        await world.say(world.bob, f'tea {number}')
    first = await world.actions.search.search(world.alice.id, 'tea', UTC)
    second = await world.actions.search.search(world.alice.id, 'tea', UTC, below=first.below)
    third = await world.actions.search.search(world.alice.id, 'tea', UTC, below=second.below)
    texts = [message.text for page in (first, second, third) for message in page.messages]
    assert texts == [f'tea {number}' for number in reversed(range(2 * HITS + 1))]
    assert third.below is None


async def test_a_message_that_is_deleted_while_one_searches_is_not_found():
    class Slow(MemoryJournal):
        async def search(self, sought, *, below=None, limit=50):
            hits = await super().search(sought, below=below, limit=limit)
            where = world.watercooler.id
            await world.actions.messages.delete_message(world.bob.id, where, hits[0].ordinal, rid())
            await world.leave(world.bob, world.design)
            return hits

    world = World(journal=Slow())
    await world.open()
    await world.people()
    await world.say(world.bob, 'tea one')
    await world.say(world.alice, 'tea two', world.design)
    await world.say(world.bob, 'tea three')
    assert await found(world, world.bob, 'tea') == ['tea one']
    await world.close()


async def test_who_searches_too_often_is_asked_to_wait():
    world = World(limits=replace(UNHURRIED, searches_per_minute=2))
    await world.open()
    await world.people()
    for _ in range(2):
        assert await found(world, world.bob, 'tea') == []
    assert (await refusal(world, world.bob, 'tea')).code == 'too_fast'
    assert await found(world, world.bob, '') == []
    await world.close()


async def test_a_journal_that_cannot_be_read_is_said():
    class Down(MemoryJournal):
        async def search(self, sought, *, below=None, limit=50):
            raise JournalUnavailable('closed')

    world = World(journal=Down())
    await world.open()
    await world.people()
    assert isinstance(await refusal(world, world.bob, 'tea'), Unavailable)
    await world.close()


async def test_a_day_leads_to_its_first_message(world: World):
    first = await world.say(world.alice, 'one')
    last = await world.say(world.alice, 'two')
    today = datetime.now(UTC).date()
    where = world.watercooler.id

    async def on(day: date) -> Ordinal:
        return await world.actions.search.find_day(world.bob.id, where, day, UTC)

    assert await on(today) == first.ordinal
    for early in (today - timedelta(days=1), date(1900, 1, 1), date.min):
        assert await on(early) == first.ordinal
    for late in (today + timedelta(days=1), date(9999, 12, 31)):
        assert await on(late) == last.ordinal


async def test_a_day_passes_over_what_is_deleted(world: World):
    gone, kept = await world.say(world.alice, 'one'), await world.say(world.alice, 'two')
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, gone.ordinal, rid())
    found = await world.actions.search.find_day(world.bob.id, world.watercooler.id, date(1900, 1, 1), UTC)
    assert found == kept.ordinal


async def test_where_nothing_was_said_there_is_no_day(world: World):
    with pytest.raises(Refused) as refused:
        await world.actions.search.find_day(world.bob.id, world.design.id, date(2024, 1, 1), UTC)
    assert refused.value.code == 'nothing'


@pytest.mark.parametrize('group_id', ['aaaaaaaaaaaa', 5])
async def test_a_day_of_a_group_that_is_foreign_or_not_there_is_not_found(world: World, group_id: GroupId):
    for member_id in (world.carol.id, MemberId('aaaaaaaaaaaa')):
        with pytest.raises(NotFound):
            await world.actions.search.find_day(member_id, group_id, date(2024, 1, 1), UTC)
