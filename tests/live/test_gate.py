"""Who may come in, how much they may send, and what a socket on polling gets."""

import asyncio
import contextlib
import json
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.live.server import Server
from tests.live.tab import Tab

SEPARATOR = '\x1e'


class PollingTab(Tab):
    """A tab behind a proxy that lets no WebSocket through."""

    http: httpx.AsyncClient
    sid: str

    async def connect(self, **_: Any) -> 'PollingTab':
        self.http = httpx.AsyncClient(headers=self.headers, verify=False, trust_env=False, timeout=30)
        self.address = f'{self.url}/_nicegui_ws/socket.io/?{urlencode(self.query)}&transport=polling'
        opened = (await self.http.get(self.address)).text
        self.sid = json.loads(opened[1:].split(SEPARATOR)[0])['sid']
        self.address += f'&sid={self.sid}'
        await self.send('40')
        self._reader = asyncio.create_task(self._poll())
        await asyncio.wait_for(self._connected.wait(), 5)
        return self

    async def send(self, packet: str) -> None:
        await self.http.post(self.address, content=packet)

    async def emit(self, kind: str, data: Any) -> None:
        await self.send('42' + json.dumps([kind, data]))

    async def lose(self) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self.http.aclose()

    async def _poll(self) -> None:
        while True:
            for packet in (await self.http.get(self.address)).text.split(SEPARATOR):
                await self.take(packet)
                if packet == '1':
                    return


async def test_a_browser_on_polling_gets_everything_and_can_act(server: Server) -> None:
    server.run("site.builders['g-polling'] = lambda: ui.button('act', on_click=lambda: row(viewer().identity))")
    async with PollingTab(server.url) as alice:
        await alice.open('/room/g-polling')
        server.run("with live.find('g-polling'): row('by polling')")
        await alice.until_sees('by polling')
        await alice.click('act')
        await alice.until_sees('alice')


async def test_a_socket_that_was_upgraded_stays_on_the_queue_in_order(server: Server) -> None:
    async with PollingTab(server.url) as alice:
        await alice.open('/room/g-upgrade')
        upgrade = alice.address.replace('http', 'ws').replace('transport=polling', 'transport=websocket')
        async with connect(upgrade, additional_headers=alice.headers) as socket:
            await socket.send('2probe')
            assert await socket.recv() == '3probe'
            await asyncio.wait([alice._reader], timeout=1)
            await socket.send('5')
            server.run("""
                import asyncio
                for i in range(20):
                    with live.find('g-upgrade'): row(f'number {i}.')
                    await asyncio.sleep(0.005)
            """)
            assert server.run("""
                return [c.protocol is None and c.socket.upgraded for c in live._gate.connections.values()
                        if c.page and c.page.views[0].blocks[0].key == 'g-upgrade']
            """) == [True]
            seen = -1
            async with asyncio.timeout(5):
                while 'number 19.' not in alice.text():
                    await alice.take(await socket.recv())
                    numbers = [i for i in range(20) if f'number {i}.' in alice.text()]
                    assert len(numbers) > seen
                    seen = len(numbers) if 'number 19.' not in alice.text() else seen


@pytest.mark.parametrize('frame', ['', 'x', '9', 'b####', b'\x00\x01', '7{}'])
async def test_what_is_no_packet_at_all_ends_the_socket(server: Server, frame: str | bytes) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/g-junk')
        await alice.socket.send(frame)
        await asyncio.wait_for(alice.socket.wait_closed(), 5)


async def test_junk_packets_do_nothing_and_fill_no_log(server: Server) -> None:
    junk = [
        '4',
        '4x',
        '42',
        '42[',
        '42{}',
        '42["event"]',
        '42["a",1,2]',
        '42/x,["event",{}]',
        '451-["event"]',
        '43[]',
        '4' + '[' * 9000,
        '420["event",{}]',
        '4299["handshake",{}]',
        '44{}',
        '42["event",' + '9' * 5000 + ']',
    ]
    lines = server.log().count('\n')
    async with Tab(server.url) as alice:
        await alice.open('/room/g-packets')
        for packet in junk * 3:
            await alice.socket.send(packet)
        server.run("with live.find('g-packets'): row('still here')")
        await alice.until_sees('still here')
    assert server.log().count('\n') - lines <= 12


async def test_a_flood_of_frames_ends_the_socket(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/g-flood')
        with contextlib.suppress(ConnectionClosed):
            for _ in range(2000):
                await alice.socket.send('42["ack",{}]')
        await asyncio.wait_for(alice.socket.wait_closed(), 5)


async def test_a_socket_can_shake_hands_with_one_page_only(server: Server) -> None:
    async with Tab(server.url) as alice, Tab(server.url) as other:
        await alice.open('/room/g-hands')
        await other.get('/room/g-hands')
        query = {**other.query, 'next_message_id': 0, 'old_tab_id': None}
        await alice.socket.send('421' + json.dumps(['handshake', query]))
        await alice.settle()
        assert server.run(f"return len(live._pages['{other.client_id}'].connections)") == 0


async def test_a_page_that_shakes_hands_by_a_message_joins(server: Server) -> None:
    """A prefetched page does so when it is shown."""
    async with Tab(server.url) as alice:
        await alice.get('/room/g-message')
        query = {**alice.query, 'old_tab_id': None}
        address = f'{server.url.replace("http", "ws")}/_nicegui_ws/socket.io/?EIO=4&transport=websocket'
        async with connect(address, additional_headers=alice.headers) as socket:
            assert (await socket.recv()).startswith('0')
            await socket.send('40')
            assert (await socket.recv()).startswith('40')
            await socket.send('421' + json.dumps(['handshake', query]))
            assert await socket.recv() == '431[true]'
            server.run("with live.find('g-message'): row('joined')")
            while 'joined' not in alice.text():
                await alice.take(await socket.recv())


@pytest.mark.parametrize(
    'change', [{'tab_id': 'x' * 65}, {'next_message_id': 'x'}, {'document_id': ''}, {'client_id': 'no'}]
)
async def test_a_malformed_handshake_is_refused(server: Server, change: dict[str, str]) -> None:
    async with Tab(server.url) as alice:
        await alice.get('/room/g-malformed')
        address = f'{server.url.replace("http", "ws")}/_nicegui_ws/socket.io/?{urlencode(alice.query | change)}'
        async with connect(f'{address}&transport=websocket', additional_headers=alice.headers) as socket:
            await socket.recv()
            await socket.send('40')
            assert 'Implicit handshake failed' in await socket.recv()


async def test_a_poll_that_waits_at_goodbye_is_answered(own_server: Server) -> None:
    server = own_server
    async with PollingTab(server.url) as alice:
        await alice.open('/room/g-bye')
        await alice.settle()
        await server.until('any(c.socket.queue._getters for c in live._gate.connections.values())')
        server.run('await live.goodbye()')
        await alice.until(lambda: '1' in alice.frames)


async def test_browsers_that_go_before_their_request_is_read_leave_no_traceback(server: Server) -> None:
    for _ in range(50):
        _, writer = await asyncio.open_connection('127.0.0.1', server.port)
        writer.write(b'GET /_nicegui_ws/socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n')
        writer.close()
        await writer.wait_closed()
    server.run('return 1')  # and the log is looked at
