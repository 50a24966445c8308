"""Requests that a stop cuts off."""

import asyncio

from messenger.guards.interruption import Interruption
from tests.guards.doubles import Socket


async def test_a_request_that_is_cut_off_is_told_to_come_back(browser):
    waiting = asyncio.Event()

    async def slow(scope, receive, send):
        waiting.set()
        await asyncio.Event().wait()

    asked = None

    async def cancellable(scope, receive, send):
        nonlocal asked
        asked = asyncio.create_task(Interruption(slow)(scope, receive, send))
        await asked

    async with browser(cancellable) as alice:
        answer = asyncio.create_task(alice.get('/'))
        await waiting.wait()
        asked.cancel()
        assert (await answer).status_code == 503
        assert (await answer).headers['retry-after'] == '5'


async def test_a_socket_that_is_cut_off_says_nothing_more():
    async def slow(scope, receive, send):
        await send({'type': 'websocket.accept'})
        await asyncio.Event().wait()

    socket = Socket(Interruption(slow))
    task = asyncio.create_task(socket.open(asyncio.Event()))
    await socket.answered.wait()
    task.cancel()
    await task
    assert socket.sent == ['websocket.accept']
