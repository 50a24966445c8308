"""Other sites that act through a member's browser."""

import asyncio

import pytest

from messenger.guards.origins import Origins
from messenger.settings import Settings
from tests.guards.doubles import Socket, behind

FOREIGN = [
    'http://evil.example',
    'null',
    'http://localhost:8000',
    'https://localhost:9999',
    'http://localhost:9999.evil.example',
]
POLLING = '/_nicegui_ws/socket.io/?transport=polling'


@pytest.mark.parametrize('origin', FOREIGN)
async def test_a_write_of_a_foreign_origin_is_refused(browser, origin):
    async with browser(Origins(behind, Settings())) as alice:
        assert (await alice.post('/sign-in', headers={'Origin': origin})).status_code == 403


@pytest.mark.parametrize('origin', FOREIGN)
async def test_polling_of_a_foreign_origin_is_refused(browser, origin):
    async with browser(Origins(behind, Settings())) as alice:
        assert (await alice.get(POLLING, headers={'Origin': origin})).status_code == 403
        assert (await alice.post(POLLING, headers={'Origin': origin})).status_code == 403


@pytest.mark.parametrize('origin', FOREIGN)
async def test_a_socket_of_a_foreign_origin_is_turned_away_in_its_handshake(origin):
    socket = Socket(Origins(behind, Settings()), {'origin': origin})
    await socket.open(asyncio.Event())
    assert socket.sent == ['websocket.close']


async def test_our_own_pages_write_poll_and_connect(browser):
    app = Origins(behind, Settings())
    own = {'Origin': 'http://localhost:9999'}
    async with browser(app) as alice:
        assert (await alice.post('/sign-in', headers=own)).status_code == 200
        assert (await alice.post(POLLING, headers=own)).status_code == 200
        assert (await alice.get(POLLING)).status_code == 200
    socket, closed = Socket(app, {'origin': 'http://localhost:9999'}), asyncio.Event()
    closed.set()
    await socket.open(closed)
    assert socket.sent == ['websocket.accept']


async def test_behind_https_the_public_address_is_our_own_whatever_the_proxy_says(browser):
    app = Origins(behind, Settings(public_url='https://chat.example.org'))
    async with browser(app, 'http://chat.example.org') as alice:
        assert (await alice.post('/', headers={'Origin': 'https://chat.example.org'})).status_code == 200
        assert (await alice.post('/', headers={'Origin': 'https://evil.example.org'})).status_code == 403
    socket, closed = Socket(app, {'origin': 'https://chat.example.org', 'host': '127.0.0.1:9999'}), asyncio.Event()
    closed.set()
    await socket.open(closed)
    assert socket.sent == ['websocket.accept']


@pytest.mark.parametrize('site', ['cross-site', 'same-site'])
async def test_what_a_browser_marks_as_another_sites_is_refused(browser, site):
    async with browser(Origins(behind, Settings())) as alice:
        assert (await alice.post('/sign-in', headers={'Sec-Fetch-Site': site})).status_code == 403
        assert (await alice.get(POLLING, headers={'Sec-Fetch-Site': site})).status_code == 403


async def test_a_link_from_another_site_opens_a_page(browser):
    async with browser(Origins(behind, Settings())) as alice:
        assert (await alice.get('/groups/x', headers={'Sec-Fetch-Site': 'cross-site'})).status_code == 200


async def test_a_program_that_is_no_browser_may_write(browser):
    async with browser(Origins(behind, Settings())) as program:
        assert (await program.post('/sign-in')).status_code == 200
