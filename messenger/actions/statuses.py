"""What members say of the moment, beside their names, until it ends."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.model.changes import Change, StatusChanged
from messenger.model.ids import SITE, MemberId, RequestId, new_request_id
from messenger.model.permissions import Action
from messenger.model.refused import Refused, Unavailable
from messenger.model.status import LONGEST, Status, clean_status_text
from messenger.rendering.emoji_names import one_emoji
from messenger.tasks import end_tasks

MOST_SECONDS = 3600.0
"""The clock is looked at this often at least: it may be put right meanwhile."""

LATER_SECONDS = 5.0
"""When the server cannot write, it tries again after this time."""

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class StatusActions:
    """What a member does about a status; the server itself takes it away at its end, with a page open or none."""

    def __init__(
        self, *, scope: Scope, submissions: Submissions, limits: Limits, now: Callable[[], datetime] = _now
    ) -> None:
        self._scope = scope
        self._store = scope.store
        self._submissions = submissions
        self._limits = limits
        self._now = now
        self._turn = asyncio.Lock()  # so that the end of one status does not take the next
        self._news = asyncio.Event()
        self._ending: asyncio.Task[None] | None = None
        self._store.listen(self._hear)

    def start(self) -> None:
        """Begin to end what is to end; what ended while the server was away does at once."""
        self._ending = asyncio.create_task(self._end_in_time(), name='ends of statuses')

    async def stop(self) -> None:
        """End nothing more."""
        await end_tasks(self._ending)

    async def set_status(self, member_id: MemberId, status: Status, request_id: RequestId) -> None:
        """Say something of the moment, or with nothing in it say nothing any more; durable when this returns.

        Emits StatusChanged.

        Raises:
            NotFound: no such member.
            Refused: ``bad_emoji``, ``bad_text``, ``too_long``, ``bad_request``, ``too_fast``, ``unavailable``.
        """
        self._scope.signed_in(member_id, Action.SET_STATUS)
        if self._submissions.earlier(member_id, SITE, request_id, StatusChanged) is not None:
            return
        self._limits.spend(Pace.PERSON, member_id)
        cleaned = self._cleaned(status)
        async with self._turn:
            if self._scope.member(member_id).status != cleaned:
                fact = StatusChanged(member_id=member_id, status=cleaned)
                await self._submissions.submit(member_id, request_id, fact)

    def _cleaned(self, status: Status) -> Status | None:
        emoji = one_emoji(status.emoji) if status.emoji else ''
        if emoji is None:
            raise Refused('bad_emoji', 'This is no emoji that is known here. Choose another.')
        text = clean_status_text(status.text)
        if not emoji and not text:
            return None
        end = status.clear_at
        if end is not None and not self._now() < end <= self._now() + LONGEST:
            raise Refused('bad_request', 'A status ends later today, or within a year. Choose another end.')
        return Status(emoji=emoji, text=text, clear_at=end)

    def _hear(self, change: Change) -> None:
        if isinstance(change.fact, StatusChanged):
            self._news.set()

    async def _end_in_time(self) -> None:
        while True:
            self._news.clear()
            wait = LATER_SECONDS
            try:
                await self._end_all()
                wait = self._seconds_to_next()
            except Unavailable:
                log.warning('A status that is over could not be taken away; tried again until it can')
            except Exception:  # a defect in one must not let all later ones stand
                log.exception('A status that is over was not taken away')
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):  # of Python 3.11, `wait_for` may lose that we are to stop
                    await self._news.wait()

    async def _end_all(self) -> None:
        for member in self._store.members():
            if member.status is not None and member.status.is_over(self._now()):
                await self._end(member.id)

    async def _end(self, member_id: MemberId) -> None:
        async with self._turn:
            member = self._store.member(member_id)
            if member is not None and member.status is not None and member.status.is_over(self._now()):
                fact = StatusChanged(member_id=member_id, status=None)
                await self._submissions.submit(None, new_request_id(), fact)

    def _seconds_to_next(self) -> float:
        ends = [each.status.clear_at for each in self._store.members() if each.status and each.status.clear_at]
        left = [(end - self._now()).total_seconds() for end in ends]
        return max(0.0, min([*left, MOST_SECONDS]))
