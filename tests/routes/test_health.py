"""What a supervisor is told."""

import httpx
import pytest
from starlette.applications import Starlette

from messenger.journal.bus import LocalBus
from messenger.journal.feed import Feed
from messenger.journal.memory import MemoryJournal
from messenger.routes.health import Health
from messenger.store.store import Store


@pytest.fixture
async def journal():
    journal = MemoryJournal()
    await journal.open()
    yield journal
    await journal.close()


@pytest.fixture
def feed(journal):
    store = Store()

    async def forget(picture):
        store.load(picture)

    return Feed(journal, LocalBus(), store.apply, forget)


async def ask(journal, feed, path):
    site = Starlette(routes=Health(journal, feed).routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url='http://localhost') as client:
        return await client.get(path)


async def test_it_is_ready_when_the_journal_can_write_and_the_feed_follows(journal, feed):
    await feed.start()
    answer = await ask(journal, feed, '/readyz')
    assert (answer.status_code, answer.text) == (200, 'ready\n')
    await feed.stop()


async def test_a_feed_that_stands_still_is_named(journal, feed):
    answer = await ask(journal, feed, '/readyz')
    assert (answer.status_code, answer.text) == (503, 'the feed stands still\n')


async def test_a_journal_that_cannot_write_is_named(journal, feed):
    await journal.close()
    answer = await ask(journal, feed, '/readyz')
    assert answer.status_code == 503
    assert 'the journal cannot be written' in answer.text


async def test_the_process_is_alive_whatever_the_journal_does(journal, feed):
    await journal.close()
    assert (await ask(journal, feed, '/healthz')).status_code == 200
