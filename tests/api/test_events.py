"""Following a group: each change once, in order, with nothing missing, for as long as one may."""

import asyncio

import pytest
from starlette.types import ASGIApp

from messenger.api import events
from messenger.api.api import Api
from messenger.api.followers import MOST_WAITING, PING, Follower
from messenger.model.attachment import AttachmentId
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, StreamId
from messenger.model.link_preview import LinkPreview
from tests.api.stream import Stream
from tests.world import World, rid, send_files


@pytest.fixture
def follow(site: ASGIApp, token: str, design: Group):
    """Let Helper follow Design."""

    def open_stream(after: object = None, group_id: str = design.id) -> Stream:
        return Stream(site, token, group_id, after=after)

    return open_stream


async def numbers(stream: Stream, count: int) -> list[int]:
    events = [await stream.next() for _ in range(count)]
    return [event['number'] for event in events if event is not None]


async def test_what_is_said_is_heard_at_once(world: World, design: Group, follow) -> None:
    async with follow() as stream:
        assert (stream.status, stream.headers['content-type']) == (200, 'text/event-stream; charset=utf-8')
        change = await world.say(world.bob, 'hi **@Alice**', design)
        event = await stream.next()
    assert event is not None
    assert (event['id'], event['event']) == (str(change.number), 'message_sent')
    assert (event['group_id'], event['number'], event['type']) == (design.id, change.number, 'message_sent')
    assert (event['by'], event['ordinal']) == (world.bob.id, change.ordinal)
    assert event['data']['text'] == 'hi **@Alice**'
    assert event['data']['mentions'] == [{'member_id': world.alice.id, 'name': 'Alice'}]


async def test_all_that_happens_is_told(world: World, design: Group, follow) -> None:
    actions, alice = world.actions, world.alice.id
    async with follow() as stream:
        said = await send_files(world, alice, design.id, 'look', ['a.txt'])
        await actions.messages.edit_message(alice, design.id, said.ordinal, 'see', rid())
        await actions.reactions.react(alice, design.id, said.ordinal, '👍', rid())
        await actions.reactions.react(alice, design.id, said.ordinal, '👍', rid())
        await actions.messages.delete_message(alice, design.id, said.ordinal, rid())
        await actions.memberships.invite(alice, design.id, 'Carol', rid())
        await actions.memberships.leave(world.carol.id, design.id, rid())
        await actions.groups.rename_group(alice, design.id, 'Paint', rid())
        events = [await stream.next() for _ in range(8)]
    told = [(event['type'], event['data']) for event in events if event is not None]
    (file,) = told[0][1].pop('files')
    assert (file['name'], 'sha256' in file) == ('a.txt', False)
    at, ann = {'ordinal': said.ordinal}, {'member_id': alice, 'emoji': '👍'}
    assert told == [
        (
            'message_sent',
            {
                'author_id': alice,
                'text': 'look',
                'mentions': [],
                'reply_to': None,
                'widget': None,
                'via': '',
                'thread': None,
                'is_in_group_too': False,
            },
        ),
        ('message_edited', {**at, 'text': 'see', 'mentions': [], 'same_links_as': 0}),
        ('reaction_added', {**at, **ann}),
        ('reaction_removed', {**at, **ann}),
        ('message_deleted', at),
        ('member_joined', {'member_id': world.carol.id, 'role': 'member'}),
        ('member_left', {'member_id': world.carol.id, 'heir_id': None}),
        ('group_renamed', {'name': 'Paint'}),
    ]


async def test_who_comes_back_gets_what_happened_since(world: World, design: Group, follow) -> None:
    """And then what happens, without a seam; also when much happened."""
    first = await world.say(world.bob, 'before', design)
    for number in range(1200):
        await world.say(world.bob, str(number), design)
    async with follow(after=first.number) as stream:
        assert await numbers(stream, 1200) == list(range(first.number + 1, first.number + 1201))
        last = await world.say(world.bob, 'after', design)
        assert await numbers(stream, 1) == [last.number]


async def test_what_happens_while_the_past_is_read_comes_once(world: World, design: Group, follow) -> None:
    for number in range(700):
        await world.say(world.bob, str(number), design)
    async with follow(after=0) as stream:
        talking = asyncio.gather(*(world.say(world.bob, f'now {number}', design) for number in range(50)))
        head = world.store.head(StreamId(design.id)) + 50
        assert await numbers(stream, head) == list(range(1, head + 1))
        await talking


async def test_what_was_deleted_is_not_read_again(world: World, design: Group, follow) -> None:
    said = await world.say(world.bob, 'secret', design)
    await world.actions.messages.delete_message(world.bob.id, design.id, said.ordinal, rid())
    async with follow(after=said.number - 1) as stream:
        event = await stream.next()
    assert event is not None
    assert (event['type'], event['data']['text']) == ('message_sent', '')


