"""How far one member has read one log, and what is new there."""

from messenger.actions.reading import ReadingActions
from messenger.model.ids import NO_THREAD, LogId, MemberId, Ordinal
from messenger.store.store import Store


class Progress:
    """A member as the reader of a group's own log, or of a thread, which the member need not follow."""

    def __init__(self, *, store: Store, reading: ReadingActions, member_id: MemberId, log: LogId) -> None:
        self._store = store
        self._reading = reading
        self._member_id = member_id
        self._log = log

    @property
    def new(self) -> int:
        """How many messages by others there are that the member has not seen."""
        if self._log.thread == NO_THREAD:
            return self._store.unread(self._log.group_id, self._member_id).messages
        return self._store.threads.unread(self._log, self._member_id).messages

    @property
    def read_up_to(self) -> int:
        """The newest ordinal that the member has seen, 0 for none."""
        if self._log.thread == NO_THREAD:
            return self._store.read_up_to(self._log.group_id, self._member_id)
        return self._store.threads.read_up_to(self._log, self._member_id) or 0

    @property
    def times_put_back(self) -> int:
        """How often the member marked something unread."""
        return self._store.times_put_back(self._log.group_id, self._member_id)

    @property
    def is_inside(self) -> bool:
        """Whether the member is in the group."""
        return self._store.membership(self._log.group_id, self._member_id) is not None

    def mark_read(self, ordinal: Ordinal) -> None:
        """Note that the member has seen the rows up to one. Raises NotFound."""
        if self._log.thread == NO_THREAD:
            self._reading.mark_read(self._member_id, self._log.group_id, ordinal)
        else:
            self._reading.mark_thread_read(self._member_id, *self._log, ordinal)
