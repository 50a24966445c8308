"""How far a member has read, what is typed and not sent, and what a member prefers: written in batches."""

import asyncio
import itertools
import logging
import re
from collections.abc import Iterable
from typing import assert_never

from messenger.actions.directs import is_writable
from messenger.actions.scope import Scope
from messenger.journal.contract import Journal, JournalUnavailable
from messenger.model.draft import DraftText, Preference
from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal
from messenger.model.membership import Role
from messenger.model.permissions import Action, is_allowed, standing_of
from messenger.model.receipt import MarkedUnread, Receipt, ThreadReceipt, Unread
from messenger.model.record import Record
from messenger.model.refused import NotFound, Refused, Unavailable
from messenger.model.text import clean_draft
from messenger.tasks import end_tasks

KEEP_SECONDS = 0.5
"""How much reading and typing a crash may cost."""

TOGETHER_SECONDS = 10.0
"""How much it may cost of what many read together, as all who look on do at each message: where 500 look on, writing
their receipts costs as much as four messages."""

PREFERENCE_CHARACTERS = 200

_KEY = re.compile(r'[a-z][a-z0-9_.-]{0,39}')

log = logging.getLogger(__name__)


class ReadingActions:
    """What a member does by looking and typing: in the store at once, in the journal soon."""

    def __init__(self, *, journal: Journal, scope: Scope) -> None:
        self._journal = journal
        self._scope = scope
        self._store = scope.store
        self._waiting: dict[tuple[str, ...], Record] = {}
        self._unhurried: dict[tuple[str, ...], Record] = {}
        self._keeping: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()
        self._is_failing = False

    def start(self) -> None:
        """Begin to write what gathers, every `KEEP_SECONDS`, and every `TOGETHER_SECONDS` what may wait."""
        self._keeping = asyncio.create_task(self._keep_now_and_then(), name='receipts and drafts')

    async def stop(self) -> None:
        """Write what is left, and no more after that."""
        await end_tasks(self._keeping)
        await self.flush()

    def mark_read(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> None:
        """Note that a member has seen the rows up to one; a lower one than before changes nothing. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.MARK_READ)
        seen = Ordinal(min(ordinal, self._store.last_ordinal(group_id)))
        self._put(Receipt(group_id=group_id, member_id=member_id, ordinal=seen))

    def mark_read_together(self, member_ids: Iterable[MemberId], group_id: GroupId, ordinal: Ordinal) -> None:
        """Note for many at once, as for all who look at the newest row; who is no member (any more) is left out."""
        seen = Ordinal(min(ordinal, self._store.last_ordinal(group_id)))
        roles = {role for role in Role if is_allowed(Action.MARK_READ, [standing_of(role)])}
        for member_id in member_ids:
            membership = self._store.membership(group_id, member_id)
            if membership is not None and membership.role in roles:
                self._put(Receipt(group_id=group_id, member_id=member_id, ordinal=seen), may_wait=True)

    async def mark_unread(self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal) -> None:
        """Let a member have read only what stands before a row; durable when this returns.

        Raises NotFound, Refused ``unavailable``.
        """
        self._scope.place(member_id, group_id, Action.MARK_UNREAD)
        if not isinstance(ordinal, int) or not 0 < ordinal <= self._store.last_ordinal(group_id):
            raise NotFound('message')
        mark = MarkedUnread(group_id=group_id, member_id=member_id, ordinal=Ordinal(ordinal - 1))
        async with self._writing:
            try:
                await self._journal.keep([mark])
                unread = await self._count_settled(mark)
            except JournalUnavailable as error:
                raise Unavailable from error
            # What was read meanwhile, or is not written yet, would raise the receipt again.
            for waiting in (self._waiting, self._unhurried):
                waiting.pop(_key_of(mark), None)
            if self._store.membership(group_id, member_id) is not None:
                self._store.load_unread(group_id, member_id, unread)
                self._store.record(mark)

    async def _count_settled(self, mark: MarkedUnread) -> Unread:
        """Count in the journal what the store no longer holds; again when that changed in the meantime."""
        counts = self._store.counts(mark.group_id)
        while True:
            unread = await self._journal.unread(mark.group_id, mark.member_id, after=mark.ordinal, upto=counts[0])
            before, counts = counts, self._store.counts(mark.group_id)
            if counts == before:
                return unread

    def mark_thread_read(self, member_id: MemberId, group_id: GroupId, thread: Ordinal, ordinal: Ordinal) -> None:
        """Note that a member who follows a thread has seen its messages up to one. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.MARK_THREAD_READ)
        if self._store.threads.read_up_to(LogId(group_id, thread), member_id) is not None:
            self.follow_thread(member_id, group_id, thread, ordinal)

    def follow_thread(self, member_id: MemberId, group_id: GroupId, thread: Ordinal, ordinal: Ordinal) -> None:
        """Let a member hear of a thread from after an ordinal on, if in the group; who follows already reads on."""
        if self._store.membership(group_id, member_id) is not None:
            seen = Ordinal(min(ordinal, self._store.last_ordinal(group_id)))
            threads, log_id = self._store.threads, LogId(group_id, thread)
            is_new = threads.read_up_to(log_id, member_id) is None
            later = threads.since(log_id, seen) if is_new else ()
            self._put(ThreadReceipt(group_id=group_id, member_id=member_id, thread=thread, ordinal=seen, later=later))

    def save_draft(self, member_id: MemberId, group_id: GroupId, text: str, *, thread: Ordinal = NO_THREAD) -> None:
        """Note what a member has typed in a group or thread; empty text forgets it. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.SAVE_DRAFT)
        self._put(DraftText(group_id=group_id, member_id=member_id, text=clean_draft(text), thread=thread))

    def set_preference(self, member_id: MemberId, key: str, value: str) -> None:
        """Note a member's choice. Raises NotFound, Refused ``bad_request``."""
        self._scope.signed_in(member_id, Action.SET_PREFERENCE)
        if not _KEY.fullmatch(key) or len(value) > PREFERENCE_CHARACTERS or clean_draft(value) != value:
            raise Refused('bad_request', 'This setting cannot be saved. Reload the page and try again.')
        self._put(Preference(member_id=member_id, key=key, value=value))

    def types(self, member_id: MemberId, group_id: GroupId, thread: Ordinal = NO_THREAD) -> None:
        """Show the group that a member is typing there, unless it may not hear of it. Raises NotFound."""
        place = self._scope.place(member_id, group_id, Action.TYPES)
        if is_writable(self._store, place):
            self._store.presence.types(member_id, group_id, thread)

    def stops(self, member_id: MemberId, group_id: GroupId, thread: Ordinal = NO_THREAD) -> None:
        """Show the group that a member types there no longer; nothing to do for who is not in it."""
        self._store.presence.stops(member_id, group_id, thread)

    async def flush(self) -> None:
        """Write all that has gathered; what cannot be written now is tried again."""
        self._hurry()
        await self._write()

    def _hurry(self) -> None:
        self._waiting |= self._unhurried
        self._unhurried = {}

    async def _write(self) -> None:
        async with self._writing:
            batch, self._waiting = self._waiting, {}
            if not batch:
                return
            try:
                await self._journal.keep(list(batch.values()))
            except JournalUnavailable:
                self._waiting = batch | self._waiting
                self._note_failure()
            else:
                self._is_failing = False

    def _put(self, record: Record, *, may_wait: bool = False) -> None:
        if not self._store.record(record):
            return
        key = _key_of(record)
        self._unhurried.pop(key, None)
        if may_wait and key not in self._waiting:
            self._unhurried[key] = record
        else:
            self._waiting[key] = record

    def _note_failure(self) -> None:
        if not self._is_failing:
            log.warning('Receipts and drafts cannot be written now; tried again until they can')
        self._is_failing = True

    async def _keep_now_and_then(self) -> None:
        for turn in itertools.count(1):
            await asyncio.sleep(KEEP_SECONDS)
            if turn % (TOGETHER_SECONDS // KEEP_SECONDS) == 0:
                self._hurry()
            try:
                await self._write()
            except Exception:  # a defect in one batch must not end the writing of all later ones
                log.exception('Receipts and drafts were not written')


def _key_of(record: Record) -> tuple[str, ...]:
    match record:
        case Receipt(group_id=group_id, member_id=member_id) | MarkedUnread(group_id=group_id, member_id=member_id):
            return ('receipt', group_id, member_id)
        case ThreadReceipt(group_id=group_id, member_id=member_id, thread=thread):
            return ('thread', group_id, member_id, str(thread))
        case DraftText(group_id=group_id, member_id=member_id, thread=thread):
            return ('draft', group_id, member_id, str(thread))
        case Preference(member_id=member_id, key=key):
            return ('preference', member_id, key)
        case _:
            assert_never(record)
