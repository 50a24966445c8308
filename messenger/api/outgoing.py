"""Tells the addresses of outgoing webhooks what happens in their groups: signed, in order, and until they have it."""

import asyncio
import base64
import hashlib
import hmac
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping

import structlog

from messenger.actions import Actions
from messenger.actions.outgoing_webhooks import ANSWERED
from messenger.api.shaping import event_shape
from messenger.journal.contract import Token
from messenger.languages import Sentence, sentence
from messenger.model.changes import Change
from messenger.model.ids import GroupId, StreamId
from messenger.model.refused import NotFound, Refused
from messenger.outbound.fetcher import Answer, Bounds, Fetcher
from messenger.outbound.not_fetched import NotFetched
from messenger.store.store import Store
from messenger.tasks import end_tasks

BOUNDS = Bounds(seconds=10, body_bytes=1024)
"""Of one attempt; what is answered is not looked at but for its status."""

FIRST_PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 3600.0
"""After each failure the pause doubles, up to this."""

POSITION = 'outgoing.position'
"""The preference of a webhook's bot that holds the number of the newest change its address has."""

log = structlog.get_logger(__name__)


class Outgoing:
    """All deliveries, each address on its own: one that does not answer holds up no other."""

    def __init__(
        self,
        *,
        actions: Actions,
        store: Store,
        make_fetcher: Callable[[], Fetcher],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take what makes requests, which is made when the first webhook needs it."""
        self._actions = actions
        self._store = store
        self._make_fetcher = make_fetcher
        self._fetcher: Fetcher | None = None
        self._sleep = sleep
        self._news: defaultdict[StreamId, set[asyncio.Event]] = defaultdict(set)
        self._running: set[asyncio.Task[None]] = set()
        self._stop_listening: Callable[[], None] = _nothing
        self.attempts = {'delivered': 0, 'failed': 0}
        """How often addresses were asked since the start, by how that ended."""

    async def start(self) -> None:
        """Go on where each address is. Raises Refused ``unavailable``."""
        self._stop_listening = self._store.listen(self._hear)
        for token in await self._actions.outgoing.all_outgoing(self.begin):
            self.begin(token)

    async def stop(self) -> None:
        """Tell nobody any more; what is left is told after the next start."""
        self._stop_listening()
        await end_tasks(*self._running)
        if self._fetcher is not None:
            await self._fetcher.close()
            self._fetcher = None

    def begin(self, token: Token) -> None:
        """Tell an address what happens from now on, or from where it is."""
        task = asyncio.create_task(self._keep_delivering(token), name=f'outgoing webhook {token.id}')
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _hear(self, change: Change) -> None:
        for news in self._news.get(change.stream, ()):
            news.set()

    async def _keep_delivering(self, token: Token) -> None:
        """Deliver until the webhook is gone, whatever happens: a defect of ours must not end it for good."""
        while True:
            try:
                return await self._deliver_all(token)
            except Exception:
                log.exception('webhook_failed', webhook=token.id, group=token.group_id)
                await self._sleep(LONGEST_PAUSE_SECONDS)

    async def _deliver_all(self, token: Token) -> None:
        group_id = token.group_id
        assert group_id is not None
        stream, news = StreamId(group_id), asyncio.Event()
        self._news[stream].add(news)
        try:
            position = self._position(token, self._store.head(stream))
            while True:
                news.clear()
                position = await self._catch_up(token, group_id, position)
                await news.wait()
        except NotFound:
            self._actions.outgoing.note_trouble(token, None)  # its bot is out, or the group is gone
        finally:
            self._news[stream].discard(news)

    async def _catch_up(self, token: Token, group_id: GroupId, position: int) -> int:
        """Tell what there is after a position, and return the position then. Raises NotFound."""
        while position < self._store.head(StreamId(group_id)):
            try:
                changes = await self._actions.changes.read_changes(token.member_id, group_id, position)
            except NotFound:
                raise
            except Refused:
                await self._sleep(FIRST_PAUSE_SECONDS)  # the journal cannot be read just now
                continue
            for change in changes:
                await self._deliver(token, change)
                position = change.number
                self._actions.reading.set_preference(token.member_id, POSITION, str(position))
        return position

    async def _deliver(self, token: Token, change: Change) -> None:
        """Tell one change until the address has it. Raises NotFound once the webhook is removed."""
        pause = FIRST_PAUSE_SECONDS
        body = event_shape(change).model_dump_json().encode()
        while trouble := await self._attempt(token, change, body):
            self._actions.outgoing.note_trouble(token, trouble)
            log.warning('webhook_not_delivered', webhook=token.id, group=token.group_id, number=change.number)
            await self._sleep(pause * random.uniform(1, 1.2))  # noqa: S311 - so that not all come back at once
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
            self._actions.changes.check_reader(token.member_id, GroupId(change.stream))
        self._actions.outgoing.note_trouble(token, None)

    async def _attempt(self, token: Token, change: Change, body: bytes) -> Sentence | None:
        """Ask the address once; returns what went wrong, or nothing."""
        self._fetcher = self._fetcher or self._make_fetcher()
        try:
            headers = self._headers(token, change, body)
            answer = await self._fetcher.post(token.label, body, headers=headers, bounds=BOUNDS)
        except NotFetched as error:
            trouble: Sentence | None = sentence(error.template, **error.values)
        else:
            trouble = _trouble_of(answer)
        self.attempts['failed' if trouble else 'delivered'] += 1
        return trouble

    def _headers(self, token: Token, change: Change, body: bytes) -> Mapping[str, str]:
        """Sign as https://www.standardwebhooks.com says; the id is the same at each attempt."""
        message_id, moment = f'{token.id}.{change.number}', str(int(time.time()))
        signed = b'.'.join([message_id.encode(), moment.encode(), body])
        signature = hmac.digest(self._actions.outgoing.secret_of(token), signed, hashlib.sha256)
        return {
            'Content-Type': 'application/json',
            'webhook-id': message_id,
            'webhook-timestamp': moment,
            'webhook-signature': f'v1,{base64.b64encode(signature).decode()}',
        }

    def _position(self, token: Token, head: int) -> int:
        """Return where an address is; one that was told nothing yet begins with what comes."""
        kept = self._store.preference(token.member_id, POSITION)
        if kept.isdecimal():
            return min(int(kept), head)
        self._actions.reading.set_preference(token.member_id, POSITION, str(head))
        return head


def _trouble_of(answer: Answer) -> Sentence | None:
    return None if 200 <= answer.status < 300 else sentence(ANSWERED, status=str(answer.status))


def _nothing() -> None:
    """Stand in until it listens."""
