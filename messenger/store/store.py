"""The live picture of everything: what pages read, changed by the feed alone."""

from collections.abc import Callable, Iterable, Mapping

from messenger.journal.contract import Picture
from messenger.languages import DEFAULT
from messenger.model.attachment import Sha256
from messenger.model.changes import (
    Change,
    ExtensionSwitched,
    Fact,
    GroupCreated,
    GroupDeleted,
    MemberJoined,
    MemberLeft,
)
from messenger.model.draft import DraftText, Preference
from messenger.model.group import Group
from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal, StreamId
from messenger.model.member import Member
from messenger.model.membership import Membership
from messenger.model.message import Message
from messenger.model.quiet import BLOCKED, ON, all_key, block_key, mute_key
from messenger.model.receipt import MarkedUnread, Receipt, ThreadReceipt, Unread
from messenger.model.record import Record
from messenger.store.directory import Directory
from messenger.store.late_mentions import LateMentions
from messenger.store.listeners import Listeners, ListenersByKey
from messenger.store.notes import Notes
from messenger.store.pins import Pins
from messenger.store.presence import Presence
from messenger.store.receipts import Receipts
from messenger.store.roster import Roster
from messenger.store.rows import Rows
from messenger.store.seeing import Seeing
from messenger.store.threads import Threads