async def test_a_change_that_was_missed_is_read(world: World, design: Group, api: Api, follow, monkeypatch) -> None:
    """As after a moment in which the feed loaded everything anew."""
    async with follow() as stream:
        (follower,) = api.followers._all()
        with monkeypatch.context() as deaf:
            deaf.setattr(follower, 'put', lambda number, data: None)
            first = await world.say(world.bob, 'one', design)
        second = await world.say(world.bob, 'two', design)
        assert await numbers(stream, 2) == [first.number, second.number]


async def test_who_is_put_out_hears_that_and_no_more(world: World, design: Group, follow, api: Api) -> None:
    helper = world.store.member_named('Helper')
    assert helper is not None
    async with follow() as stream:
        await world.actions.memberships.remove(world.alice.id, design.id, helper.id, rid())
        await world.say(world.bob, 'among us', design)
        event = await stream.next()
        assert event is not None
        assert event['type'] == 'member_left'
        assert await stream.next() is None
    assert api.followers.count(helper.id) == 0


async def test_a_removed_token_ends_streams_of_other_groups(world: World, design: Group, follow) -> None:
    await world.actions.memberships.invite(world.alice.id, world.watercooler.id, 'Helper', rid())
    async with follow(group_id=world.watercooler.id) as stream:
        (bot,) = await world.actions.bots.list_bots(world.alice.id, design.id)
        await world.actions.bots.remove_bot(world.alice.id, design.id, bot.id)
        await world.say(world.bob, 'among us')
        assert await stream.next() is None


async def test_a_deleted_group_is_the_end(world: World, design: Group, follow) -> None:
    async with follow() as stream:
        await world.actions.groups.delete_group(world.alice.id, design.id, rid())
        event = await stream.next()
        assert event is not None
        assert event['type'] == 'group_deleted'
        assert await stream.next() is None


async def test_the_end_of_the_server_ends_streams(world: World, follow, api: Api) -> None:
    async with follow() as stream:
        api.followers.close()
        assert await stream.next() is None
    async with follow() as late:
        assert await late.next() is None


async def test_the_past_that_was_loaded_after_the_server_began_is_the_right_one(
    world: World, design: Group, api: Api, follow
) -> None:
    world.store.epoch = 'loaded later than this interface was made'
    async with follow() as stream:
        change = await world.say(world.bob, 'hi', design)
        assert await numbers(stream, 1) == [change.number]


async def test_a_bot_has_so_many_streams_at_once(follow, monkeypatch) -> None:
    monkeypatch.setattr(events, 'MOST_STREAMS', 1)
    async with follow() as first:
        assert first.status == 200
        async with follow() as second:
            assert second.status == 409
    async with follow() as third:
        assert third.status == 200


async def test_another_past_ends_streams(world: World, design: Group, follow) -> None:
    """The numbers that a program knows mean something else in it."""
    async with follow() as stream:
        world.store.epoch = 'another'
        await world.say(world.bob, 'hi', design)
        assert await stream.next() is None


@pytest.mark.parametrize(('after', 'status'), [(10_000, 422), ('x', 422), (-1, 422), (2**70, 422)])
async def test_a_number_that_cannot_be_is_refused(follow, after: object, status: int) -> None:
    async with follow(after=after) as stream:
        assert stream.status == status
        assert stream.headers['content-type'] == 'application/problem+json'


async def test_a_silent_stream_says_that_it_lives(follow, api: Api) -> None:
    async with follow() as stream:
        api.followers._ping()
        assert await stream._block() == b': hello'
        assert await stream._block() == PING.strip()


async def test_who_reads_too_slowly_is_let_go_with_nothing_missing() -> None:
    follower = Follower(MemberId('a'), GroupId('g'), 0, lambda: True)
    for number in range(1, MOST_WAITING + 10):
        follower.put(number, b'%d ' % number)
    taken = b''.join([follower.pick(waiting) async for waiting in follower.take()])
    assert taken.split() == [b'%d' % number for number in range(1, MOST_WAITING + 1)]


async def test_what_is_told_of_previews_names_no_content(world: World, design: Group, follow) -> None:
    said = await world.say(world.bob, 'https://example.org', design)
    row = await world.actions.messages.read_message(world.bob.id, design.id, said.ordinal)
    picture = await world.actions.previews.keep_picture(b'small')
    seen = LinkPreview(
        url='https://example.org', title='Soup', picture_id=AttachmentId('pictureidone'), picture=picture
    )
    async with follow() as stream:
        await world.actions.previews.keep_previews(row, [seen])
        event = await stream.next()
    shown = {'url': 'https://example.org', 'title': 'Soup', 'description': '', 'site': ''}
    assert event is not None
    assert (event['type'], event['data']['previews']) == ('links_previewed', [shown])
