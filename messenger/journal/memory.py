"""The journal that keeps nothing after the process ends: for trying out, and for tests."""

import asyncio
import secrets
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime

from messenger.journal.contract import Conflict, JournalUnavailable, Listener, Picture
from messenger.journal.kept import Kept
from messenger.journal.plain import fits, plainly
from messenger.journal.scene import Scene
from messenger.journal.scrub import concerns, deleted_by, revisions_in, scrubbed, superseded
from messenger.journal.settle import check_stream, settle
from messenger.journal.unread import count_unread, is_said
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.changes import Change, Draft, GroupDeleted, MemberLeft, MessageSent, WidgetChanged
from messenger.model.ids import NO_THREAD, GroupId, MemberId, Ordinal, StreamId
from messenger.model.message import Message, Revision
from messenger.model.receipt import Receipt, Unread
from messenger.model.record import Record
from messenger.model.rows import replies_among
from messenger.model.search import Place, Sought
from messenger.model.thread import Thread, threads_among


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class MemoryJournal:
    """A journal in this process's memory; see `messenger.journal.contract.Journal`."""

    def __init__(self, *, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._epoch = secrets.token_hex(16)
        self._scene = Scene()
        self._changes: dict[StreamId, list[Change]] = {}
        self._stated: dict[tuple[StreamId, Ordinal], int] = {}
        self._sent: list[tuple[GroupId, Ordinal]] = []
        self._kept = Kept(self._scene)
        self._listener: Listener = _hear_nothing
        self._is_open = False

    async def open(self) -> None:
        """Accept drafts from here on."""
        self._is_open = True

    async def close(self) -> None:
        """Accept nothing any more."""
        self._is_open = False

    def listen(self, listener: Listener) -> None:
        """Name the one who hears each committed batch."""
        self._listener = listener

    async def append(self, draft: Draft) -> Change:
        """Accept a draft, hand it to the listener, return it. Raises Conflict, JournalUnavailable."""
        check_stream(draft)
        await self._breathe()
        settled = settle(self._scene, [draft], self._now())
        for change in settled.changes:
            self._record(change)
        if settled.changes:
            self._listener(settled.changes)
        answer = settled.answers[0]
        if isinstance(answer, Conflict):
            raise answer
        return answer

    async def keep(self, records: Sequence[Record]) -> None:
        """Merge side records: receipts by maximum, the others by last write."""
        await self._breathe()
        for record in records:
            self._kept.put(record)

    async def load(self) -> Picture:
        """Return the current state."""
        scene = self._scene
        newest = {group_id: self._newest(group_id, None) for group_id in scene.groups}
        return Picture(
            epoch=self._epoch,
            members=list(scene.members.values()),
            groups=list(scene.groups.values()),
            memberships=[each for group in scene.memberships.values() for each in group.values()],
            heads=dict(scene.heads),
            newest={group_id: message for group_id, message in newest.items() if message is not None},
            ordinals=dict(scene.ordinals),
            unread=self._unread(),
            receipts=[Receipt(group_id=key[0], member_id=key[1], ordinal=at) for key, at in scene.receipts.items()],
            thread_receipts=self._kept.thread_receipts,
            fresh_replies=self._kept.fresh_replies,
            drafts=self._kept.drafts,
            preferences=self._kept.preferences,
            pins=self._pins(),
            extensions_off={name for name, is_on in scene.extensions.items() if not is_on},
        )

    async def read(self, stream: StreamId, *, after: int, limit: int = 500) -> list[Change]:
        """Return a stream's changes in order."""
        return self._changes.get(stream, [])[after : after + limit]

    async def heads(self) -> dict[StreamId, int]:
        """Return the number of each stream's newest change."""
        return dict(self._scene.heads)

    async def epoch(self) -> str:
        """Return the id of this journal."""
        return self._epoch

    async def messages(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> list[Message]:
        """Return the rows ``first..last``, oldest first; deleted ones too."""
        rows = self._scene.rows.get(group_id, {})
        return [rows[Ordinal(each)] for each in range(max(first, 1), min(last, len(rows)) + 1)]

    async def message(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        """Return one row."""
        return self._scene.row(group_id, ordinal)

    async def messages_at(self, group_id: GroupId, ordinals: Collection[Ordinal]) -> list[Message]:
        """Return the rows with these ordinals, oldest first; deleted ones too."""
        rows = self._scene.rows.get(group_id, {})
        return [rows[each] for each in sorted(ordinals) if each in rows]

    async def replies(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> dict[Ordinal, Ordinal]:
        """Return which undeleted messages reply to the rows ``first..last``, and to which."""
        return replies_among(self._scene.rows.get(group_id, {}).values(), first, last)

    async def thread(self, group_id: GroupId, root: Ordinal) -> list[Ordinal]:
        """Return the ordinals of a thread's messages, oldest first; deleted ones too."""
        return [row.ordinal for row in self._scene.rows.get(group_id, {}).values() if row.thread == root]

    async def threads(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> dict[Ordinal, Thread]:
        """Sum up the threads that hang below the rows ``first..last``."""
        return {each.root: each for each in self._threads(group_id) if first <= each.root <= last}

    async def newest_threads(self, group_id: GroupId, *, limit: int) -> list[Thread]:
        """Sum up the threads of a group, the one with the newest reply first."""
        return self._threads(group_id)[:limit]

    async def nearest_in_log(self, group_id: GroupId, ordinal: Ordinal, *, is_later: bool) -> Ordinal | None:
        """Find the next undeleted row of a group's own log after an ordinal, or the last one before it."""
        rows = self._scene.rows.get(group_id, {}).values()
        there = [row.ordinal for row in rows if row.is_in_log and not row.is_deleted]
        if is_later:
            return next((each for each in there if each > ordinal), None)
        return next((each for each in reversed(there) if each < ordinal), None)

    async def unread(self, group_id: GroupId, member_id: MemberId, *, after: Ordinal, upto: Ordinal) -> Unread:
        """Count what a member would have to read in a group's own log after one ordinal, up to and with another."""
        rows = self._scene.rows.get(group_id, {}).values()
        return count_unread([row for row in rows if row.ordinal <= upto], member_id, after)

    async def last_by(self, group_id: GroupId, member_id: MemberId, *, thread: Ordinal = NO_THREAD) -> Message | None:
        """Return the member's newest undeleted text message in a group's own log or in a thread."""
        return self._newest(group_id, member_id, thread)

    async def revisions(self, group_id: GroupId, ordinal: Ordinal) -> list[Revision]:
        """Return the texts a message had, first to present; none once deleted."""
        message = self._scene.row(group_id, ordinal)
        if message is None:
            return []
        changes = self._changes[StreamId(group_id)]
        return revisions_in([each for each in changes if concerns(each, ordinal)], message)

    async def attachment(self, group_id: GroupId, attachment_id: AttachmentId) -> Attachment | None:
        """Return a file's description through the message it came with."""
        rows = self._scene.rows.get(group_id, {}).values()
        return next((each for row in rows for each in row.attachments if each.id == attachment_id), None)

    async def preview_picture(self, group_id: GroupId, picture_id: AttachmentId) -> Sha256 | None:
        """Return the content of a picture of a page that a message links to."""
        rows = self._scene.rows.get(group_id, {}).values()
        previews = (each for row in rows for each in row.previews or ())
        return next((each.picture for each in previews if each.picture_id == picture_id), None)

    async def attached(self, hashes: Collection[Sha256]) -> set[Sha256]:
        """Tell which of these contents some message or member still has."""
        rows = [row for group in self._scene.rows.values() for row in group.values()]
        sent = {each.sha256 for row in rows for each in row.attachments}
        sent |= {each.picture for row in rows for each in row.previews or () if each.picture}
        return set(hashes) & (sent | {each.picture for each in self._scene.members.values()})

    async def search(self, sought: Sought, *, below: Place | None = None, limit: int = 50) -> list[Message]:
        """Find undeleted messages that fit all that is sought, newest first."""
        plain = plainly(sought)
        if plain is None:
            return []
        hits = (row for row in self._newest_first(below) if fits(row, plain))
        return [row for row, _ in zip(hits, range(limit), strict=False)]

    async def mentioning(
        self, member_id: MemberId, group_ids: Collection[GroupId], *, below: Place | None = None, limit: int = 50
    ) -> list[Message]:
        """Find undeleted messages by others that mention a member in these groups, newest first."""
        there = (row for row in self._newest_first(below) if row.group_id in group_ids and row.author_id != member_id)
        named = (row for row in there if any(mention.member_id == member_id for mention in row.mentions))
        return [row for row, _ in zip(named, range(limit), strict=False)]

    async def first_at(self, group_id: GroupId, at: datetime) -> Ordinal:
        """Return the ordinal of the first row of a group at a moment or after it."""
        rows = list(self._scene.rows.get(group_id, {}).values())
        return Ordinal(1 + bisect_left(rows, at, key=lambda row: row.sent_at))

    async def is_writable(self) -> bool:
        """Tell whether the journal is open."""
        return self._is_open

    async def _breathe(self) -> None:
        """Let others run, as a commit to disk would, and refuse once closed."""
        await asyncio.sleep(0)
        if not self._is_open:
            raise JournalUnavailable('The journal is closed.')

    def _record(self, change: Change) -> None:
        self._changes.setdefault(change.stream, []).append(change)
        if change.ordinal is not None:
            self._sent.append((GroupId(change.stream), change.ordinal))
        match change.fact:
            case MessageSent(widget=widget) if widget is not None and change.ordinal is not None:
                self._stated[change.stream, change.ordinal] = change.number
            case WidgetChanged(target=ordinal):
                self._supersede(change, ordinal)
            case GroupDeleted(group_id=group_id):
                self._scrub(change.stream, None)
                self._sent = [each for each in self._sent if each[0] != group_id]
                self._kept.forget(lambda key: key[0] == group_id)
            case MemberLeft(group_id=group_id, member_id=member_id):
                self._kept.forget(lambda key: key[:2] == (group_id, member_id))
        target = deleted_by(change)
        if target is not None:
            self._scrub(change.stream, target)

    def _supersede(self, change: Change, target: Ordinal) -> None:
        """Take the state that a change replaces out of the change that brought it."""
        index = self._stated[change.stream, target] - 1
        earlier = self._changes[change.stream][index] = superseded(self._changes[change.stream][index])
        self._scene.accepted[change.stream, earlier.request_id] = earlier
        self._stated[change.stream, target] = change.number

    def _scrub(self, stream: StreamId, target: Ordinal | None) -> None:
        """Take the texts of one message, or of all, out of a stream's changes."""
        changes = self._changes[stream]
        for index, change in enumerate(changes):
            if target is None or concerns(change, target):
                changes[index] = scrubbed(change)
                self._scene.accepted[stream, change.request_id] = changes[index]

    def _newest(self, group_id: GroupId, author_id: MemberId | None, thread: Ordinal = NO_THREAD) -> Message | None:
        said = (row for row in reversed(self._scene.rows.get(group_id, {}).values()) if is_said(row))
        here = (row for row in said if (row.thread == thread if thread else row.is_in_log))
        return next((row for row in here if author_id in {row.author_id, None}), None)

    def _pins(self) -> list[tuple[GroupId, Ordinal]]:
        rows = [row for group in self._scene.rows.values() for row in group.values() if row.pin]
        first_pinned_first = sorted(rows, key=lambda row: (row.pin.at if row.pin else row.sent_at, row.ordinal))
        return [(row.group_id, row.ordinal) for row in first_pinned_first]

    def _threads(self, group_id: GroupId) -> list[Thread]:
        """Sum up a group's threads, the one with the newest reply first."""
        threads = threads_among(self._scene.rows.get(group_id, {}).values()).values()
        return sorted(threads, key=lambda thread: thread.last, reverse=True)

    def _newest_first(self, below: Place | None) -> Iterator[Message]:
        """Walk through what was said, from the newest message on or from the one before a place."""
        sent = self._sent
        if below is not None:
            sent = sent[: sent.index(below)] if below in sent else []
        for group_id, ordinal in reversed(sent):
            row = self._scene.row(group_id, ordinal)
            if row is not None and is_said(row):
                yield row

    def _unread(self) -> dict[tuple[GroupId, MemberId], Unread]:
        counts: dict[tuple[GroupId, MemberId], Unread] = {}
        for group_id, memberships in self._scene.memberships.items():
            rows = list(self._scene.rows.get(group_id, {}).values())
            for member_id in memberships:
                read_up_to = self._scene.receipts.get((group_id, member_id), Ordinal(0))
                counts[group_id, member_id] = count_unread(rows, member_id, read_up_to)
        return {key: unread for key, unread in counts.items() if unread.messages}


def _hear_nothing(changes: Sequence[Change]) -> None:
    """Stand in until somebody listens."""