class Store:
    """Members, groups, newest rows, receipts, drafts and preferences, as of the newest change applied.

    Every question is answered at once, from memory.
    """

    def __init__(self) -> None:
        self.presence = Presence(lambda group_id: [each.member_id for each in self._roster.members_of(group_id)])
        self.late_mentions = LateMentions()
        self._listeners: Listeners[Change] = Listeners()
        self._own: ListenersByKey[MemberId, Record] = ListenersByKey()
        self._clear()

    # What the feed does.

    def load(self, picture: Picture) -> None:
        """Begin anew from the journal's current state; what was known before is forgotten."""
        self._clear()
        self.epoch = picture.epoch
        self._heads.update(picture.heads)
        for member in picture.members:
            self._directory.put(member)
        for group in picture.groups:
            self._roster.put(group)
            self._rows.begin(group.id, picture.ordinals.get(group.id, 0), picture.newest.get(group.id))
        for membership in sorted(picture.memberships, key=lambda each: each.joined_at):
            self._roster.admit(membership)
        self._extensions_off.update(picture.extensions_off)
        self._load_own(picture)

    def apply(self, change: Change) -> None:
        """Take in one change and tell the listeners; a number seen before is dropped."""
        if change.number <= self.head(change.stream):
            return
        self._heads[change.stream] = change.number
        self._directory.apply(change)
        self._switch(change.fact)
        self._apply_departure(change)
        self._roster.apply(change)
        self._rows.apply(change)
        self.threads.apply(change)
        self.pins.apply(change)
        self._apply_arrival(change)
        self._listeners.tell(change)

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Hear every change after it was applied; returns what stops it."""
        return self._listeners.add(listener)

    def head(self, stream: StreamId) -> int:
        """Return the number of the newest change applied in a stream."""
        return self._heads.get(stream, 0)

    # Members and groups.

    def member(self, member_id: MemberId) -> Member | None:
        """Return a member."""
        return self._directory.member(member_id)

    def member_named(self, name: str) -> Member | None:
        """Return whose name it is, compared without case, accents, width, spacing and look-alikes."""
        return self._directory.named(name)

    def name_key(self, member_id: MemberId) -> str:
        """Return what a member's name is compared by, empty for nobody."""
        return self._directory.key(member_id)

    def is_picture(self, sha256: Sha256) -> bool:
        """Tell whether some member has this content as a picture now."""
        return self._directory.is_picture(sha256)

    def is_extension_on(self, name: str) -> bool:
        """Tell whether an extension may act; those that nobody switched off may."""
        return name not in self._extensions_off

    def members(self) -> list[Member]:
        """Return every member, in the order they registered."""
        return self._directory.all()

    def group(self, group_id: GroupId) -> Group | None:
        """Return a group; who may know of it is for the asker to check."""
        return self._roster.group(group_id)

    def groups_of(self, member_id: MemberId, language: str = DEFAULT) -> list[Group]:
        """Return the groups a member knows to be in, as that member sees them: by name, then direct ones by name."""
        return self._seeing.groups_of(member_id, language)

    def group_as(self, member_id: MemberId, group_id: GroupId, language: str = DEFAULT) -> Group | None:
        """Return a group as one of its members sees it, a direct one named after the others; None for anybody else."""
        return self._seeing.group(member_id, group_id, language)

    def is_apparent(self, member_id: MemberId, group_id: GroupId) -> bool:
        """Tell whether a member knows of a group: of a direct one once somebody wrote, or for a draft of one's own."""
        return self._seeing.is_apparent(member_id, group_id)

    def open_groups(self) -> list[Group]:
        """Return the groups that anybody may join, by name."""
        return self._roster.open_groups()

    def membership(self, group_id: GroupId, member_id: MemberId) -> Membership | None:
        """Return a member's place in a group."""
        return self._roster.membership(group_id, member_id)

    def members_of(self, group_id: GroupId) -> list[Membership]:
        """Return a group's memberships, the longest-standing first."""
        return self._roster.members_of(group_id)

    # Messages.

    def newest(self, group_id: GroupId) -> Message | None:
        """Return the newest message in a group's own log that is not deleted."""
        return self._rows.tail(group_id).newest

    def last_ordinal(self, group_id: GroupId) -> Ordinal:
        """Return the ordinal of a group's newest row, 0 when it has none."""
        return Ordinal(self._rows.tail(group_id).last)

    def row(self, group_id: GroupId, ordinal: Ordinal) -> Message | None:
        """Return a row if it is among those held; None says nothing about whether it exists."""
        return self._rows.tail(group_id).row(ordinal)

    def rows(self, group_id: GroupId, first: int, last: int) -> list[Message] | None:
        """Return the rows ``first..last`` that exist, oldest first; None when not all are held."""
        return self._rows.rows(group_id, first, last)

    def learn(self, group_id: GroupId, rows: Iterable[Message]) -> None:
        """Take in rows that the journal holds now, so that they need not be read again."""
        self._rows.learn(group_id, rows)

    # What belongs to one member.

    def unread(self, group_id: GroupId, member_id: MemberId) -> Unread:
        """Count what a member has not read in a group's own log; nothing for who is not in it."""
        if self.membership(group_id, member_id) is None:
            return Unread()
        return self._receipts.unread(group_id, member_id, self._rows.tail(group_id))

    def read_up_to(self, group_id: GroupId, member_id: MemberId) -> Ordinal:
        """Return the newest ordinal a member has seen in a group, 0 for none."""
        return self._receipts.read_up_to(group_id, member_id)

    def times_put_back(self, group_id: GroupId, member_id: MemberId) -> int:
        """Return how often a member marked something unread in a group, so that each page notices when it happens."""
        return self._receipts.times_put_back(group_id, member_id)

    def draft(self, group_id: GroupId, member_id: MemberId, thread: Ordinal = NO_THREAD) -> str:
        """Return what a member has typed in a group or thread and not sent, empty for nothing."""
        return self._notes.draft(LogId(group_id, thread), member_id)

    def has_draft(self, group_id: GroupId, member_id: MemberId) -> bool:
        """Tell whether a member has typed anything in a group, its threads among it, and not sent it."""
        return self._notes.has_draft(group_id, member_id)

    def preference(self, member_id: MemberId, key: str, default: str = '') -> str:
        """Return a member's choice, such as that of ``theme``."""
        return self._notes.preference(member_id, key, default)

    def preferences(self, member_id: MemberId) -> Mapping[str, str]:
        """Return all choices of a member, by key."""
        return dict(self._notes.preferences(member_id))

    def is_muted(self, group_id: GroupId, member_id: MemberId) -> bool:
        """Tell whether a member wants to hear of nothing in a group but mentions."""
        return self.preference(member_id, mute_key(group_id)) == ON

    def wants_all(self, group_id: GroupId, member_id: MemberId) -> bool:
        """Tell whether a member wants to be notified of everything in a group."""
        return self.preference(member_id, all_key(group_id)) == ON

    def has_blocked(self, member_id: MemberId, other_id: MemberId) -> bool:
        """Tell whether a member has blocked another one."""
        return self.preference(member_id, block_key(other_id)) == ON

    def blocked_by(self, member_id: MemberId) -> list[MemberId]:
        """Return whom a member has blocked."""
        choices = self._notes.preferences(member_id).items()
        return [MemberId(key.removeprefix(BLOCKED)) for key, value in choices if key.startswith(BLOCKED) and value]

    def counts(self, group_id: GroupId) -> tuple[Ordinal, int]:
        """Return up to which row unread messages are kept as numbers, and how often a held row was revised."""
        tail = self._rows.tail(group_id)
        return Ordinal(tail.settled), tail.revised

    def load_unread(self, group_id: GroupId, member_id: MemberId, unread: Unread) -> None:
        """Take in what a member has not read of the rows whose counts are kept as numbers."""
        self._receipts.load(group_id, member_id, unread)

    def record(self, record: Record) -> bool:
        """Take in a side record and tell its member's other pages; tells whether it was news."""
        match record:
            case Receipt():
                is_news = self._receipts.advance(record, self._rows.tail(record.group_id))
            case ThreadReceipt():
                is_news = self.threads.advance(record)
            case MarkedUnread():
                self._receipts.put_back(record)
                is_news = True  # even where the receipt stood there already: it must stay there
            case DraftText() | Preference():
                is_news = self._notes.put(record)
        if is_news:
            self._own.tell(record.member_id, record)
        return is_news

    def listen_to_own(self, member_id: MemberId, listener: Callable[[Record], None]) -> Callable[[], None]:
        """Hear of each receipt, draft or preference of a member that changed, from whatever page."""
        return self._own.add(member_id, listener)

    def _clear(self) -> None:
        self.epoch = ''
        self._heads: dict[StreamId, int] = {}
        self._extensions_off: set[str] = set()
        self._directory = Directory()
        self._roster = Roster()
        self._receipts = Receipts()
        self.threads = Threads()
        self.pins = Pins()
        self._notes = Notes()
        self._rows = Rows(self._roster, self._receipts, self.late_mentions)
        self._seeing = Seeing(self._directory, self._roster, self._rows, self._notes)

    def _load_own(self, picture: Picture) -> None:
        for receipt in picture.receipts:
            self._receipts.advance(receipt)
        for (group_id, member_id), unread in picture.unread.items():
            self._receipts.load(group_id, member_id, unread)
        self.pins.load(picture.pins)
        self.threads.load(picture.thread_receipts, picture.fresh_replies)
        for draft in picture.drafts:
            self._notes.put(draft)
        for preference in picture.preferences:
            self._notes.put(preference)

    def _switch(self, fact: Fact) -> None:
        match fact:
            case ExtensionSwitched(name=name, is_on=True):
                self._extensions_off.discard(name)
            case ExtensionSwitched(name=name):
                self._extensions_off.add(name)

    def _apply_departure(self, change: Change) -> None:
        match change.fact:
            case MemberLeft(group_id=group_id, member_id=member_id):
                self._receipts.forget(group_id, member_id)
                self._notes.forget(group_id, member_id)
                self.presence.stops(member_id, group_id)
            case GroupDeleted(group_id=group_id):
                self._receipts.forget(group_id)
                self._notes.forget(group_id)

    def _apply_arrival(self, change: Change) -> None:
        """What was said before one joined is read."""
        match change.fact:
            case MemberJoined(group_id=group_id, member_id=member_id):
                self._read_so_far(group_id, member_id, change)
            case GroupCreated(group_id=group_id, owner_id=member_id) if member_id is not None:
                self._read_so_far(group_id, member_id, change)

    def _read_so_far(self, group_id: GroupId, member_id: MemberId, change: Change) -> None:
        if change.ordinal is not None:
            receipt = Receipt(group_id=group_id, member_id=member_id, ordinal=change.ordinal)
            self._receipts.advance(receipt, self._rows.tail(group_id))
