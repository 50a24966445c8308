"""Links that sign in elsewhere."""

import asyncio

import pytest

from messenger.accounts.device_links import MOST_LINKS, DeviceLinks
from messenger.journal.memory_tokens import MemoryTokens
from messenger.model.ids import MemberId

ALICE = MemberId('alicealice22')


@pytest.fixture
def links(clock):
    return DeviceLinks(MemoryTokens(now=clock), b'k' * 32, clock)


async def test_a_link_tells_whose_it_is_as_often_as_asked(links):
    secret = await links.make(ALICE)
    assert await links.owner(secret) == ALICE
    assert await links.owner(secret) == ALICE


async def test_a_link_is_used_once(links):
    secret = await links.make(ALICE)
    assert await links.use(secret) == ALICE
    assert await links.use(secret) is None
    assert await links.owner(secret) is None


async def test_only_a_member_s_newest_links_work(links, clock):
    """Whoever asks for links without end fills no database."""
    bob = await links.make(MemberId('bobbobbobbob'))
    secrets = []
    for _ in range(MOST_LINKS + 2):
        clock.advance(seconds=1)
        secrets.append(await links.make(ALICE))
    owners = [await links.owner(secret) for secret in secrets]
    assert owners == [None, None, *[ALICE] * MOST_LINKS]
    assert await links.owner(bob) == 'bobbobbobbob'


async def test_of_two_who_use_a_link_at_once_one_gets_in(links):
    secret = await links.make(ALICE)
    assert sorted(map(str, await asyncio.gather(links.use(secret), links.use(secret)))) == ['None', ALICE]


async def test_a_link_works_for_ten_minutes(links, clock):
    secret = await links.make(ALICE)
    clock.advance(minutes=9, seconds=59)
    assert await links.owner(secret) == ALICE
    clock.advance(seconds=2)
    assert await links.owner(secret) is None
    assert await links.use(secret) is None


@pytest.mark.parametrize('wrong', ['', 'x', 'x' * 5000, '\ud800'])
async def test_what_is_no_link_lets_nobody_in(links, wrong):
    await links.make(ALICE)
    assert await links.use(wrong) is None
    assert await links.owner(wrong) is None
