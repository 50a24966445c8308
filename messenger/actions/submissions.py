"""Handing drafts to the journal, each request once, and saying for a person why one was not accepted."""

from collections import OrderedDict

from messenger.actions.scope import check_request_id
from messenger.journal.contract import Conflict, ConflictCode, Journal, JournalUnavailable
from messenger.languages import marked
from messenger.model.changes import (
    Change,
    Draft,
    Fact,
    RowFact,
)
from messenger.model.ids import SITE, MemberId, RequestId, StreamId
from messenger.model.refused import NameTaken, NotFound, Refused, Unavailable, no_such_thread, nothing_to_reply_to
from messenger.store.store import Store

REMEMBERED = 2000
"""Requests whose answers are at hand. The journal knows all; these are for what can be checked only once
(a member who has left cannot leave again), so the time of a few retries is enough."""


_REASONS = {
    ConflictCode.ALREADY_A_MEMBER: marked('Already a member of this group: there is nothing left to do.'),
    ConflictCode.NOT_ALLOWED: marked('Your role changed a moment ago and no longer allows this. Ask an owner.'),
    ConflictCode.UNCHANGED: marked('This was done a moment ago: there is nothing left to do.'),
    ConflictCode.STALE: marked(
        'Somebody else was faster, and nothing was changed. Look at it as it is now, and try again.'
    ),
    ConflictCode.FULL: marked('There is no room for more of these. Join in with one that is there.'),
}

RequestKey = tuple[str, StreamId, MemberId | None, RequestId]


class Submissions:
    """The way from an action to the journal."""

    def __init__(self, journal: Journal, store: Store, *, remembered: int = REMEMBERED) -> None:
        self._journal = journal
        self._store = store
        self._answers: OrderedDict[RequestKey, Change] = OrderedDict()
        self._remembered = remembered
        store.listen(self._remember)

    def earlier(
        self, by: MemberId | None, stream: StreamId, request_id: RequestId, *kinds: type[Fact]
    ) -> Change | None:
        """Return the answer that a request has got already.

        Raises Refused ``bad_request`` for what is no request id, or one that was used for something else.
        """
        check_request_id(request_id)
        change = self._answers.get((self._store.epoch, stream, by, request_id))
        if change is not None and not isinstance(change.fact, kinds):
            raise _used_for_something_else()
        return change

    async def submit(self, by: MemberId | None, request_id: RequestId, fact: Fact, *others: type[Fact]) -> Change:
        """Have a fact accepted; durable and in the store when this returns. Raises Refused.

        `others` are the kinds of facts that the same request may have led to before, when things stood otherwise.
        """
        try:
            return await self.attempt(by, request_id, fact, *others)
        except Conflict as conflict:
            raise _refusal(conflict, fact) from conflict

    async def attempt(self, by: MemberId | None, request_id: RequestId, fact: Fact, *others: type[Fact]) -> Change:
        """Have a fact accepted like `submit`, but let the caller answer a lost race. Raises Conflict, Refused."""
        check_request_id(request_id)
        draft = Draft(stream=_stream_of(fact), by=by, request_id=request_id, fact=fact)
        try:
            change = await self._journal.append(draft)
        except JournalUnavailable as error:
            raise Unavailable from error
        if change.by != by or type(change.fact) not in {type(fact), *others}:
            raise _used_for_something_else()
        return change

    def _remember(self, change: Change) -> None:
        self._answers[self._store.epoch, change.stream, change.by, change.request_id] = change
        if len(self._answers) > self._remembered:
            self._answers.popitem(last=False)


def _stream_of(fact: Fact) -> StreamId:
    group_id = getattr(fact, 'group_id', None)
    return SITE if group_id is None else StreamId(group_id)


def _refusal(conflict: Conflict, fact: Fact) -> Refused:
    match conflict.code:
        case ConflictCode.NOT_A_MEMBER:
            return NotFound('group')
        case ConflictCode.GONE:
            return NotFound('message' if isinstance(fact, RowFact) else 'group')
        case ConflictCode.NOTHING_TO_REPLY_TO:
            return nothing_to_reply_to()
        case ConflictCode.NO_SUCH_THREAD:
            return no_such_thread()
        case ConflictCode.NAME_TAKEN:
            return NameTaken('Somebody took this name a moment ago. Choose another one.', '')
    return Refused(conflict.code.value, _REASONS[conflict.code])


def _used_for_something_else() -> Refused:
    return Refused('bad_request', 'This page repeated an older request with other content. Reload the page.')
