"""Frames are encoded once, paced, and withheld from who does not read."""

import asyncio
import socket as sockets

from tests.live.server import Server
from tests.live.tab import Tab


def slow_socket(server: Server) -> sockets.socket:
    """A socket whose operating system takes little that the browser has not read."""
    slow = sockets.socket()
    slow.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    slow.connect(('127.0.0.1', server.port))
    slow.setblocking(False)
    return slow


async def stall(server: Server, tab: Tab, name: str) -> None:
    """Open a page that reads its connection's beginning and then no more."""
    await tab.get(f'/room/{name}')
    await tab.connect(sock=slow_socket(server), max_queue=1)
    await tab.settle()
    tab._reader.cancel()
    await asyncio.gather(tab._reader, return_exceptions=True)


def fill(name: str) -> str:
    """Changes a large row until somebody is stale, or gives up."""
    return f"""
        import asyncio
        with live.find('{name}'):
            site.large = ui.label('')
        for i in range(100):
            site.large.text = f'{{i}} ' + 'x' * 200_000
            with live.find('{name}'):
                row(f'step {{i}}.')
            await asyncio.sleep(0.04)
            if live.stats.stale:
                break
        with live.find('{name}'):
            row('while stale')
        await asyncio.sleep(0.1)
        return live.stats.stale
    """


async def test_a_viewer_that_stops_reading_is_skipped_and_later_caught_up(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/bc-stale')
        await stall(server, bob, 'bc-stale')
        assert server.run(fill('bc-stale')) == 1
        await alice.until_sees('while stale')
        server.run("""
            view = next(view for view in site.views['bc-stale'] if view.identity == 'bob')
            with view.client.content:
                ui.label('a private one')
            view.show([live.find('bc-stale'), live.block('bc-more', lambda: row('another block'))])
            assert view.client.outbox.updates
            site.large.text = 'small again'
        """)
        bob._reader = asyncio.create_task(bob._read(bob.socket))
        await bob.until_sees('<b>while stale</b> <b>another block</b>')
        assert 'small again' in bob.text()
        steps = alice.text().count('step ')
        assert [f'step {i}.' in bob.text() for i in range(steps)] == [True] * steps  # also the one that was not sent
        await bob.until_sees('a private one')
        assert server.run('return live.stats.stale') == 0
        server.run("with live.find('bc-stale'): row('live again')")
        await bob.until_sees('live again')


async def test_a_viewer_that_reads_no_more_is_cut_off(server: Server) -> None:
    async with Tab(server.url, 'bob') as bob:
        await stall(server, bob, 'bc-cut')
        assert server.run(fill('bc-cut')) == 1
        assert server.run("""
            import asyncio
            for connection in live._gate.connections.values():
                if connection.is_stale:
                    connection.progress_at -= 60
            for _ in range(60):
                if not live.stats.stale:
                    break
                await asyncio.sleep(0.1)
            return [live.stats.stale, len(live.find('bc-cut').audiences)]
        """) == [0, 0]


async def test_one_change_is_one_frame_of_the_same_bytes_for_everybody(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/bc-once')
        await bob.open('/room/bc-once')
        await alice.settle()
        await bob.settle()
        frames, deliveries = server.run('return [live.stats.frames, live.stats.deliveries]')
        server.run("with live.find('bc-once'): row('single')")
        await alice.until_sees('single')
        await bob.until_sees('single')
        assert server.run('return [live.stats.frames, live.stats.deliveries]') == [frames + 1, deliveries + 2]
        assert [f for f in alice.frames if 'single' in f] == [f for f in bob.frames if 'single' in f]


async def test_changes_of_two_blocks_come_in_one_frame(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/bc-one+bc-two')
        server.run("""
            with live.find('bc-one'): row('left')
            with live.find('bc-two'): row('right')
        """)
        await alice.until_sees('right')
        assert [('left' in f, 'right' in f) for f in alice.frames if 'left' in f or 'right' in f] == [(True, True)]


async def test_changes_in_two_views_of_a_page_are_written_together(server: Server) -> None:
    """As when a message comes and is said aloud: a write is a call of the operating system."""
    async with Tab(server.url) as alice:
        await alice.open('/room/bc-log')
        assert (
            server.run(f"""
            with Client.instances['{alice.client_id}'].content:
                live.view(identity='alice', locale=site.views['bc-log'][0].locale, may_see=lambda: True) \\
                    .show([live.block('bc-aloud', lambda: None)])
            live._broadcast.flush()

            class Counting:
                writes = 0

                def __getattr__(self, name):
                    return getattr(transport, name)

                def write(self, data):
                    self.writes += 1
                    transport.write(data)

            page = site.views['bc-log'][0].page
            protocol = next(iter(page.connections.values())).protocol
            transport, protocol.transport = protocol.transport, Counting()
            with live.find('bc-log'): row('a message')
            with live.find('bc-aloud'): row('said aloud')
            live._broadcast.flush()
            counting, protocol.transport = protocol.transport, transport
            return counting.writes
        """)
            == 1
        )
        await alice.until_sees('a message')
        await alice.until_sees('said aloud')


async def test_a_storm_of_changes_is_sent_at_a_pace(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/bc-pace')
        await alice.settle()
        before = len(alice.frames)
        seconds = server.run("""
            import asyncio, time
            started = time.monotonic()
            for i in range(300):
                with live.find('bc-pace'): row(f'storm {i}.')
                await asyncio.sleep(0.002)
            return time.monotonic() - started
        """)
        await alice.until_sees('storm 299.')
        assert len(alice.frames) - before <= seconds / 0.033 + 5


async def test_a_flood_slows_the_pace_down(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/bc-flood')
        await alice.settle()
        before = len(alice.frames)
        seconds = server.run("""
            import asyncio, time
            started = time.monotonic()
            for i in range(100):
                with live.find('bc-flood'):
                    for _ in range(20): row('flood')
                await asyncio.sleep(0.01)
            return time.monotonic() - started
        """)
        server.run("with live.find('bc-flood'): row('ebb')")
        await alice.until_sees('ebb')
        assert len(alice.frames) - before <= seconds / 0.1 + 6


async def test_a_filler_that_fails_leaves_its_word_out_and_harms_nothing_else(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/bc-words')
        server.run("""
            site.live._broadcast._words._fill = lambda *_: None
            site.live._broadcast._words._report = seen.append
            with live.find('bc-words'): ui.label('[' + placeholder('time') + ']')
        """)
        await alice.until_sees('[]')
        server.run("""
            site.live._broadcast._words._fill = site.fill
            assert len(seen) == 1
            seen.clear()
        """)
