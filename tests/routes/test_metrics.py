"""What an operator counts, and who may read it."""

import gc
import re
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette

from docs.settings import PAGE
from messenger.live.stats import LiveStats
from messenger.routes.metrics import Metrics
from tests.components.eventually import eventually

TOKEN = 'a token of the operator'


@pytest.fixture
def live():
    """The counts of shared blocks."""
    return SimpleNamespace(stats=LiveStats(connections=3, refused={'too many': 2}))


@pytest.fixture
async def metrics(world, live):
    metrics = Metrics(TOKEN)
    metrics.follow(world.store, live)
    metrics.follow_programs(lambda: 4, lambda: {'delivered': 5, 'failed': 1})
    metrics.start()
    yield metrics
    metrics.stop()


async def ask(metrics, token=TOKEN):
    site = Starlette(routes=metrics.routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url='http://localhost') as client:
        return await client.get('/metrics', headers={'Authorization': f'Bearer {token}'} if token else {})


async def test_it_counts_what_happens_by_kind(metrics, world):
    before = (await ask(metrics)).text
    await world.say(world.alice, 'a secret thing')
    await world.say(world.bob, 'another')
    after = (await ask(metrics)).text
    assert 'MessageSent' not in before
    assert 'messenger_changes_total{kind="MessageSent"} 2.0' in after
    assert 'secret' not in after


async def test_it_shows_what_the_shared_blocks_count(metrics):
    text = (await ask(metrics)).text
    assert 'messenger_connections 3.0' in text
    assert 'messenger_refused_total{reason="too many"} 2.0' in text


async def test_it_shows_what_other_programs_do(metrics):
    text = (await ask(metrics)).text
    assert 'messenger_event_streams 4.0' in text
    assert 'messenger_webhook_attempts_total{outcome="failed"} 1.0' in text


async def test_it_notes_commits_collections_and_the_loop(metrics):
    metrics.note_commit(0.004)
    gc.collect()
    await eventually(lambda: metrics._registry.get_sample_value('messenger_loop_lag_seconds_count'))
    text = (await ask(metrics)).text
    assert 'messenger_commit_seconds_bucket{le="0.005"} 1.0' in text
    assert re.search(r'messenger_collector_pause_seconds_count [1-9]', text)


@pytest.mark.parametrize('token', ['', 'another', TOKEN + '!'])
async def test_who_has_not_the_token_reads_nothing(metrics, token):
    answer = await ask(metrics, token)
    assert answer.status_code == 401
    assert 'messenger_' not in answer.text


async def test_without_a_token_there_is_no_page_and_nothing_is_watched(world, live):
    metrics = Metrics('')
    metrics.follow(world.store, live)
    metrics.follow_programs(lambda: 4, lambda: {'delivered': 5, 'failed': 1})
    watching = len(gc.callbacks)
    metrics.start()
    assert len(gc.callbacks) == watching
    assert (await ask(metrics)).status_code == 404
    metrics.stop()


async def test_the_page_about_metrics_names_each(metrics):
    names = set(re.findall(r'^# TYPE (messenger_\w+)', (await ask(metrics)).text, re.MULTILINE))
    told = set(re.findall(r'messenger_\w+', PAGE.with_name('metrics.md').read_text()))
    assert {name for name in names if not name.endswith('_created')} <= told
