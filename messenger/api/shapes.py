"""What the API takes and gives, as JSON. `messenger.client` reads and writes the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_ORDINAL = 2**53
"""Integers up to here are exact in every JSON reader."""

OrdinalNumber = Annotated[int, Field(ge=1, le=MOST_ORDINAL)]


class Shape(BaseModel):
    """What all have in common: nothing that is not known, and nothing that changes."""

    model_config = ConfigDict(frozen=True, extra='ignore')


class Asked(BaseModel):
    """What is sent to us: a field that we do not know is a mistake, and is said to be one."""

    model_config = ConfigDict(frozen=True, extra='forbid')


class Status(Shape):
    """What a member says of the moment: an emoji, a text, or both."""

    emoji: str
    text: str
    clear_at: datetime | None
    """When it ends; null for one that stays."""


class Member(Shape):
    """A person or bot."""

    id: str
    name: str
    is_bot: bool
    is_administrator: bool
    picture: str | None = None
    """Names its content, which is at ``/members/{id}/picture``; null where there is none."""
    status: Status | None = None


class Group(Shape):
    """A group, as one of its members sees it: a direct one bears the others' names."""

    id: str
    name: str
    kind: Literal['open', 'private', 'direct']
    created_at: datetime
    role: Literal['owner', 'moderator', 'member', 'peer'] | None
    """What the asker is there; null in an open group that the asker may join."""
    unread: int
    """Messages by others that the asker has not read; counted up to 100."""
    mentions: int
    """How many of them mention the asker."""
    last_ordinal: int
    """The ordinal of its newest row, 0 when there is none; always 0 where the asker is no member."""


class GroupMember(Shape):
    """A member's place in a group."""

    member: Member
    role: Literal['owner', 'moderator', 'member', 'peer']
    joined_at: datetime


class Mention(Shape):
    """A member named in a text, with the name as it was written after the @."""

    member_id: str
    name: str


class File(Shape):
    """A file of a message; its content is at ``/groups/{group_id}/files/{id}``."""

    id: str
    name: str
    media_type: str
    size_bytes: int
    width: int | None
    """Of a picture, or of the small picture of a document, in pixels; null for anything else."""
    height: int | None


class Reaction(Shape):
    """An emoji, and who reacted with it, in the order in which they did."""

    emoji: str
    member_ids: Sequence[str]


class Widget(Shape):
    """Live content of an extension; `text` of its message says it in one line."""

    name: str
    state: str
    """JSON, as the extension writes it."""


class Preview(Shape):
    """What a page that a message links to says of itself."""

    url: str
    title: str
    description: str
    site: str


class Message(Shape):
    """One row of a group's log, as it stands now."""

    group_id: str
    ordinal: int
    """Its key within the group: 1, 2, 3, … without gaps."""
    kind: Literal['text', 'notice']
    """A notice is a line that the group writes about itself; `text` holds its code, such as ``joined``."""
    author_id: str
    """Empty for what nobody in particular did."""
    text: str
    """Markdown; empty when deleted."""
    mentions: Sequence[Mention]
    files: Sequence[File]
    reply_to: int | None
    """The ordinal of the message that it replies to."""
    thread: int | None
    """The ordinal of the message that the thread hangs below which it belongs to."""
    is_in_group_too: bool
    """Whether a message of a thread stands in the group's own log, too."""
    pinned_at: datetime | None
    pinned_by: str | None
    previews: Sequence[Preview]
    """What is shown of the pages that it links to."""
    about: str | None
    """The member that a notice is about."""
    detail: str
    """What a notice adds, such as a new name."""
    sent_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    reactions: Sequence[Reaction]
    widget: Widget | None
    via: str
    """The extension or webhook that wrote the text for its author; mostly empty."""


class Thread(Shape):
    """What stands below a message."""

    ordinal: int
    """That of the message that the thread hangs below."""
    count: int
    """How many undeleted messages it has, at least one."""
    last: int
    """The ordinal of the newest of them."""
    last_at: datetime
    author_ids: Sequence[str]
    """Who wrote last, the latest first: at most three."""


class MessagePage(Shape):
    """Neighbouring rows, oldest first."""

    messages: Sequence[Message]
    has_earlier: bool
    has_later: bool


class FoundPage(Shape):
    """Messages that fit a search, newest first."""

    messages: Sequence[Message]
    next: str | None
    """What to pass as `cursor` for the next page; null when this is the last one."""


class Receipt(Shape):
    """How far the asker has read a group."""

    read_up_to: int
    unread: int
    mentions: int


class Upload(Shape):
    """A file that was received and waits, for a day, to be sent."""

    upload_id: str


class Event(Shape):
    """A change of a group, as the stream of events gives it."""

    group_id: str
    number: int
    """Counts the group's changes: 1, 2, 3, … without gaps; it is the id of the event."""
    type: str
    """What happened, such as ``message_sent``."""
    at: datetime
    by: str | None
    """Who did it; null for the operator and the server."""
    ordinal: int | None
    """That of the row that came into the log by it."""
    data: Mapping[str, Any]
    """What else there is to say, by the type."""


class NewGroup(Asked):
    """A group to create; the asker becomes its owner."""

    name: str
    kind: Literal['open', 'private'] = 'open'


class NewDirect(Asked):
    """With whom to be in a direct group."""

    member_ids: Annotated[list[str], Field(min_length=1, max_length=7)]


class NewName(Asked):
    """Another name for a group."""

    name: str


class NewMember(Asked):
    """Somebody to invite, by name."""

    name: str


class NewRole(Asked):
    """What a member is to be."""

    role: Literal['owner', 'moderator', 'member']


class NewMessage(Asked):
    """Something to say."""

    text: str = ''
    """Markdown. It may be blank when there are files."""
    reply_to: OrdinalNumber | None = None
    """The ordinal of the message that it replies to."""
    thread: OrdinalNumber | None = None
    """The ordinal of the message below which it is to stand in a thread."""
    is_in_group_too: bool = False
    """Whether a message of a thread is to stand in the group's own log, too."""
    files: Annotated[list[str], Field(max_length=20)] = Field(default_factory=list)
    """The ids of files uploaded to this group."""


class NewText(Asked):
    """Another text for a message."""

    text: str


class NewReceipt(Asked):
    """How far the asker has read."""

    read_up_to: OrdinalNumber


class Problem(Shape):
    """Why something was not done (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    """What happened and what to do, in a sentence for people."""
    code: str | None = None
    """A stable word for programs, where there is one."""
