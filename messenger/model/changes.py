"""The past-tense facts that the journal keeps, and the envelope they travel in.

A `Draft` is what an action asks the journal to accept; a `Change` is what the journal
accepted, with its number. A change that adds a row to a group's log (a message or a
notice) carries the row's `ordinal`.
"""

from dataclasses import dataclass
from datetime import datetime

from messenger.model.attachment import Attachment, Sha256
from messenger.model.group import Callers, GroupKind
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.link_preview import LinkPreview
from messenger.model.membership import Role
from messenger.model.message import Mention, Widget
from messenger.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRegistered:
    """A person or bot took a name (site stream)."""

    member_id: MemberId
    name: str
    is_administrator: bool = False
    is_bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRenamed:
    """A member goes by another name, which frees the old one (site stream)."""

    member_id: MemberId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPictured:
    """A member has another picture, or none any more (site stream)."""

    member_id: MemberId
    picture: Sha256 | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged:
    """A member has another status, or none any more (site stream)."""

    member_id: MemberId
    status: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorChanged:
    """A member became administrator, or stopped being one (site stream)."""

    member_id: MemberId
    is_administrator: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionSwitched:
    """An extension was switched on or off for the whole site (site stream). Those never switched are on."""

    name: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCreated:
    """A group came to be, with its owner as first member. Adds a notice."""

    group_id: GroupId
    name: str
    kind: GroupKind
    owner_id: MemberId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectOpened:
    """Members got a direct group, in which nobody has written yet; see `messenger.model.direct`. Adds no notice."""

    group_id: GroupId
    member_ids: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRenamed:
    """A group goes by another name. Adds a notice."""

    group_id: GroupId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallersChanged:
    """Others than before may mention everyone in a group at once."""

    group_id: GroupId
    callers: Callers


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDeleted:
    """A group, its messages and memberships are gone."""

    group_id: GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined:
    """A member belongs to a group from here on. Adds a notice."""

    group_id: GroupId
    member_id: MemberId
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft:
    """A member left, or was removed when `Change.by` is somebody else. Adds a notice.

    `heir_id` is who becomes owner because the last owner left.
    """

    group_id: GroupId
    member_id: MemberId
    heir_id: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged:
    """A member's role in a group is another. Adds no notice."""

    group_id: GroupId
    member_id: MemberId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """A member said something, sent files, or both, perhaps in reply. Adds a message, whose ordinal is the change's.

    With a `widget`, `text` is its summary; its state is blank once a `WidgetChanged` brought another. For `thread`
    see `Message`.
    """

    group_id: GroupId
    author_id: MemberId
    text: str
    mentions: tuple[Mention, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    reply_to: Ordinal | None = None
    widget: Widget | None = None
    via: str = ''
    thread: Ordinal | None = None
    is_in_group_too: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetChanged:
    """A message's widget has another state, here whole, and `text` is its summary.

    `revision` is one more than that of the state it was made from. State and text are blank once a later one came.
    """

    group_id: GroupId
    target: Ordinal
    state: str
    version: int
    revision: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEdited:
    """A message has another text; its attachments stay.

    `same_links_as` is the revision that linked to the same pages, whose previews stay then; 0 for none.
    """

    group_id: GroupId
    target: Ordinal
    text: str
    mentions: tuple[Mention, ...] = ()
    same_links_as: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDeleted:
    """A message is gone: its text, mentions, attachments, revisions and reactions, here and in earlier changes."""

    group_id: GroupId
    target: Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionAdded:
    """A member reacted to a message with an emoji."""

    group_id: GroupId
    target: Ordinal
    member_id: MemberId
    emoji: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRemoved:
    """A member took a reaction back."""

    group_id: GroupId
    target: Ordinal
    member_id: MemberId
    emoji: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePinned:
    """A message is one of those that everybody in the group finds at once; `Change.by` pinned it."""

    group_id: GroupId
    target: Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageUnpinned:
    """A message is no longer one of those; a deleted one is none, without a change of its own."""

    group_id: GroupId
    target: Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksPreviewed:
    """The server has looked at the pages that a message linked to when it had so many revisions."""

    group_id: GroupId
    target: Ordinal
    revision: int
    previews: tuple[LinkPreview, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewsRemoved:
    """A message shows nothing of the pages that it links to, for good."""

    group_id: GroupId
    target: Ordinal


SiteFact = MemberRegistered | MemberRenamed | MemberPictured | StatusChanged | AdministratorChanged | ExtensionSwitched
Touch = (
    WidgetChanged | ReactionAdded | ReactionRemoved | MessagePinned | MessageUnpinned | LinksPreviewed | PreviewsRemoved
)
"""Facts that change a message and not what of it is unread."""
RowFact = MessageEdited | MessageDeleted | Touch
"""Facts that change a message, whose ordinal is their `target`."""
GroupFact = (
    GroupCreated
    | DirectOpened
    | GroupRenamed
    | CallersChanged
    | GroupDeleted
    | MemberJoined
    | MemberLeft
    | RoleChanged
    | MessageSent
    | RowFact
)
Fact = SiteFact | GroupFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an action asks the journal to accept. `by` is None for the operator and the system."""

    stream: StreamId
    by: MemberId | None
    request_id: RequestId
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An accepted fact. `number` counts its stream's changes: 1, 2, 3, … without gaps.

    `ordinal` is that of the log row this change added, None when it added none.
    """

    stream: StreamId
    number: int
    at: datetime
    by: MemberId | None
    request_id: RequestId
    fact: Fact
    ordinal: Ordinal | None = None
