"""The fixed cast and its groups, living on a journal in memory."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from messenger.actions import Actions, make_actions
from messenger.actions.attachments import AttachmentLimits
from messenger.actions.enclosed import Enclosed
from messenger.actions.limits import ActionLimits
from messenger.actions.upload_ids import UploadId
from messenger.blobs.objects import ObjectBlobs
from messenger.journal.bus import LocalBus
from messenger.journal.contract import Picture
from messenger.journal.feed import Feed
from messenger.journal.memory import MemoryJournal
from messenger.journal.memory_tokens import MemoryTokens
from messenger.model.changes import Change, Draft, MemberJoined, MemberRegistered
from messenger.model.group import Group, GroupKind
from messenger.model.ids import SITE, GroupId, MemberId, RequestId, StreamId, new_id, new_request_id
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.rendering.bodies import Bodies
from messenger.store.store import Store

UNHURRIED = ActionLimits(
    sends_per_10_seconds=10_000,
    send_burst=10_000,
    edits_per_minute=10_000,
    deletions_per_minute=10_000,
    reactions_per_minute=10_000,
    widget_changes_per_minute=10_000,
    groups_per_hour=10_000,
    joins_per_minute=10_000,
    invitations_per_minute=10_000,
    renames_per_hour=10_000,
    searches_per_minute=10_000,
    directs_per_hour=10_000,
    uploads_per_minute=10_000,
    pictures_and_statuses_per_hour=10_000,
)
"""Limits that no test reaches by accident."""

KEY = b'k' * 32


def rid() -> RequestId:
    """A new request, as a page makes one for each click."""
    return new_request_id()


async def pieces(whole: bytes) -> AsyncIterator[bytes]:
    """A file as it arrives, in two pieces at least."""
    yield whole[:100]
    yield whole[100:]


async def content(text: str) -> AsyncIterator[bytes]:
    """The content of a small file, as it arrives."""
    yield text.encode()


async def send_files(world: 'World', member_id: MemberId, group_id: GroupId, text: str, names: Sequence[str]) -> Change:
    """Let a member send files, each holding its own name."""
    upload = world.actions.attachments.upload
    ids = [await upload(member_id, group_id, name, content(name)) for name in names]
    return await world.actions.messages.send_message(member_id, group_id, text, rid(), Enclosed(uploads=ids))


@dataclass(kw_only=True)
class World:
    """Alice (owner of both groups), Bob (in both), Carol (in none), Robo (a bot, in Watercooler)."""

    limits: ActionLimits = UNHURRIED
    attachment_limits: AttachmentLimits = field(default_factory=AttachmentLimits)
    admins: Sequence[str] = ()
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    tokens: MemoryTokens = field(default_factory=MemoryTokens)
    blobs: ObjectBlobs = field(default_factory=ObjectBlobs.in_memory)
    store: Store = field(default_factory=Store)
    bodies: Bodies = field(default_factory=Bodies)
    feed: Feed = field(init=False)
    actions: Actions = field(init=False)
    alice: Member = field(init=False)
    bob: Member = field(init=False)
    carol: Member = field(init=False)
    robo: Member = field(init=False)
    watercooler: Group = field(init=False)
    design: Group = field(init=False)

    async def open(self) -> None:
        """Start with nobody and nothing."""
        self.actions = make_actions(
            journal=self.journal,
            tokens=self.tokens,
            store=self.store,
            bodies=self.bodies,
            blobs=self.blobs,
            key=KEY,
            admins=self.admins,
            limits=self.limits,
            attachment_limits=self.attachment_limits,
        )
        await self.journal.open()
        self.feed = Feed(self.journal, LocalBus(), self.store.apply, self._load)
        await self.feed.start()

    async def people(self) -> None:
        """Bring in the cast."""
        self.alice, self.bob, self.carol = [await self.register(name) for name in ('Alice', 'Bob', 'Carol')]
        self.robo = await self._register_bot('Robo')
        self.watercooler = await self._found('Watercooler', GroupKind.OPEN)
        self.design = await self._found('Design', GroupKind.PRIVATE)
        await self.join(self.bob, self.watercooler)
        await self.join(self.robo, self.watercooler)
        await self.actions.memberships.invite(self.alice.id, self.design.id, 'Bob', rid())

    async def close(self) -> None:
        """Leave nothing running."""
        await self.actions.stop()
        await self.feed.stop()
        await self.journal.close()
        await self.bodies.stop()

    async def register(self, name: str) -> Member:
        """Let somebody take a name."""
        return await self.actions.members.register(name, rid())

    async def join(self, member: Member, group: Group) -> Change:
        """Let a member join an open group."""
        return await self.actions.memberships.join(member.id, group.id, rid())

    async def gather(self, group: Group, members: int) -> None:
        """Bring so many more people into a group."""
        for _ in range(members):
            member_id = MemberId(new_id())
            registered = MemberRegistered(member_id=member_id, name=f'one of many {member_id}')
            joined = MemberJoined(group_id=group.id, member_id=member_id)
            for stream, fact in ((SITE, registered), (StreamId(group.id), joined)):
                await self.journal.append(Draft(stream=stream, by=None, request_id=rid(), fact=fact))

    async def leave(self, member: Member, group: Group) -> Change:
        """Let a member go."""
        return await self.actions.memberships.leave(member.id, group.id, rid())

    async def say(self, member: Member, text: str, group: Group | None = None) -> Change:
        """Let a member send a message, to Watercooler unless told."""
        group = group or self.watercooler
        return await self.actions.messages.send_message(member.id, group.id, text, rid())

    async def upload(self, member: Member, name: str, content: bytes, group: Group | None = None) -> UploadId:
        """Let a member upload a file, to Watercooler unless told."""

        async def pieces() -> AsyncIterator[bytes]:
            for first in range(0, len(content), 1000):
                yield content[first : first + 1000]

        group = group or self.watercooler
        return await self.actions.attachments.upload(member.id, group.id, name, pieces())

    async def send(self, member: Member, text: str, *uploads: UploadId, group: Group | None = None) -> Change:
        """Let a member send files that were uploaded, to Watercooler unless told."""
        group = group or self.watercooler
        return await self.actions.messages.send_message(member.id, group.id, text, rid(), Enclosed(uploads=uploads))

    async def texts(self, member: Member, group: Group | None = None) -> list[str]:
        """What a member reads in a group, notices and deleted messages left out."""
        rows = await self.rows(member, group)
        return [row.text for row in rows if row.kind == 'text' and not row.is_deleted]

    async def rows(self, member: Member, group: Group | None = None) -> list[Message]:
        """All rows of a group, as a member gets them."""
        group = group or self.watercooler
        return await self.actions.messages.read_messages(member.id, group.id, 1, 500)

    async def restart(self) -> None:
        """Begin anew with what the journal kept, as after the end of the process."""
        await self.actions.stop()
        await self.feed.stop()
        self.store = Store()
        await self.open()

    async def picture(self) -> Picture:
        """What the journal holds now."""
        await self.actions.reading.flush()
        return await self.journal.load()

    async def _load(self, picture: Picture) -> None:
        self.store.load(picture)

    async def _found(self, name: str, kind: GroupKind) -> Group:
        return await self.actions.groups.create_group(self.alice.id, name, kind, rid())

    async def _register_bot(self, name: str) -> Member:
        fact = MemberRegistered(member_id=MemberId(new_id()), name=name, is_bot=True)
        await self.journal.append(Draft(stream=SITE, by=None, request_id=rid(), fact=fact))
        robo = self.store.member(fact.member_id)
        assert robo is not None
        return robo
