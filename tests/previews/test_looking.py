"""What servers can do to who looks at them: keep it waiting a bounded time, and be asked again before long."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from messenger.model.ids import MemberId
from messenger.outbound.addresses import Allowed
from messenger.outbound.fetcher import Bounds, Fetcher
from messenger.previews.looking import AT_ONCE, Looking, Sight
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
