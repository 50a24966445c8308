"""What is under way for a session that ends. On a real server: `tests/test_endings.py`."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, StreamingResponse

from messenger.guards.cutoff import Cutoff
from tests.guards.doubles import ALICES_SESSION, As, Socket, behind


class Ending:
    """Sessions, as far as they end."""

    def __init__(self):
        self.listeners = []

    def listen(self, listener):
        self.listeners.append(listener)

    def end(self, session_id=ALICES_SESSION.id):
        for listener in self.listeners:
            listener(session_id)


@pytest.fixture
def sessions():
    return Ending()


def guarded(app, sessions, session=ALICES_SESSION):
    return As(Cutoff(app, sessions), session)


async def test_a_request_that_waits_for_more_hears_that_its_browser_has_gone(browser, sessions):
    waiting = asyncio.Event()

    async def upload(scope, receive, send):
        waiting.set()
        try:
            await Request(scope, receive).body()
        except ClientDisconnect:
            await PlainTextResponse('cut off', 400)(scope, receive, send)

    async def endless():
        yield b'half'
        await asyncio.Event().wait()

    async with browser(guarded(upload, sessions)) as alice, asyncio.timeout(2):
        asked = asyncio.create_task(alice.post('/files/x', content=endless()))
        await waiting.wait()
        sessions.end()
        assert (await asked).text == 'cut off'


async def test_what_is_read_begins_no_more(browser, sessions):
    async def page(scope, receive, send):
        sessions.end()
        await PlainTextResponse('among us')(scope, receive, send)

    async with browser(guarded(page, sessions)) as alice:
        answer = await alice.get('/')
    assert (answer.status_code, answer.text) == (401, 'Sign in first.\n')


async def test_what_is_being_read_goes_on_no_more(sessions):
    sent = []

    async def pieces():
        yield b'one'
        sessions.end()
        yield b'two'

    async def download(scope, receive, send):
        await StreamingResponse(pieces())(scope, receive, send)

    async def receive():
        await asyncio.Event().wait()

    async def send(message):
        sent.append(message.get('body'))

    scope = {'type': 'http', 'method': 'GET', 'path': '/files/x/y', 'headers': []}
    async with asyncio.timeout(2):
        await guarded(download, sessions)(scope, receive, send)
    assert sent == [None, b'one']


async def test_signing_out_is_answered(browser, sessions):
    async def sign_out(scope, receive, send):
        await Request(scope, receive).body()
        sessions.end()
        await PlainTextResponse('bye')(scope, receive, send)

    async with browser(guarded(sign_out, sessions)) as alice:
        assert (await alice.post('/sign-out')).text == 'bye'


async def test_nothing_else_is_cut_off(browser, sessions):
    async def page(scope, receive, send):
        sessions.end('another session')
        await behind(scope, receive, send)

    async with browser(guarded(page, sessions)) as alice:
        assert (await alice.post('/', content=b'four')).text == 'behind 4'
    async with browser(guarded(page, sessions, None)) as nobody:
        assert (await nobody.get('/')).text == 'behind 0'
    sessions.end()
    async with browser(guarded(behind, sessions)) as alice:
        assert (await alice.get('/')).text == 'behind 0'


async def test_sockets_and_polling_are_left_to_the_pages(browser, sessions):
    async def poll(scope, receive, send):
        sessions.end()
        await behind(scope, receive, send)

    app = guarded(poll, sessions)
    async with browser(app) as alice:
        assert (await alice.get('/_nicegui_ws/socket.io/')).text == 'behind 0'
    socket, closed = Socket(app), asyncio.Event()
    closed.set()
    await socket.open(closed)
    assert socket.sent == ['websocket.accept']


async def test_requests_that_have_ended_are_forgotten(browser, sessions):
    app = Cutoff(behind, sessions)
    async with browser(As(app)) as alice:
        await asyncio.gather(*(alice.get('/') for _ in range(5)))
    assert not app._running
