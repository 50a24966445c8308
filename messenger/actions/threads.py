"""Reading threads, and who follows them."""

from collections.abc import Callable, Sequence

from messenger.actions.history import History
from messenger.actions.reading import ReadingActions
from messenger.actions.scope import Scope
from messenger.model.changes import Change, MessageSent
from messenger.model.ids import GroupId, LogId, MemberId, Ordinal
from messenger.model.message import Mention, Message
from messenger.model.permissions import Action
from messenger.model.receipt import UNREAD_CAP
from messenger.model.refused import NotFound
from messenger.model.thread import Thread, reply_of

MOST_LISTED = 50
"""Threads of a group that are listed, those with the newest messages."""


class ThreadActions:
    """What a member reads of threads."""

    def __init__(self, *, scope: Scope, history: History) -> None:
        self._scope = scope
        self._history = history

    async def read_thread(self, member_id: MemberId, group_id: GroupId, root: Ordinal) -> list[Ordinal]:
        """Return the ordinals of what stands in a thread: what it hangs below, then its messages, deleted ones too.

        Below whatever message stands in a group's own log there is a thread, though mostly an empty one. Below one
        that is deleted there is only what was said before. Raises NotFound.
        """
        self._scope.place(member_id, group_id, Action.READ_THREAD)
        row = await self._history.message(group_id, root)
        if row.thread is not None:
            raise NotFound('thread')
        ordinals = await self._history.thread(group_id, root)
        self._scope.place(member_id, group_id, Action.READ_THREAD)
        if row.is_deleted and not ordinals:
            raise NotFound('thread')
        return [root, *ordinals]

    async def list_threads(self, member_id: MemberId, group_id: GroupId) -> list[tuple[Thread, Message]]:
        """Return the threads of a group with what they hang below, the one with the newest message first.

        At most `MOST_LISTED`. Raises NotFound.
        """
        self._scope.place(member_id, group_id, Action.LIST_THREADS)
        threads = await self._history.newest_threads(group_id, limit=MOST_LISTED)
        roots = await self._history.rows_at(group_id, {thread.root for thread in threads})
        self._scope.place(member_id, group_id, Action.LIST_THREADS)
        by_ordinal = {row.ordinal: row for row in roots}
        return [(thread, by_ordinal[thread.root]) for thread in threads if thread.root in by_ordinal]

    async def sum_up(self, group_id: GroupId, root: Ordinal) -> Thread | None:
        """Return what a thread comes to, for what all its viewers share; whoever shows it checks who may see it.

        Raises Refused ``unavailable``.
        """
        return (await self._history.threads(group_id, root, root)).get(root)

    async def read_in_thread(
        self, member_id: MemberId, group_id: GroupId, ordinals: Sequence[Ordinal]
    ) -> list[Message]:
        """Return rows of a thread, oldest first; deleted ones too. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.READ_THREAD)
        rows = await self._history.rows_at(group_id, set(ordinals))
        self._scope.place(member_id, group_id, Action.READ_THREAD)
        return sorted(rows, key=lambda row: row.ordinal)

    async def nearest_in_log(
        self, member_id: MemberId, group_id: GroupId, ordinal: Ordinal, *, is_later: bool
    ) -> Ordinal | None:
        """Return the next undeleted row of a group's own log after an ordinal, or the last before. Raises NotFound."""
        self._scope.place(member_id, group_id, Action.READ_MESSAGES)
        return await self._history.nearest_in_log(group_id, ordinal, is_later=is_later)


class Following:
    """Who hears of a thread: who wrote what it hangs below, who writes in it, and who is mentioned there."""

    def __init__(self, *, scope: Scope, reading: ReadingActions, history: History) -> None:
        self._store = scope.store
        self._reading = reading
        self._history = history

    def note(self, change: Change, sent: MessageSent, root: Message) -> None:
        """Let those follow a thread whom a new message in it makes do so; its author has read it."""
        assert change.ordinal is not None
        assert sent.thread is not None
        log = LogId(sent.group_id, sent.thread)
        others = {root.author_id, *(mention.member_id for mention in sent.mentions)} - {sent.author_id}
        for member_id in self._strangers(log, others):
            self._reading.follow_thread(member_id, *log, Ordinal(change.ordinal - 1))
        self._reading.follow_thread(sent.author_id, sent.group_id, sent.thread, change.ordinal)

    async def prepare(self, row: Message, mentions: Sequence[Mention]) -> Callable[[], None]:
        """Get ready for a message of a thread that is about to mention others; what is returned lets those follow."""
        if row.thread is None:
            return _do_nothing
        log = LogId(row.group_id, row.thread)
        strangers = self._strangers(log, {mention.member_id for mention in mentions} - {row.author_id})
        if not strangers:
            return _do_nothing
        later = [ordinal for ordinal in await self._history.thread(*log) if ordinal >= row.ordinal][-UNREAD_CAP:]
        self._store.threads.learn(filter(None, map(reply_of, await self._history.rows_at(row.group_id, set(later)))))

        def follow() -> None:
            for member_id in strangers:
                self._reading.follow_thread(member_id, *log, Ordinal(row.ordinal - 1))

        return follow

    def _strangers(self, log: LogId, member_ids: set[MemberId]) -> list[MemberId]:
        """Return those who do not follow a thread."""
        return sorted(each for each in member_ids if self._store.threads.read_up_to(log, each) is None)


def _do_nothing() -> None:
    """Nobody new is mentioned."""
