"""``/metrics``: what an operator watches, for Prometheus and what speaks like it."""

import asyncio
import gc
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from messenger.live import Live
from messenger.model.changes import Change
from messenger.routes.forms import NOT_KEPT
from messenger.store.store import Store

LOOK_SECONDS = 0.25
"""How often it is looked whether the event loop comes round in time."""

COMMIT_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
PAUSE_BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """Counts for one server, readable by whoever knows the token; without a token there is no such page."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._changes = Counter(
            'messenger_changes', 'Changes applied, by kind of fact.', ['kind'], registry=self._registry
        )
        self._commits = self._histogram('commit', 'From a job of the journal to its answer.', COMMIT_BUCKETS)
        self._lag = self._histogram('loop_lag', 'By how much the event loop came round late.', PAUSE_BUCKETS)
        self._pauses = self._histogram('collector_pause', 'For how long garbage collection stopped all.', PAUSE_BUCKETS)
        self._collecting_since = 0.0
        self._watch: asyncio.Task[None] | None = None

    def routes(self) -> list[Route]:
        """List the routes."""
        return [Route('/metrics', self.show)] if self._token else []

    def follow(self, store: Store, live: Live) -> None:
        """Count every change of the store, and show what the shared blocks count."""
        store.listen(self._note_change)
        self._registry.register(_Live(live))

    def follow_programs(self, streams: Callable[[], int], attempts: Callable[[], Mapping[str, int]]) -> None:
        """Show how many programs follow groups now, and how attempts to tell addresses of webhooks ended."""
        self._registry.register(_Programs(streams, attempts))

    def start(self) -> None:
        """Begin to watch the event loop and the collector, if anybody may read of it."""
        if self._token:
            gc.callbacks.append(self._note_collection)
            self._watch = asyncio.create_task(self._look(), name='loop lag')

    def stop(self) -> None:
        """Watch no more; right also when it never began."""
        if self._watch:
            gc.callbacks.remove(self._note_collection)
            self._watch.cancel()
            self._watch = None

    def note_commit(self, seconds: float) -> None:
        """Note how long a commit took."""
        self._commits.observe(seconds)

    async def show(self, request: Request) -> Response:
        """Answer with all counts, to who sends the token as a bearer token (RFC 6750)."""
        given = request.headers.get('authorization', '').encode()
        if not secrets.compare_digest(given, f'Bearer {self._token}'.encode()):
            text = 'Send the token of MESSENGER_METRICS_TOKEN as a bearer token.\n'
            return PlainTextResponse(text, HTTPStatus.UNAUTHORIZED, NOT_KEPT | {'WWW-Authenticate': 'Bearer'})
        return Response(generate_latest(self._registry), headers=NOT_KEPT, media_type=CONTENT_TYPE_LATEST)

    async def _look(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
            self._lag.observe(max(0.0, time.perf_counter() - before - LOOK_SECONDS))

    def _note_change(self, change: Change) -> None:
        self._changes.labels(type(change.fact).__name__).inc()

    def _note_collection(self, phase: str, _info: dict[str, Any]) -> None:
        if phase == 'start':
            self._collecting_since = time.perf_counter()
        else:
            self._pauses.observe(time.perf_counter() - self._collecting_since)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f'messenger_{name}_seconds', text, registry=self._registry, buckets=buckets)


class _Programs(Collector):
    """What other programs do, read when somebody asks."""

    def __init__(self, streams: Callable[[], int], attempts: Callable[[], Mapping[str, int]]) -> None:
        self._streams = streams
        self._attempts = attempts

    def describe(self) -> list[Metric]:
        """Name nothing beforehand, as `_Live` does."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield what is there now, and what happened since the start."""
        yield GaugeMetricFamily('messenger_event_streams', 'Programs that follow a group now.', self._streams())
        attempts = CounterMetricFamily(
            'messenger_webhook_attempts', 'Requests to addresses of outgoing webhooks, by outcome.', labels=['outcome']
        )
        for outcome, count in self._attempts().items():
            attempts.add_metric([outcome], count)
        yield attempts


class _Live(Collector):
    """What the shared blocks count by themselves, read when somebody asks."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def describe(self) -> list[Metric]:
        """Name nothing beforehand: the registry would count everything once just to learn the names."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield what is there now, and what happened since the start."""
        stats = self._live.stats
        yield GaugeMetricFamily('messenger_connections', 'Sockets open now.', stats.connections)
        yield GaugeMetricFamily('messenger_stale_connections', 'Sockets that read too slowly now.', stats.stale)
        yield GaugeMetricFamily('messenger_pages', 'Pages kept for browsers now.', stats.pages)
        yield GaugeMetricFamily('messenger_views', 'Places that show blocks now.', stats.views)
        yield GaugeMetricFamily('messenger_blocks', 'Blocks shown now.', stats.blocks)
        yield CounterMetricFamily('messenger_frames', 'Frames encoded, each once for many.', stats.frames)
        yield CounterMetricFamily('messenger_deliveries', 'Frames written to sockets.', stats.deliveries)
        refused = CounterMetricFamily('messenger_refused', 'What browsers sent in vain, by reason.', labels=['reason'])
        for reason, count in stats.refused.items():
            refused.add_metric([reason], count)
        yield refused
