"""The one task that writes: it commits whatever has queued, so that one flush to disk serves many."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar, cast

from sqlalchemy import Connection

from messenger.journal.contract import JournalUnavailable, Listener
from messenger.journal.sql.batch import DraftJob, Job, RecordsJob, WorkJob, answer, commit, is_engine_failure, refuse
from messenger.journal.sql.remembered import Remembered
from messenger.journal.sql.transactions import Transactions
from messenger.model.changes import Change, Draft
from messenger.model.record import Record

BATCH_LIMIT = 500
"""The most jobs in one transaction: larger gains nothing and makes the first one wait."""

QUEUE_LIMIT = 10_000
"""Jobs that may wait; a disk that hangs must not fill the memory."""

Result = TypeVar('Result')

log = logging.getLogger(__name__)


class Writer:
    """Takes jobs from any task, in the order they come, whatever their kind: none starves another."""

    def __init__(
        self,
        transactions: Transactions,
        *,
        now: Callable[[], datetime],
        queue_limit: int = QUEUE_LIMIT,
        observe: Callable[[float], None] | None = None,
    ) -> None:
        """Write nothing yet; `observe` is told how many seconds each commit took until it was answered."""
        self._transactions = transactions
        self._now = now
        self._queue_limit = queue_limit
        self._observe = observe
        self._listener: Listener = _hear_nothing
        self._queue: deque[Job] = deque()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_closing = False
        self._trouble = ''
        self._remembered = Remembered()

    def listen(self, listener: Listener) -> None:
        """Name the one who hears each batch, in commit order."""
        self._listener = listener

    def start(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._run(), name='journal writer')

    async def stop(self) -> None:
        """Write what is queued, take nothing more, end."""
        self._is_closing = True
        self._wake.set()
        if self._task is not None:
            await self._task

    async def append(self, draft: Draft) -> Change:
        """Commit a draft. Raises Conflict, JournalUnavailable."""
        answer = self._new_answer()
        self._put(DraftJob(draft=draft, answer=answer))
        return cast('Change', await answer)

    async def keep(self, records: Sequence[Record]) -> None:
        """Merge side records. Raises JournalUnavailable."""
        answer = self._new_answer()
        self._put(RecordsJob(records=records, answer=answer))
        await answer

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Do other work in a writing transaction, perhaps twice if the first was undone. Raises JournalUnavailable."""
        answer = self._new_answer()
        self._put(WorkJob(work=work, answer=answer))
        return cast('Result', await answer)

    def _new_answer(self) -> asyncio.Future[object]:
        return asyncio.get_running_loop().create_future()

    def _put(self, job: Job) -> None:
        if self._is_closing or self._task is None or self._task.done():
            raise JournalUnavailable('The journal is closed.')
        if len(self._queue) >= self._queue_limit:
            raise JournalUnavailable('The journal is overloaded.')
        self._queue.append(job)
        self._wake.set()

    async def _run(self) -> None:
        try:
            while await self._has_work():
                # Those who were just answered get to ask again, and share the next flush.
                await asyncio.sleep(0)
                count = min(len(self._queue), BATCH_LIMIT)
                await self._commit([self._queue.popleft() for _ in range(count)])
        finally:
            refuse(self._queue, JournalUnavailable('The journal is closed.'))

    async def _has_work(self) -> bool:
        while not self._queue:
            if self._is_closing:
                return False
            self._wake.clear()
            await self._wake.wait()
        return True

    async def _commit(self, jobs: Sequence[Job]) -> None:
        """Commit a batch; when one job spoils it, find that one by halves and write the others."""
        began_at = time.perf_counter()
        # Taken out meanwhile, so that nothing is remembered of a transaction that was undone.
        remembered, self._remembered = self._remembered, Remembered()
        try:
            committed = await self._transactions.run(
                lambda connection: commit(connection, jobs, self._now(), remembered)
            )
        except Exception as error:  # noqa: BLE001 - every failure is answered to those who asked
            await self._recover(jobs, error)
            return
        self._remembered = remembered
        self._note('')
        self._tell(committed.changes)
        answer(committed)
        if self._observe is not None:
            self._observe(time.perf_counter() - began_at)

    async def _recover(self, jobs: Sequence[Job], error: Exception) -> None:
        if is_engine_failure(error):
            self._note(str(getattr(error, 'orig', error)))
            refuse(jobs, JournalUnavailable(self._trouble))
        elif len(jobs) == 1:
            log.error('journal cannot write a %s: %s', type(jobs[0]).__name__, type(error).__name__, exc_info=error)
            refuse(jobs, _unavailable(error))
        else:
            middle = len(jobs) // 2
            await self._commit(jobs[:middle])
            await self._commit(jobs[middle:])

    def _note(self, trouble: str) -> None:
        """Log when trouble comes and when it is over, not each of the many who meet it."""
        if trouble and trouble != self._trouble:
            log.error('journal cannot write: %s', trouble)
        elif self._trouble and not trouble:
            log.info('journal writes again')
        self._trouble = trouble

    def _tell(self, changes: Sequence[Change]) -> None:
        if not changes:
            return
        try:
            self._listener(changes)
        except Exception:
            # The commit stands, whatever becomes of the picture; the feed catches up by itself.
            log.exception('the listener failed at %s %s', changes[0].stream, changes[0].number)


def _unavailable(error: Exception) -> JournalUnavailable:
    unavailable = JournalUnavailable(f'This could not be written ({type(error).__name__}).')
    unavailable.__cause__ = error
    return unavailable


def _hear_nothing(changes: Sequence[Change]) -> None:
    """Stand in until somebody listens."""
