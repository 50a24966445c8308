"""What `/metrics` says is read as it is written there."""

from types import SimpleNamespace

import httpx
from starlette.applications import Starlette

from messenger.live.stats import LiveStats
from messenger.routes.metrics import Metrics
from soak.gauges import TOKEN, Gauges

TEXT = """\
# TYPE messenger_pages gauge
messenger_pages 3.0
# TYPE messenger_stale_connections gauge
messenger_stale_connections 2.0
# TYPE messenger_loop_lag_seconds histogram
messenger_loop_lag_seconds_bucket{le="0.1"} 5.0
messenger_loop_lag_seconds_bucket{le="0.25"} 7.0
messenger_loop_lag_seconds_bucket{le="+Inf"} 8.0
# TYPE messenger_refused counter
messenger_refused_total{reason="too many"} 1.0
messenger_refused_total{reason="session"} 2.0
"""


def test_gauges_are_read_by_name_and_counters_summed_over_their_labels():
    gauges = Gauges(TEXT)
    assert gauges.held == {'connections': 0, 'pages': 3, 'views': 0, 'blocks': 0}
    assert gauges.stale == 2
    assert gauges.value('messenger_refused_total') == 3


def test_late_turns_are_those_beyond_the_limit():
    assert Gauges(TEXT).late_turns('0.25') == 1


async def test_the_names_are_those_of_the_server(world):
    metrics = Metrics(TOKEN)
    stats = LiveStats(connections=1, pages=2, views=3, blocks=4, stale=5)
    metrics.follow(world.store, SimpleNamespace(stats=stats))
    transport = httpx.ASGITransport(Starlette(routes=metrics.routes()))
    async with httpx.AsyncClient(transport=transport, base_url='http://localhost') as client:
        answer = await client.get('/metrics', headers={'Authorization': f'Bearer {TOKEN}'})
    gauges = Gauges(answer.text)
    assert gauges.held == {'connections': 1, 'pages': 2, 'views': 3, 'blocks': 4}
    assert gauges.stale == 5
    assert gauges.rss_bytes > 0
    assert gauges.open_files > 0
