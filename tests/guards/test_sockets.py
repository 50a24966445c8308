"""Live connections that are too many."""

import asyncio

from messenger.guards.sockets import Sockets
from messenger.settings import Settings
from tests.guards.doubles import As, Socket, behind


async def connect(app, address='192.0.2.1'):
    socket, closed = Socket(app, address=address), asyncio.Event()
    task = asyncio.create_task(socket.open(closed))
    await socket.answered.wait()

    async def close():
        closed.set()
        await task

    return socket.sent[0] == 'websocket.accept', close


async def test_a_session_holds_so_many_sockets_and_no_more():
    app = As(Sockets(behind, Settings(sockets_per_session=2)))
    one, close_one = await connect(app)
    two, _ = await connect(app, '192.0.2.2')
    three, _ = await connect(app)
    assert (one, two, three) == (True, True, False)
    await close_one()
    four, _ = await connect(app)
    assert four


async def test_an_address_holds_so_many_sockets_and_no_more():
    app = As(Sockets(behind, Settings(sockets_per_address=1)), session=None)
    assert (await connect(app))[0]
    assert not (await connect(app))[0]
    assert (await connect(app, '192.0.2.2'))[0]


async def test_closed_sockets_are_forgotten():
    guard = Sockets(behind, Settings())
    for number in range(10):
        _, close = await connect(As(guard), f'192.0.2.{number}')
        await close()
    assert not guard.open_now
