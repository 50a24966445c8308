"""Frames are what a WebSocket library reads as text, and go only into connections that take them."""

import asyncio

import pytest
from websockets.client import ClientProtocol
from websockets.frames import Opcode
from websockets.uri import parse_uri

from messenger.live.wire import text_frame
from tests.live.server import Server
from tests.live.tab import Tab


@pytest.mark.parametrize('length', [0, 1, 125, 126, 127, 65_535, 65_536, 300_000])
def test_a_frame_of_any_length_is_read_as_one_whole_text(length: int) -> None:
    reader = ClientProtocol(parse_uri('ws://localhost/'), max_size=None)
    reader.state = reader.state.OPEN
    reader.reader.feed_data(text_frame(b'x' * length))
    from websockets.frames import Frame

    parsed = Frame.parse(reader.reader.read_exact, mask=False)
    try:
        while True:
            next(parsed)
    except StopIteration as end:
        frame = end.value
    assert (frame.opcode, frame.fin, len(frame.data)) == (Opcode.TEXT, True, length)


async def test_a_connection_that_is_closing_gets_nothing_more(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/w-closing')
        server.run("""
            connection = next(c for c in live._gate.connections.values() if c.page)
            connection.close()
            with live.find('w-closing'): row('too late')
            live._broadcast.flush()
        """)
        await asyncio.wait_for(alice.socket.wait_closed(), 5)
        assert not any('too late' in frame for frame in alice.frames)


async def test_the_scope_that_a_page_keeps_does_not_keep_the_protocol(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/w-scope')
        server.run(f"site.environ = Client.instances['{alice.client_id}'].environ")
        held = "return 'messenger.live.wire' in site.environ['asgi.scope']"
        assert server.run(held) is True
        await alice.lose()
        for _ in range(50):
            if not server.run(held):
                break
        assert server.run(held) is False
