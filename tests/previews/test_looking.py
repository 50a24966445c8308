"""What servers can do to who looks at them: keep it waiting a bounded time, and be asked again before long."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable

import pytest

from messenger.model.ids import MemberId
from messenger.outbound.addresses import Allowed
from messenger.outbound.fetcher import Bounds, Fetcher
from messenger.previews.looking import AT_ONCE, KEPT_SECONDS, PASSING_SECONDS, Looking, Sight
from tests.files import picture
from tests.outbound.site import Site, page, site

HERE = '127.0.0.1'
ALICE, BOB = MemberId('alice'), MemberId('bob')
SOON = Bounds(seconds=0.2)
LITTLE = Bounds(body_bytes=100_000)
HTML = {'Content-Type': 'text/html'}
SOUP = page(b'<title>Soup</title>', **HTML)
WITH_PICTURE = page(b'<title>Soup</title><meta property="og:image" content="/pot.png">', **HTML)
POT = page(picture(), **{'Content-Type': 'image/png'})


class Time:
    """What a clock shows, put forward by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Show it."""
        return self.seconds


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def looking(clock: Time) -> AsyncIterator[Callable[..., Looking]]:
    """Makes what looks at pages of this machine, with bounds of its own if they are given."""
    made: list[Looking] = []

    def make(**bounds: Bounds) -> Looking:
        fetcher = Fetcher(agent='Test', allowed=Allowed((HERE,)), allows_http=True)
        made.append(Looking(fetcher, clock=clock, **bounds))
        return made[-1]

    yield make
    for each in made:
        await each.close()


def title(sight: Sight | None) -> str | None:
    """The title of what was seen, if anything was."""
    return sight.page.title if sight else None


def paths(there: Site) -> list[str]:
    """What was asked for, in order."""
    return [request.split()[1] for request in there.requests]


class Silent:
    """Takes a request and says nothing until a test lets it, and finds then whether anybody still listens."""

    def __init__(self) -> None:
        self.may_speak = asyncio.Event()
        self.is_left = asyncio.Event()

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        """Wait, then speak until who asked is found to be gone."""
        await self.may_speak.wait()
        await self.speak(writer)

    async def speak(self, writer: asyncio.StreamWriter) -> None:
        """Send without end."""
        try:
            while True:
                writer.write(bytes(4096))
                await writer.drain()
        except ConnectionError:
            self.is_left.set()


class Endless(Silent):
    """Sends a picture that has no end, until who asked goes away."""

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        """Send the beginning of a picture, then more and more."""
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n' + picture()[:30])
        await self.speak(writer)


async def test_a_server_that_never_answers_is_left_after_a_bounded_time(looking) -> None:
    silent = Silent()
    async with asyncio.timeout(5), site(silent) as there:
        assert await looking(page=SOON).look(f'http://{HERE}:{there.port}/', ALICE) is None
        silent.may_speak.set()
        await silent.is_left.wait()


async def test_a_picture_that_never_comes_leaves_the_page_without_one(looking) -> None:
    silent = Silent()
    async with asyncio.timeout(5), site(WITH_PICTURE, silent) as there:
        sight = await looking(picture=SOON).look(f'http://{HERE}:{there.port}/', ALICE)
        silent.may_speak.set()
        await silent.is_left.wait()
    assert (title(sight), sight.picture) == ('Soup', None)
    assert paths(there) == ['/', '/pot.png']


async def test_of_an_endless_picture_a_bounded_part_is_read_and_the_page_shown_without(looking) -> None:
    endless = Endless()
    async with asyncio.timeout(5), site(WITH_PICTURE, endless) as there:
        sight = await looking(picture=LITTLE).look(f'http://{HERE}:{there.port}/', ALICE)
        await endless.is_left.wait()
    assert (title(sight), sight.picture) == ('Soup', None)


@pytest.mark.parametrize('status', ['500 Oh', '503 Busy', '429 Slower', '408 Late'])
async def test_what_may_pass_is_asked_for_again_before_long(looking, clock: Time, status: str) -> None:
    look = looking().look
    async with site(page(b'', status), SOUP) as there:
        url = f'http://{HERE}:{there.port}/'
        assert await look(url, ALICE) is None
        clock.seconds = PASSING_SECONDS - 1
        assert await look(url, BOB) is None
        clock.seconds = PASSING_SECONDS
        assert title(await look(url, BOB)) == 'Soup'
        assert len(there.requests) == 2


async def test_a_server_that_is_away_is_asked_again_before_long(looking, clock: Time) -> None:
    look = looking().look
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        url = f'http://{HERE}:{taken.getsockname()[1]}/'
        assert await look(url, ALICE) is None
        server = await asyncio.start_server(_serve_soup, sock=taken)
        assert await look(url, ALICE) is None
        clock.seconds = PASSING_SECONDS
        assert title(await look(url, ALICE)) == 'Soup'
        server.close()


async def _serve_soup(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b'\r\n\r\n')
    writer.write(SOUP)
    writer.close()


async def test_a_picture_that_failed_for_now_is_asked_for_again_with_its_page(looking, clock: Time) -> None:
    look = looking().look
    async with site(WITH_PICTURE, page(b'', '503 Busy'), WITH_PICTURE, POT) as there:
        url = f'http://{HERE}:{there.port}/'
        assert (await look(url, ALICE)).picture is None
        clock.seconds = PASSING_SECONDS
        assert (await look(url, ALICE)).picture is not None
        clock.seconds += KEPT_SECONDS - 1
        assert (await look(url, ALICE)).picture is not None
        assert len(there.requests) == 4


@pytest.mark.parametrize('answer', [SOUP, page(b'', '404 No'), page(b'{}'), page(b'', '403 No')])
async def test_what_will_not_pass_and_what_was_seen_are_kept_for_a_day(looking, clock: Time, answer: bytes) -> None:
    look = looking().look
    async with site(answer) as there:
        url = f'http://{HERE}:{there.port}/'
        first = await look(url, ALICE)
        clock.seconds = KEPT_SECONDS - 1
        assert await look(url, BOB) is first
        assert len(there.requests) == 1
        clock.seconds = KEPT_SECONDS
        assert await look(url, BOB) == first
        assert len(there.requests) == 2


async def test_parts_of_one_page_are_asked_for_once(looking) -> None:
    look = looking().look
    async with site(SOUP) as there:
        url = f'http://{HERE}:{there.port}/'
        await asyncio.gather(look(f'{url}#a', ALICE), look(f'{url}#b', BOB), look(url, ALICE))
        assert len(there.requests) == 1


async def test_somebody_with_many_slow_links_holds_up_nobody_for_long(looking) -> None:
    """The next turn is Bob's, though Alice has more links waiting since before."""
    may_answer, look = asyncio.Event(), looking().look

    async def late(writer: asyncio.StreamWriter) -> None:
        await may_answer.wait()
        writer.write(SOUP)
        await writer.drain()

    async with asyncio.timeout(10), site(late) as there:
        url = f'http://{HERE}:{there.port}'
        asked = [asyncio.create_task(look(f'{url}/a{number}', ALICE)) for number in range(3 * AT_ONCE)]
        await asyncio.sleep(0)
        asked.append(asyncio.create_task(look(f'{url}/b', BOB)))
        await asyncio.sleep(0)
        may_answer.set()
        await asyncio.gather(*asked)
        place = paths(there).index('/b')
    assert place < 2 * AT_ONCE
