"""Outgoing webhooks: each change until the address has it, in order, signed, and to nobody that it may not go to."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from messenger.api.outgoing import LONGEST_PAUSE_SECONDS, POSITION, Outgoing
from messenger.model.group import Group
from messenger.model.ids import StreamId
from messenger.model.refused import Refused
from messenger.outbound.addresses import Allowed
from messenger.outbound.fetcher import Fetcher
from tests.components.eventually import eventually
from tests.outbound.site import Site, page, site
from tests.world import World, rid


class Pauses:
    """A sleep that takes no time, and how long it would have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Note it, and let others go on."""
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def delivering(world: World, pauses: Pauses) -> Callable[[], object]:
    """Run what delivers, as long as the block lasts; this machine may be reached."""

    @asynccontextmanager
    async def run(networks: tuple[str, ...] = ('127.0.0.0/8',)) -> AsyncIterator[Outgoing]:
        world.actions.outgoing.allows_http = True

        def fetcher() -> Fetcher:
            return Fetcher(agent='Test', allowed=Allowed(networks), allows_http=True)

        outgoing = Outgoing(actions=world.actions, store=world.store, make_fetcher=fetcher, sleep=pauses)
        await outgoing.start()
        try:
            yield outgoing
        finally:
            await outgoing.stop()

    return run


async def add(world: World, group: Group, served: Site, name: str = 'Listener') -> str:
    return await world.actions.outgoing.add_outgoing(
        world.alice.id, group.id, name, f'http://127.0.0.1:{served.port}/hear?x=1'
    )


async def told(served: Site, count: int) -> list[dict]:
    """Wait for so many requests and return what they say, with their headers under `headers`."""
    await eventually(lambda: len(served.requests) >= count)
    found = []
    for request in served.requests[:count]:
        head, _, body = request.partition('\r\n\r\n')
        headers = dict(line.split(': ', 1) for line in head.splitlines()[1:])
        found.append({'headers': headers, 'body': body, **json.loads(body)})
    return found


async def test_an_address_is_told_what_happens_from_now_on(world: World, design: Group, delivering) -> None:
    await world.say(world.bob, 'before', design)
    async with delivering(), site(page()) as served:
        secret = await add(world, design, served)
        change = await world.say(world.bob, 'hi **@Alice**', design)
        await world.actions.reactions.react(world.alice.id, design.id, change.ordinal, '👍', rid())
        first, second = await told(served, 2)
    assert served.requests[0].startswith('POST /hear?x=1 HTTP/1.1\r\n')
    assert (first['type'], first['number'], first['data']['text']) == ('message_sent', change.number, 'hi **@Alice**')
    assert (second['type'], second['data']['emoji']) == ('reaction_added', '👍')
    assert first['headers']['Content-Type'] == 'application/json'
    _check_signature(first, secret)
    assert first['headers']['webhook-id'] != second['headers']['webhook-id']


def _check_signature(request: dict, secret: str) -> None:
    key = base64.b64decode(secret.removeprefix('whsec_'))
    headers = request['headers']
    signed = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{request["body"]}'.encode()
    expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers['webhook-signature'] == f'v1,{expected}'


async def test_what_is_not_taken_is_told_again_in_order(world: World, design: Group, delivering, pauses) -> None:
    """With the same id, after pauses that grow, and what came later waits."""
    failing = page(status='500 Oh')
    redirect = page(status='302 Found', Location='/')
    async with delivering() as outgoing, site(failing, failing, redirect, page()) as served:
        await add(world, design, served)
        await world.say(world.bob, 'one', design)
        await world.say(world.bob, 'two', design)
        requests = await told(served, 5)
        await eventually(lambda: outgoing.attempts['delivered'] == 2)
    assert [request['data']['text'] for request in requests] == ['one', 'one', 'one', 'one', 'two']
    assert outgoing.attempts == {'delivered': 2, 'failed': 3}
    assert len({request['headers']['webhook-id'] for request in requests}) == 2
    assert len(pauses.seconds) == 3
    assert all(seconds <= pause <= 1.2 * seconds for pause, seconds in zip(pauses.seconds, (2, 4, 8), strict=True))


async def test_the_pauses_do_not_grow_for_ever(world: World, design: Group, delivering, pauses) -> None:
    async with delivering(), site(*[page(status='500 Oh')] * 16, page()) as served:
        await add(world, design, served)
        await world.say(world.bob, 'one', design)
        await told(served, 17)
    assert LONGEST_PAUSE_SECONDS <= pauses.seconds[-1] <= 1.2 * LONGEST_PAUSE_SECONDS


async def test_keepers_see_what_is_wrong(world: World, design: Group, delivering) -> None:
    """Until it is right again."""
    go_on = asyncio.Event()

    async def fail_later(writer: asyncio.StreamWriter) -> None:
        await go_on.wait()
        writer.write(page())
        await writer.drain()

    async with delivering(), site(page(status='503 Busy'), fail_later) as served:
        await add(world, design, served)
        await world.say(world.bob, 'one', design)
        await told(served, 2)
        (shown,) = await world.actions.outgoing.list_outgoing(world.alice.id, design.id)
        assert shown.trouble == 'It answered 503 instead of 200.'
        assert (shown.name, shown.url) == ('Listener', f'http://127.0.0.1:{served.port}/hear?x=1')
        go_on.set()
        await world.say(world.bob, 'two', design)
        await told(served, 3)
        (shown,) = await world.actions.outgoing.list_outgoing(world.alice.id, design.id)
        assert shown.trouble == ''


async def test_after_a_restart_it_goes_on_where_it_was(world: World, design: Group, delivering) -> None:
    """What happened while nobody delivered is told too."""
    async with site(page()) as served:
        async with delivering():
            await add(world, design, served)
            await world.say(world.bob, 'one', design)
            await told(served, 1)
        await world.say(world.bob, 'two', design)
        await world.actions.reading.flush()
        async with delivering():
            requests = await told(served, 2)
    assert [request['data']['text'] for request in requests] == ['one', 'two']
    listener = world.store.member_named('Listener')
    assert listener is not None
    assert world.store.preference(listener.id, POSITION) == str(world.store.head(StreamId(design.id)))


async def test_a_removed_webhook_is_told_no_more(world: World, design: Group, delivering) -> None:
    """Nor is one whose bot is put out, or whose group is gone."""
    async with delivering() as outgoing, site(page()) as served:
        await add(world, design, served)
        (shown,) = await world.actions.outgoing.list_outgoing(world.alice.id, design.id)
        await world.actions.outgoing.remove_outgoing(world.alice.id, design.id, shown.id)
        await world.say(world.bob, 'among us', design)
        await add(world, world.watercooler, served, 'Other')
        await world.say(world.bob, 'elsewhere')
        (only,) = await told(served, 1)
        assert only['data']['text'] == 'elsewhere'
        await world.actions.groups.delete_group(world.alice.id, world.watercooler.id, rid())
        await eventually(lambda: not outgoing._running)
    assert len(served.requests) == 1


async def test_one_that_hangs_holds_up_no_other(world: World, design: Group, delivering) -> None:
    never = asyncio.Event()

    async def hang(writer: asyncio.StreamWriter) -> None:
        await never.wait()

    async with delivering(), site(hang) as slow, site(page()) as quick:
        await add(world, design, slow, 'Slow')
        await add(world, design, quick, 'Quick')
        await world.say(world.bob, 'one', design)
        heard = [request['data'].get('text') for request in await told(quick, 1)]
        assert heard == ['one']
        never.set()


async def test_this_machine_is_told_nothing_unless_the_operator_allows_it(
    world: World, design: Group, delivering
) -> None:
    async with delivering(networks=()), site(page()) as served:
        await add(world, design, served)
        await world.say(world.bob, 'one', design)
        await eventually(lambda: world.actions.outgoing._troubles)
        (shown,) = await world.actions.outgoing.list_outgoing(world.alice.id, design.id)
    assert shown.trouble.startswith('127.0.0.1 is in a private network')
    assert served.requests == []


@pytest.mark.parametrize('url', ['', 'x', 'ftp://example.org', 'http://example.org', 'https://me:pw@example.org/'])
async def test_what_is_no_address_is_refused(world: World, design: Group, url: str) -> None:
    """Before a bot takes the name."""
    with pytest.raises(Refused) as refused:
        await world.actions.outgoing.add_outgoing(world.alice.id, design.id, 'Listener', url)
    assert refused.value.code == 'bad_address'
    assert world.store.member_named('Listener') is None


async def test_a_defect_of_ours_is_no_end(world: World, design: Group, delivering, monkeypatch) -> None:
    """It is tried again after the longest pause."""
    async with delivering() as outgoing, site(page()) as served:
        with monkeypatch.context() as broken:
            broken.setattr(outgoing, '_headers', lambda *_: 1 / 0)
            await add(world, design, served)
            await world.say(world.bob, 'one', design)
            await eventually(lambda: LONGEST_PAUSE_SECONDS in outgoing._sleep.seconds)
        (only,) = await told(served, 1)
    assert only['data']['text'] == 'one'
