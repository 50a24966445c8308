"""What the rest of the messenger may rely on from any journal, bus and token vault.

Everything above this file is blind to the engine underneath.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.changes import Change, Draft
from messenger.model.draft import DraftText, Preference
from messenger.model.group import Group
from messenger.model.ids import NO_THREAD, GroupId, MemberId, Ordinal, StreamId
from messenger.model.member import Member
from messenger.model.membership import Membership
from messenger.model.message import Message, Revision
from messenger.model.receipt import Receipt, ThreadReceipt, Unread
from messenger.model.record import Record
from messenger.model.search import Place, Sought
from messenger.model.thread import Reply, Thread


class ConflictCode(StrEnum):
    """Why a draft no longer fits what the journal holds."""

    NAME_TAKEN = 'name_taken'
    NOT_A_MEMBER = 'not_a_member'
    ALREADY_A_MEMBER = 'already_a_member'
    GONE = 'gone'
    """The group or message is deleted or never was."""
    NOTHING_TO_REPLY_TO = 'nothing_to_reply_to'
    """The message replied to is deleted or never was."""
    NO_SUCH_THREAD = 'no_such_thread'
    """The message that the thread hangs below is deleted, never was, or is itself in a thread."""
    NOT_ALLOWED = 'not_allowed'
    """The asker's role no longer allows it."""
    UNCHANGED = 'unchanged'
    """What the draft asks for is so already."""
    FULL = 'full'
    """There is room for no more of it."""
    STALE = 'stale'
    """The widget has another state than the one that this was made from."""


class Conflict(Exception):  # noqa: N818 - an answer to a race, not a defect
    """The draft lost a race: what it builds on changed between the check and the commit. Nothing was written."""

    def __init__(self, code: ConflictCode) -> None:
        super().__init__(code.value)
        self.code = code


class JournalUnavailable(Exception):  # noqa: N818 - names a state
    """Nothing was accepted: the disk is full, the database is locked or closing. Repeating is right."""


class JournalUnusable(Exception):  # noqa: N818 - names a state
    """The journal cannot be opened (corrupt, newer version, foreign owner); one line for the operator.

    Nothing was written to it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Current state at start-up, without history: everything the store holds before the first change."""

    epoch: str
    members: Sequence[Member] = ()
    groups: Sequence[Group] = ()
    memberships: Sequence[Membership] = ()
    heads: Mapping[StreamId, int] = field(default_factory=dict)
    """The number of each stream's newest change."""
    newest: Mapping[GroupId, Message] = field(default_factory=dict)
    """The newest undeleted text message in each group's own log, for the group list."""
    ordinals: Mapping[GroupId, Ordinal] = field(default_factory=dict)
    """The ordinal of each group's newest row."""
    unread: Mapping[tuple[GroupId, MemberId], Unread] = field(default_factory=dict)
    """Only where it is not zero; capped at `UNREAD_CAP`."""
    receipts: Sequence[Receipt] = ()
    thread_receipts: Sequence[ThreadReceipt] = ()
    fresh_replies: Sequence[Reply] = ()
    """The undeleted messages of threads that somebody who follows them has not read, oldest first in each."""
    drafts: Sequence[DraftText] = ()
    preferences: Sequence[Preference] = ()
    pins: Sequence[tuple[GroupId, Ordinal]] = ()
    """The places of all pinned messages, the first pinned first in each group."""
    extensions_off: Collection[str] = ()
    """The names of the extensions that are switched off."""


Listener = Callable[[Sequence[Change]], None]
"""Called synchronously after each commit, in commit order, with what was committed. Must not raise."""


