"""Sockets that do not answer are ended, and forgotten."""

import asyncio

from tests.live.server import Server
from tests.live.tab import Tab


async def test_a_browser_that_answers_no_ping_is_ended_and_forgotten(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/sw-silent')
        alice._reader.cancel()  # nobody answers pings now
        server.run("""
            import time
            connection = next(c for c in live._gate.connections.values() if c.page)
            connection.socket.last_ping = time.time() - 60
            site.socket = connection.socket
        """)
        await server.until('site.socket.closed and site.socket.sid not in core.sio.eio.sockets')
        await asyncio.wait_for(alice.socket.wait_closed(), 10)


async def test_a_browser_that_answers_stays(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/sw-stays')
        await alice.until(lambda: alice.frames.count('2') >= 1, seconds=10)
        await asyncio.sleep(2.5)
        await alice.settle()


async def test_engine_io_s_own_service_task_does_not_run(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/sw-task')
        assert server.run('return [core.sio.eio.start_service_task, core.sio.eio.service_task_handle]') == [False, None]


async def test_an_idle_socket_has_no_ping_task_and_stays_open_for_many_pings(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/sw-pulse')
        names = server.run("""
            import asyncio
            return [str(task.get_coro()) for task in asyncio.all_tasks() if '_send_ping' in str(task.get_coro())]
        """)
        assert names == []
        server.run("""
            for connection in live._gate.connections.values():
                connection.pinged_at = -1000
        """)
        await alice.until(lambda: alice.frames.count('2') == 1, seconds=3)
        await alice.settle()
        assert server.run('return [c.socket.last_ping for c in live._gate.connections.values() if c.page]') == [None]
