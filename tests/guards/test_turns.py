"""Pages are built in turns."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from messenger.guards import turns
from messenger.guards.turns import AT_ONCE, Turns

DOORS = [Route('/sign-in', PlainTextResponse('come in'))]


class Builder:
    """Builds pages as slowly as it is told, and remembers which it began."""

    def __init__(self):
        self.begun = []
        self.may_answer = asyncio.Event()
        self.may_end = asyncio.Event()
        self.news = asyncio.Condition()

    async def __call__(self, scope, receive, send):
        async with self.news:
            self.begun.append(scope['path'])
            self.news.notify_all()
        await self.may_answer.wait()
        await send({'type': 'http.response.start', 'status': 200, 'headers': []})
        await self.may_end.wait()
        await send({'type': 'http.response.body', 'body': b'page'})

    async def until(self, count):
        """Wait until so many were begun."""
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.begun) >= count)


@pytest.fixture
def builder():
    return Builder()


@pytest.fixture
def ask(builder):
    """Ask for pages one after the other; each request goes on by itself."""
    app = Turns(builder, doors=DOORS)

    async def send(message):
        pass

    def ask(*paths, kind='http'):
        scopes = ({'type': kind, 'method': 'GET', 'path': path} for path in paths)
        return asyncio.gather(*(app(scope, None, send) for scope in scopes))

    return ask


async def test_some_are_built_and_the_others_follow_in_their_order(builder, ask):
    paths = [f'/groups/{number}' for number in range(3 * AT_ONCE)]
    asked = ask(*paths)
    await builder.until(AT_ONCE)
    assert builder.begun == paths[:AT_ONCE]
    builder.may_answer.set()
    builder.may_end.set()
    await asked
    assert builder.begun == paths


async def test_a_turn_is_over_as_the_answer_begins_however_slowly_it_is_read(builder, ask):
    builder.may_answer.set()
    asked = ask(*['/'] * 3 * AT_ONCE)
    await builder.until(3 * AT_ONCE)
    assert not asked.done()
    builder.may_end.set()
    await asked


async def test_a_page_that_waits_for_something_else_does_not_hold_up_the_others(builder, ask, monkeypatch):
    monkeypatch.setattr(turns, 'PATIENCE_SECONDS', 0.01)
    asked = ask(*['/x/slow'] * (2 * AT_ONCE))
    await builder.until(2 * AT_ONCE)
    builder.may_answer.set()
    builder.may_end.set()
    await asked
    again = ask(*['/'] * AT_ONCE)
    await again


async def test_a_page_that_fails_gives_its_turn_back():
    async def failing(scope, receive, send):
        raise RuntimeError(scope['path'])

    app = Turns(failing, doors=DOORS)
    async with asyncio.timeout(2):
        for _ in range(2 * AT_ONCE):
            with pytest.raises(RuntimeError):
                await app({'type': 'http', 'method': 'GET', 'path': '/'}, None, None)


async def test_what_is_no_page_waits_for_nothing(builder, ask):
    pages = ask(*['/'] * 2 * AT_ONCE)
    await builder.until(AT_ONCE)
    paths = ['/sign-in', '/_nicegui/3.18.0/vue.js', '/_nicegui_ws/socket.io/']
    others = ask(*paths)
    socket = ask('/_nicegui_ws/socket.io/', kind='websocket')
    await builder.until(AT_ONCE + 4)
    assert builder.begun[AT_ONCE:] == [*paths, '/_nicegui_ws/socket.io/']
    builder.may_answer.set()
    builder.may_end.set()
    await asyncio.gather(pages, others, socket)
