"""Foreign names of this machine."""

import asyncio

import pytest

from messenger.guards.hosts import Hosts
from messenger.settings import Settings
from tests.guards.doubles import Socket, behind


@pytest.mark.parametrize('host', ['localhost', 'localhost:9999', '127.0.0.1:9999', '[::1]:9999', 'LOCALHOST'])
async def test_this_machines_own_names_are_answered(browser, host):
    async with browser(Hosts(behind, Settings())) as alice:
        assert (await alice.get('/', headers={'Host': host})).status_code == 200


@pytest.mark.parametrize(
    'host',
    ['evil.example', 'evil.example:9999', 'localhost.evil.example', '10.0.0.1', '', 'a@localhost:x', '[::1', '%00'],
)
async def test_any_other_name_is_refused(browser, host):
    async with browser(Hosts(behind, Settings())) as alice:
        answer = await alice.get('/', headers={'Host': host})
    assert answer.status_code == 421
    assert 'MESSENGER_PUBLIC_URL' in answer.text


async def test_the_public_name_is_answered(browser):
    app = Hosts(behind, Settings(public_url='https://chat.example.org'))
    async with browser(app) as alice:
        assert (await alice.get('/', headers={'Host': 'Chat.Example.org'})).status_code == 200
        assert (await alice.get('/', headers={'Host': 'other.example.org'})).status_code == 421


async def test_listening_everywhere_any_address_is_answered_and_no_foreign_name(browser):
    async with browser(Hosts(behind, Settings(host='0.0.0.0'))) as alice:
        assert (await alice.get('/', headers={'Host': '192.168.1.5:9999'})).status_code == 200
        assert (await alice.get('/', headers={'Host': 'rebound.example'})).status_code == 421


async def test_a_socket_to_a_foreign_name_is_turned_away_in_its_handshake():
    socket = Socket(Hosts(behind, Settings()), {'host': 'rebound.example'})
    await socket.open(asyncio.Event())
    assert socket.sent == ['websocket.close']
