import asyncio

from messenger.journal.bus import LocalBus
from messenger.model.ids import StreamId

STREAM = StreamId('watercooler2')


async def test_everybody_hears_a_ring_soon_and_in_order():
    bus = LocalBus()
    heard: list[tuple[str, int]] = []
    bus.listen(lambda heads: heard.append(('a', heads[STREAM])))
    bus.listen(lambda heads: heard.append(('b', heads[STREAM])))

    bus.ring({STREAM: 1})
    bus.ring({STREAM: 2})
    assert heard == []
    await asyncio.sleep(0)

    assert heard == [('a', 1), ('b', 1), ('a', 2), ('b', 2)]


async def test_a_ring_that_nobody_hears_is_no_error():
    LocalBus().ring({STREAM: 1})
