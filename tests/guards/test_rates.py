"""Asking too often."""

import pytest

from messenger.guards.rates import Rates
from messenger.settings import Settings
from tests.guards.doubles import As, behind


async def statuses(client, method, path, times):
    return [(await client.request(method, path)).status_code for _ in range(times)]


async def test_an_address_signs_in_so_often_and_then_waits(browser):
    app = As(Rates(behind, Settings(sign_ins_per_minute=3)), session=None)
    async with browser(app) as alice, browser(app, address='192.0.2.2') as bob:
        assert await statuses(alice, 'POST', '/sign-in', 4) == [200, 200, 200, 429]
        assert await statuses(alice, 'GET', '/sign-in', 4) == [200] * 4
        assert await statuses(bob, 'POST', '/sign-in', 1) == [200]


@pytest.mark.parametrize('path', ['/device/x', '/invite/x'])
async def test_links_count_as_signing_in(browser, path):
    app = As(Rates(behind, Settings(sign_ins_per_minute=1)), session=None)
    async with browser(app) as alice:
        assert await statuses(alice, 'POST', path, 2) == [200, 429]


async def test_who_asks_too_often_is_told_how_long_to_wait(browser):
    app = As(Rates(behind, Settings(sign_ins_per_minute=1)), session=None)
    async with browser(app) as alice:
        await alice.post('/sign-in')
        shown = await alice.post('/sign-in', headers={'Accept': 'text/html'})
        told = await alice.post('/sign-in')
    assert 1 <= int(shown.headers['retry-after']) <= 60
    assert f'Wait {shown.headers["retry-after"]} seconds' in shown.text
    assert '<h1>' in shown.text
    assert told.text.startswith('That was too often.')


async def test_a_session_opens_so_many_pages_a_minute(browser):
    app = As(Rates(behind, Settings(pages_per_minute=2)))
    async with browser(app) as alice:
        assert await statuses(alice, 'GET', '/groups/x', 3) == [200, 200, 429]
        assert await statuses(alice, 'GET', '/_nicegui/3/static/x.js', 5) == [200] * 5


async def test_the_api_is_no_page(browser):
    app = As(Rates(behind, Settings(pages_per_minute=2)))
    async with browser(app) as alice:
        assert await statuses(alice, 'GET', '/api/v1/docs', 4) == [200] * 4


async def test_a_session_begins_so_many_live_connections_a_minute_and_polls_freely(browser):
    app = As(Rates(behind, Settings(pages_per_minute=2)))
    async with browser(app) as alice:
        assert await statuses(alice, 'GET', '/_nicegui_ws/socket.io/?transport=polling', 3) == [200, 200, 429]
        assert await statuses(alice, 'GET', '/_nicegui_ws/socket.io/?transport=polling&sid=x', 5) == [200] * 5


async def test_an_address_asks_so_much_of_anything(browser):
    app = As(Rates(behind, Settings(requests_per_minute=3)), session=None)
    async with browser(app) as alice:
        assert await statuses(alice, 'GET', '/robots.txt', 4) == [200, 200, 200, 429]


async def test_after_the_time_told_there_is_room_again(browser):
    now = 1000.0
    app = As(Rates(behind, Settings(sign_ins_per_minute=2), clock=lambda: now), session=None)
    async with browser(app) as alice:
        await statuses(alice, 'POST', '/sign-in', 1)
        now += 20
        await statuses(alice, 'POST', '/sign-in', 1)
        refused = await alice.post('/sign-in')
        assert refused.headers['retry-after'] == '40'
        now += 39.9
        assert await statuses(alice, 'POST', '/sign-in', 1) == [429]
        now += 0.2
        assert await statuses(alice, 'POST', '/sign-in', 2) == [200, 429]


async def test_addresses_of_one_household_count_as_one(browser):
    app = As(Rates(behind, Settings(sign_ins_per_minute=1)), session=None)
    async with browser(app, address='::ffff:192.0.2.1') as four, browser(app, address='::ffff:192.0.2.2') as other:
        assert await statuses(four, 'POST', '/sign-in', 2) == [200, 429]
        assert await statuses(other, 'POST', '/sign-in', 1) == [200]
    async with (
        browser(app, address='2001:db8::1') as one,
        browser(app, address='2001:db8::2') as two,
        browser(app, address='2001:db8:1::1') as three,
    ):
        assert await statuses(one, 'POST', '/sign-in', 1) == [200]
        assert await statuses(two, 'POST', '/sign-in', 1) == [429]
        assert await statuses(three, 'POST', '/sign-in', 1) == [200]
