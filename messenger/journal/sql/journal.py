"""The journal over an SQL database."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.sql.selectable import TypedReturnsRows

from messenger.journal.contract import JournalUnavailable, JournalUnusable, Listener, Picture
from messenger.journal.plain import plainly
from messenger.journal.scrub import revisions_in
from messenger.journal.settle import check_stream
from messenger.journal.sql import codec, mentioned, reading, search, threads
from messenger.journal.sql.engine import is_missing
from messenger.journal.sql.rows import read_rows
from messenger.journal.sql.tables import properties
from messenger.journal.sql.transactions import Connect, connect
from messenger.journal.sql.writer import Writer
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.changes import Change, Draft
from messenger.model.ids import NO_THREAD, GroupId, MemberId, Ordinal, StreamId
from messenger.model.message import Message, Revision
from messenger.model.receipt import Unread
from messenger.model.record import Record
from messenger.model.search import Place, Sought
from messenger.model.thread import Thread

PROBE = 'probed_at'

Result = TypeVar('Result')


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class SqlJournal:
    """A journal in an SQL database; see `messenger.journal.contract.Journal`. `migrate` made its tables."""

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime] = utc_now,
        connect: Connect = connect,
        observe: Callable[[float], None] | None = None,
    ) -> None:
        """Connect nowhere yet; `observe` is told how many seconds each commit took until it was answered."""
        self._url = url
        self._now = now
        self._writing = connect(url, is_reading=False)
        self._reading = connect(url, is_reading=True)
        self._writer = Writer(self._writing, now=now, observe=observe)

    async def open(self) -> None:
        """Connect and start the writer. Raises JournalUnusable."""
        if is_missing(self._url):
            raise JournalUnusable('The database is not there: it is made by a migration, before the journal opens.')
        try:
            await self._writing.run(reading.read_epoch)
        except SQLAlchemyError as error:
            raise JournalUnusable(f'The database cannot be opened: {getattr(error, "orig", error)}.') from error
        self._writer.start()

    async def close(self) -> None:
        """Commit what is queued, then stop and disconnect."""
        await self._writer.stop()
        await self._reading.close()
        await self._writing.close()

    def listen(self, listener: Listener) -> None:
        """Name the one who hears each committed batch."""
        self._writer.listen(listener)

    async def append(self, draft: Draft) -> Change:
        """Commit a draft; durable and given to the listener when this returns. Raises Conflict, JournalUnavailable."""
        check_stream(draft)
        return await self._writer.append(draft)

    async def keep(self, records: Sequence[Record]) -> None:
        """Merge side records, durable when this returns. Raises JournalUnavailable."""
        if records:
            await self._writer.keep(records)

    async def load(self) -> Picture:
        """Read the current state, consistent at one moment."""
        return await self._look(reading.read_picture)

    async def read(self, stream: StreamId, *, after: int, limit: int = 500) -> list[Change]:
        """Read a stream's changes in order."""
        return [codec.change_from(row) for row in await self._rows(reading.changes_after(stream, after, limit))]

    async def heads(self) -> dict[StreamId, int]:
        """Read the number of each stream's newest change."""
        return await self._look(reading.read_heads)

    async def epoch(self) -> str:
        """Read the id that the database got when it was made."""
        return await self._look(reading.read_epoch)

    async def messages(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> list[Message]:
        """Read the rows ``first..last``, oldest first; deleted ones too."""
        return await self._messages(reading.rows_between(group_id, first, last))

    async def message(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        """Read one row."""
        return next(iter(await self.messages(group_id, first=ordinal, last=ordinal)), None)

    async def messages_at(self, group_id: GroupId, ordinals: Collection[Ordinal]) -> list[Message]:
        """Read the rows with these ordinals, oldest first; deleted ones too."""
        return await self._messages(reading.rows_at(group_id, ordinals))

    async def replies(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> dict[Ordinal, Ordinal]:
        """Read which undeleted messages reply to the rows ``first..last``, and to which."""
        return {row.ordinal: row.reply_to for row in await self._rows(reading.replies_to(group_id, first, last))}

    async def thread(self, group_id: GroupId, root: Ordinal) -> list[Ordinal]:
        """Read the ordinals of a thread's messages, oldest first; deleted ones too."""
        return [row.ordinal for row in await self._rows(threads.ordinals_in(group_id, root))]

    async def threads(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> dict[Ordinal, Thread]:
        """Sum up the threads that hang below the rows ``first..last``."""
        found = threads.summed_up(await self._rows(threads.threads_below(group_id, first, last)))
        return {thread.root: thread for thread in found}

    async def newest_threads(self, group_id: GroupId, *, limit: int) -> list[Thread]:
        """Sum up the threads of a group, the one with the newest reply first."""
        return threads.summed_up(await self._rows(threads.newest_threads(group_id, limit)))

    async def nearest_in_log(self, group_id: GroupId, ordinal: Ordinal, *, is_later: bool) -> Ordinal | None:
        """Find the next undeleted row of a group's own log after an ordinal, or the last one before it."""
        rows = await self._rows(threads.nearest_in_log(group_id, ordinal, is_later=is_later))
        return Ordinal(rows[0].ordinal) if rows else None

    async def unread(self, group_id: GroupId, member_id: MemberId, *, after: Ordinal, upto: Ordinal) -> Unread:
        """Count what a member would have to read in a group's own log after one ordinal, up to and with another."""
        rows = await self._rows(reading.unread_between(group_id, member_id, after, upto))
        return Unread(messages=rows[0].messages, mentions=rows[0].mentions)

    async def last_by(self, group_id: GroupId, member_id: MemberId, *, thread: Ordinal = NO_THREAD) -> Message | None:
        """Read the member's newest undeleted text message in a group's own log or in a thread."""
        return next(iter(await self._messages(reading.newest_by(group_id, member_id, thread))), None)

    async def revisions(self, group_id: GroupId, ordinal: Ordinal) -> list[Revision]:
        """Read the texts a message had, first to present; none once deleted."""
        message = await self.message(group_id, ordinal)
        if message is None:
            return []
        rows = await self._rows(reading.texts_of(group_id, ordinal))
        return revisions_in([codec.change_from(row) for row in rows], message)

    async def attachment(self, group_id: GroupId, attachment_id: AttachmentId) -> Attachment | None:
        """Read a file's description through the message it came with."""
        found = [codec.message_from(row) for row in await self._rows(reading.message_with(group_id, attachment_id))]
        return next((each for message in found for each in message.attachments if each.id == attachment_id), None)

    async def preview_picture(self, group_id: GroupId, picture_id: AttachmentId) -> Sha256 | None:
        """Read the content of a picture of a page that a message links to."""
        rows = await self._rows(reading.preview_picture(group_id, picture_id))
        return Sha256(rows[0].sha256) if rows else None

    async def attached(self, hashes: Collection[Sha256]) -> set[Sha256]:
        """Tell which of these contents some message or member still has."""
        return {row.sha256 for row in await self._rows(reading.attached(hashes))}

    async def search(self, sought: Sought, *, below: Place | None = None, limit: int = 50) -> list[Message]:
        """Find undeleted messages that fit all that is sought, newest first."""
        plain = plainly(sought)
        if plain is None:
            return []
        return await self._look(lambda connection: search.search(connection, plain, below, limit))

    async def mentioning(
        self, member_id: MemberId, group_ids: Collection[GroupId], *, below: Place | None = None, limit: int = 50
    ) -> list[Message]:
        """Find undeleted messages by others that mention a member in these groups, newest first."""
        return await self._messages(mentioned.mentioning(member_id, group_ids, below, limit))

    async def first_at(self, group_id: GroupId, at: datetime) -> Ordinal:
        """Return the ordinal of the first row of a group at a moment or after it."""
        return await self._look(lambda connection: search.first_at(connection, group_id, at))

    async def is_writable(self) -> bool:
        """Tell whether a commit reaches the disk now; writes one small row."""
        try:
            await self.write(self._probe)
        except JournalUnavailable:
            return False
        return True

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Do something else in a transaction of the one writer. Raises JournalUnavailable."""
        return await self._writer.run(work)

    async def fetch(self, query: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """Run a query on one of the readers."""
        return await self._rows(query)

    async def _messages(self, query: Select[*tuple[Any, ...]]) -> list[Message]:
        return await self._look(lambda connection: read_rows(connection, query))

    async def _rows(self, query: TypedReturnsRows[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        return await self._look(lambda connection: connection.execute(query).all())

    async def _look(self, work: Callable[[Connection], Result]) -> Result:
        """Read in a transaction that sees one moment. Raises JournalUnavailable."""
        try:
            return await self._reading.run(work)
        except (DBAPIError, NoConnection) as error:
            raise JournalUnavailable(str(getattr(error, 'orig', error))) from error

    def _probe(self, connection: Connection) -> None:
        stamp = {'value': self._now().isoformat()}
        connection.execute(update(properties).where(properties.c.key == PROBE), stamp)
