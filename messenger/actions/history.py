"""Reading a group's rows so that they agree with the store at the moment they are handed out."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from messenger.journal.contract import Journal, JournalUnavailable
from messenger.model.changes import (
    Change,
    MessageEdited,
    RowFact,
)
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message, MessageKind, Revision
from messenger.model.refused import NotFound, no_such_thread, nothing_to_reply_to, unreadable
from messenger.model.replies import Replies
from messenger.model.rows import changed_row, replies_among
from messenger.model.search import Place, Sought
from messenger.model.thread import Thread
from messenger.store.store import Store
from messenger.store.tail import TAIL_ROWS
from messenger.store.tally import is_readable

FURTHEST_BACK = 4000
"""Rows looked through for a preview when the newest message is deleted."""


class History:
    """Rows from the store where it holds them, else from the journal.

    While the journal is being read, changes go on: what the store applies in the meantime is
    applied to the rows too, so whoever shows them and then follows the store misses nothing.
    """

    def __init__(self, journal: Journal, store: Store) -> None:
        self._journal = journal
        self._store = store

    async def rows(self, group_id: GroupId, first: int, last: int) -> list[Message]:
        """Return the rows ``first..last`` that exist, deleted ones too, oldest first."""
        held = self._store.rows(group_id, first, last)
        if held is not None:
            return held
        with _Meanwhile(self._store, group_id) as meanwhile, _readable():
            read = await self._journal.messages(group_id, first=Ordinal(first), last=Ordinal(last))
        rows = [meanwhile.revise(row) for row in read if row.ordinal <= self._store.last_ordinal(group_id)]
        if self._store.last_ordinal(group_id) - first < TAIL_ROWS:
            self._store.learn(group_id, rows)
        return rows

    async def row(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        """Return one row, None when there is none."""
        held = self._store.row(group_id, ordinal)
        if held is not None:
            return held
        with _Meanwhile(self._store, group_id) as meanwhile, _readable():
            row = await self._journal.message(group_id, ordinal)
        return None if row is None else meanwhile.revise(row)

    async def message(self, group_id: GroupId, ordinal: Ordinal) -> Message:
        """Return a member's words, deleted or not; notices are nobody's. Raises NotFound."""
        is_number = isinstance(ordinal, int) and 0 < ordinal <= self._store.last_ordinal(group_id)
        row = await self.row(group_id, ordinal) if is_number else None
        if row is None or row.kind is not MessageKind.TEXT:
            raise NotFound('message')
        return row

    async def hold_original(self, group_id: GroupId, ordinal: Ordinal) -> None:
        """Let the store hold a message that is replied to, for whoever draws the reply.

        Raises Refused ``nothing_to_reply_to``.
        """
        try:
            row = await self.message(group_id, ordinal)
        except NotFound as error:
            raise nothing_to_reply_to() from error
        if row.is_deleted:
            raise nothing_to_reply_to()
        self._store.learn(group_id, [row])

    async def hold_root(self, group_id: GroupId, ordinal: Ordinal) -> Message:
        """Let the store hold what a thread hangs below, and return it. Raises Refused ``no_such_thread``."""
        try:
            row = await self.message(group_id, ordinal)
        except NotFound as error:
            raise no_such_thread() from error
        if row.is_deleted or row.thread is not None:
            raise no_such_thread()
        self._store.learn(group_id, [row])
        return row

    async def thread(self, group_id: GroupId, root: Ordinal) -> list[Ordinal]:
        """Return the ordinals of a thread's messages, oldest first; deleted ones too."""
        with _readable():
            return await self._journal.thread(group_id, root)

    async def threads(self, group_id: GroupId, first: Ordinal, last: Ordinal) -> dict[Ordinal, Thread]:
        """Return what the threads below the rows ``first..last`` come to."""
        with _readable():
            return await self._journal.threads(group_id, first=first, last=last)

    async def newest_threads(self, group_id: GroupId, *, limit: int) -> list[Thread]:
        """Return what the threads of a group come to, the one with the newest message first."""
        with _readable():
            return await self._journal.newest_threads(group_id, limit=limit)

    async def nearest_in_log(self, group_id: GroupId, ordinal: Ordinal, *, is_later: bool) -> Ordinal | None:
        """Return the next undeleted row of a group's own log after an ordinal, or the last one before it."""
        with _readable():
            return await self._journal.nearest_in_log(group_id, ordinal, is_later=is_later)

    async def replies(self, group_id: GroupId, rows: Sequence[Message]) -> Replies:
        """Return what some neighbouring rows reply to, and what replies to them."""
        if not rows:
            return Replies()
        known = {row.ordinal: row for row in rows}
        quoted = {row.reply_to for row in rows if row.reply_to is not None and not row.is_deleted}
        elsewhere = await self.rows_at(group_id, quoted - known.keys())
        return Replies(
            quoted=(*(known[ordinal] for ordinal in quoted & known.keys()), *elsewhere),
            living=await self._replies_to(group_id, rows[0].ordinal, rows[-1].ordinal),
            threads=await self._threads_below(group_id, rows),
        )

    async def _threads_below(self, group_id: GroupId, rows: Sequence[Message]) -> dict[Ordinal, Thread]:
        may_bear = [row.ordinal for row in rows if row.thread is None and row.kind is MessageKind.TEXT]
        return await self.threads(group_id, may_bear[0], may_bear[-1]) if may_bear else {}

    async def rows_at(self, group_id: GroupId, ordinals: set[Ordinal]) -> list[Message]:
        """Return the rows with these ordinals, in no order; deleted ones too."""
        held = [row for ordinal in ordinals if (row := self._store.row(group_id, ordinal)) is not None]
        missing = ordinals - {row.ordinal for row in held}
        if not missing:
            return held
        with _Meanwhile(self._store, group_id) as meanwhile, _readable():
            read = await self._journal.messages_at(group_id, missing)
        return [meanwhile.revise(row) for row in (*held, *read)]

    async def _replies_to(self, group_id: GroupId, first: Ordinal, last: Ordinal) -> dict[Ordinal, Ordinal]:
        """Return the undeleted replies to rows; a reply stands below what it replies to."""
        held = self._store.rows(group_id, first, self._store.last_ordinal(group_id))
        if held is not None:
            return replies_among(held, first, last)
        with _readable():
            return await self._journal.replies(group_id, first=first, last=last)

    async def last_by(self, group_id: GroupId, member_id: MemberId, thread: Ordinal) -> Message | None:
        """Return the member's newest message in a group's own log, or in a thread, that is not deleted."""
        last = self._store.last_ordinal(group_id)
        held: Iterable[Message] = reversed(self._store.rows(group_id, max(1, last - TAIL_ROWS + 1), last) or [])
        here = (row for row in held if (row.thread == thread if thread else row.is_in_log))
        found = next((row for row in here if row.author_id == member_id and is_readable(row)), None)
        if found is not None:
            return found
        with _Meanwhile(self._store, group_id) as meanwhile, _readable():
            row = await self._journal.last_by(group_id, member_id, thread=thread)
        revised = None if row is None else meanwhile.revise(row)
        return revised if revised is not None and is_readable(revised) else None

    async def revisions(self, group_id: GroupId, ordinal: Ordinal) -> list[Revision]:
        """Return the texts a message had, first to present; none once deleted."""
        with _readable():
            return await self._journal.revisions(group_id, ordinal)

    async def search(self, sought: Sought, *, below: Place | None, limit: int) -> list[Message]:
        """Return the newest messages that fit, without those that are edited or deleted meanwhile."""
        with _Meanwhile(self._store, *sought.group_ids) as meanwhile, _readable():
            read = await self._journal.search(sought, below=below, limit=limit)
        return [now for row in read if (now := meanwhile.revise(row)).text == row.text]

    async def mentioning(
        self, member_id: MemberId, group_ids: Sequence[GroupId], *, below: Place | None, limit: int
    ) -> list[Message]:
        """Return the newest messages that mention a member, without those that are edited or deleted meanwhile."""
        with _Meanwhile(self._store, *group_ids) as meanwhile, _readable():
            read = await self._journal.mentioning(member_id, group_ids, below=below, limit=limit)
        return [now for row in read if (now := meanwhile.revise(row)).text == row.text]

    async def first_since(self, group_id: GroupId, at: datetime) -> Message | None:
        """Return the first message in a group's own log that was sent at a moment or later and is not deleted."""
        with _readable():
            first = await self._journal.first_at(group_id, at)
        for start in range(first, self._store.last_ordinal(group_id) + 1, TAIL_ROWS):
            rows = await self.rows(group_id, start, start + TAIL_ROWS - 1)
            found = next((row for row in rows if is_readable(row) and row.is_in_log), None)
            if found is not None:
                return found
        return None

    async def prepare_change(self, group_id: GroupId, row: Message) -> None:
        """Let the store hold what it needs to keep its counts and previews right when a row is edited or deleted."""
        self._store.learn(group_id, [row])
        newest = self._store.newest(group_id)
        if newest is not None and newest.ordinal == row.ordinal:
            earlier = await self._readable_before(group_id, row.ordinal)
            self._store.learn(group_id, [earlier] if earlier is not None else [])

    async def _readable_before(self, group_id: GroupId, ordinal: int) -> Message | None:
        for last in range(ordinal - 1, max(0, ordinal - 1 - FURTHEST_BACK), -TAIL_ROWS):
            rows = await self.rows(group_id, max(1, last - TAIL_ROWS + 1), last)
            found = next((row for row in reversed(rows) if is_readable(row) and row.is_in_log), None)
            if found is not None:
                return found
        return None


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except JournalUnavailable as error:
        raise unreadable() from error


class _Meanwhile:
    """What the store applies to the rows of groups while something is awaited."""

    def __init__(self, store: Store, *group_ids: GroupId) -> None:
        self._store = store
        self._group_ids = frozenset(group_ids)
        self._changes: list[Change] = []

    def __enter__(self) -> '_Meanwhile':
        self._stop = self._store.listen(self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def revise(self, row: Message) -> Message:
        """Return a row as the store has it now."""
        for change in self._changes:
            if GroupId(change.stream) != row.group_id:
                continue
            is_known = row.edited_at is not None and row.edited_at >= change.at
            if not (is_known and isinstance(change.fact, MessageEdited)):
                row = changed_row(row, change)
        return row

    def _hear(self, change: Change) -> None:
        if isinstance(change.fact, RowFact) and change.fact.group_id in self._group_ids:
            self._changes.append(change)
