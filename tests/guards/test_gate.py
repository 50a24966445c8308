"""Who reaches what."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from messenger.guards.gate import Gate
from messenger.guards.tabs import Tabs
from messenger.settings import Settings
from tests.guards.doubles import ALICES_SESSION, As, Socket, behind

DOORS = [Route('/sign-in', behind, methods=['GET', 'POST'])]
PAGES = Starlette(routes=[Route('/', behind), Route('/groups/{group_id}', behind)])
POLLING = '/_nicegui_ws/socket.io/?transport=polling'


def gate(session):
    return As(Gate(behind, Settings(), doors=DOORS, pages=PAGES, tabs=Tabs(10)), session)


async def test_the_anonymous_are_sent_to_sign_in_and_back(browser):
    async with browser(gate(None)) as somebody:
        answer = await somebody.get('/groups/abc?at=5')
        start = await somebody.get('/')
    assert (answer.status_code, answer.headers['location']) == (303, '/sign-in?next=/groups/abc%3Fat%3D5')
    assert start.headers['location'] == '/sign-in?next=/'


async def test_a_member_reaches_pages_and_the_live_connection(browser):
    async with browser(gate(ALICES_SESSION)) as alice:
        assert (await alice.get('/groups/abc')).text == 'behind 0'
        assert (await alice.get(POLLING)).text == 'behind 0'


async def test_doors_and_files_are_open_to_all(browser):
    async with browser(gate(None)) as somebody:
        assert (await somebody.get('/sign-in')).status_code == 200
        assert (await somebody.post('/sign-in')).status_code == 200
        assert (await somebody.get('/_nicegui/3.18.0/static/nicegui.js')).status_code == 200


@pytest.mark.parametrize('method', ['GET', 'POST'])
async def test_the_anonymous_do_not_poll(browser, method):
    async with browser(gate(None)) as somebody:
        assert (await somebody.request(method, POLLING)).status_code == 401


@pytest.mark.parametrize('path', ['/_nicegui_ws/socket.io/', '/', '/elsewhere'])
async def test_the_anonymous_open_no_socket(path):
    socket = Socket(gate(None), path=path)
    await socket.open(asyncio.Event())
    assert socket.sent == ['websocket.close']


@pytest.mark.parametrize('session', [None, ALICES_SESSION])
@pytest.mark.parametrize('path', ['/nope', '/groups', '/groups/a/b', '/apix', '/.env', '/_niceguix', '/a//'])
async def test_what_does_not_exist_is_a_plain_404(browser, session, path):
    async with browser(gate(session)) as client:
        answer = await client.get(path)
    assert answer.status_code == 404
    assert 'There is no page at this address.' in answer.text


async def test_a_program_is_told_so_as_a_problem(browser):
    async with browser(gate(None)) as program:
        answer = await program.get('/api/v2/groups')
    assert (answer.status_code, answer.headers['content-type']) == (404, 'application/problem+json')
    assert answer.json()['detail'] == 'There is nothing at this address. See /api/v1/docs.'


@pytest.mark.parametrize('method', ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
async def test_pages_are_only_read(browser, method):
    async with browser(gate(ALICES_SESSION)) as alice:
        assert (await alice.request(method, '/groups/abc')).status_code == 405


async def test_nothing_is_uploaded_where_files_are(browser):
    async with browser(gate(None)) as somebody:
        assert (await somebody.post('/_nicegui/client/x/upload/1')).status_code == 405