class Journal(Protocol):
    """The truth. Opened once, closed once; every method may be called from any task of one event loop."""

    async def open(self) -> None:
        """Start the writer. Raises JournalUnusable. Migrations have run before the event loop started."""

    async def close(self) -> None:
        """Commit what is queued, then stop; later appends raise JournalUnavailable."""

    def listen(self, listener: Listener) -> None:
        """Name the one who hears each committed batch (the feed)."""

    async def append(self, draft: Draft) -> Change:
        """Commit a draft; durable and already given to the listener when this returns.

        The same ``(stream, request_id)`` again returns the first result and adds nothing.
        A caller cancelled in the middle changes nothing of the commit.
        Raises Conflict, JournalUnavailable.
        """

    async def keep(self, records: Sequence[Record]) -> None:
        """Merge side records in one transaction: receipts by maximum, the others by last write.

        A receipt or draft of somebody who is not in the group (any more) is dropped.
        Raises JournalUnavailable.
        """

    async def load(self) -> Picture:
        """Read the current state, consistent at one moment."""

    async def read(self, stream: StreamId, *, after: int, limit: int = 500) -> list[Change]:
        """Read a stream's changes in order. Texts of deleted messages are empty in them."""

    async def heads(self) -> dict[StreamId, int]:
        """Read the number of each stream's newest change."""

    async def epoch(self) -> str:
        """Read the id that the database got when it was made; another one means another past."""

    async def messages(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> list[Message]:
        """Read the rows with ordinals ``first..last``, both included, oldest first, by key; deleted ones too."""

    async def message(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        """Read one row."""

    async def messages_at(self, group_id: GroupId, ordinals: Collection[Ordinal]) -> list[Message]:
        """Read the rows with these ordinals, oldest first; deleted ones too, and none for those that never were."""

    async def replies(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> dict[Ordinal, Ordinal]:
        """Read which undeleted messages reply to the rows ``first..last``: each with the ordinal that it replies to."""

    async def thread(self, group_id: GroupId, root: Ordinal) -> list[Ordinal]:
        """Read the ordinals of a thread's messages, without what it hangs below, oldest first; deleted ones too."""

    async def threads(self, group_id: GroupId, *, first: Ordinal, last: Ordinal) -> dict[Ordinal, Thread]:
        """Sum up the threads that hang below the rows ``first..last`` and have undeleted replies."""

    async def newest_threads(self, group_id: GroupId, *, limit: int) -> list[Thread]:
        """Sum up the threads of a group that have undeleted replies, the one with the newest of them first."""

    async def nearest_in_log(self, group_id: GroupId, ordinal: Ordinal, *, is_later: bool) -> Ordinal | None:
        """Find the next undeleted row of a group's own log after an ordinal, or the last one before it."""

    async def unread(self, group_id: GroupId, member_id: MemberId, *, after: Ordinal, upto: Ordinal) -> Unread:
        """Count what a member would have to read in a group's own log after one ordinal, up to and with another."""

    async def last_by(self, group_id: GroupId, member_id: MemberId, *, thread: Ordinal = NO_THREAD) -> Message | None:
        """Read the member's newest undeleted text message in a group's own log or in a thread."""

    async def revisions(self, group_id: GroupId, ordinal: Ordinal) -> list[Revision]:
        """Read the texts a message had, first to present; none once deleted."""

    async def attachment(self, group_id: GroupId, attachment_id: AttachmentId) -> Attachment | None:
        """Read a file's description through the message it came with; None once that is deleted."""

    async def preview_picture(self, group_id: GroupId, picture_id: AttachmentId) -> Sha256 | None:
        """Read the content of a picture of a page that a message links to; None once it is not shown any more."""

    async def attached(self, hashes: Collection[Sha256]) -> set[Sha256]:
        """Tell which of these contents some message still has, or some member as a picture."""

    async def search(self, sought: Sought, *, below: Place | None = None, limit: int = 50) -> list[Message]:
        """Find undeleted messages that fit all that is sought, newest first; with `below`, those accepted before it.

        Words and phrases are compared without regard to case, accents and width; symbols and non-Latin text are
        found. A word of which nothing is left then is in no message. Words of one or two characters alone may be
        looked for among the newest rows only.
        """

    async def mentioning(
        self, member_id: MemberId, group_ids: Collection[GroupId], *, below: Place | None = None, limit: int = 50
    ) -> list[Message]:
        """Find undeleted messages by others that mention a member in these groups, newest first, before a place."""

    async def first_at(self, group_id: GroupId, at: datetime) -> Ordinal:
        """Return the ordinal of the first row of a group at a moment or after it, found by halving, not by reading.

        The one after the newest where all are earlier.
        """

    async def is_writable(self) -> bool:
        """Tell whether a commit reaches the disk now (for ``/readyz``); writes one small row."""


class TokenKind(StrEnum):
    """What a secret string is good for."""

    SESSION = 'session'
    DEVICE = 'device'
    """Signs its member in on another device, once."""
    INVITE = 'invite'
    """Lets its holder join a group, once."""
    INCOMING = 'incoming'
    """Lets its holder post to a group as the bot whose it is."""
    OUTGOING = 'outgoing'
    """Stands for an address, in its label, that is told what happens in a group."""
    BOT = 'bot'
    """Lets its holder use the HTTP API as the bot whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A secret that was handed out; only its SHA-256 is kept.

    `id` is a short public id by which its owner lists and revokes it.
    """

    id: str
    hash: bytes
    kind: TokenKind
    member_id: MemberId
    """Whose session or device link it is; for an invite, who made it."""
    group_id: GroupId | None = None
    label: str = ''
    """What a person recognises it by, such as 'Firefox on Linux'."""
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class Tokens(Protocol):
    """Sessions and one-time links, in the same database as the journal."""

    async def add(self, token: Token) -> None:
        """Keep a token; durable when this returns. Raises JournalUnavailable."""

    async def load(self, kind: TokenKind) -> list[Token]:
        """Read all tokens of a kind that have not expired."""

    async def find(self, hash: bytes, kind: TokenKind, at: datetime) -> Token | None:  # noqa: A002 - its name
        """Return a token that has not expired and leave it there."""

    async def take(self, hash: bytes, kind: TokenKind, at: datetime) -> Token | None:  # noqa: A002 - its name
        """Remove and return a token that has not expired; of two who ask at once one gets it."""

    async def remove(self, ids: Sequence[str]) -> None:
        """Forget tokens by their public ids; unknown ids are no error."""

    async def touch(self, seen: Mapping[str, datetime]) -> None:
        """Move `last_seen_at` of tokens, by their public ids, in one transaction."""

    async def sweep(self, at: datetime) -> int:
        """Remove what has expired and return how many."""


class Bus(Protocol):
    """Rings the doorbell between nodes; may lose, repeat and reorder; never awaited on the commit path."""

    def ring(self, heads: Mapping[StreamId, int]) -> None:
        """Tell the others how far streams have come."""

    def listen(self, listener: Callable[[Mapping[StreamId, int]], None]) -> None:
        """Hear the others."""
