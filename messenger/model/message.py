"""What a member said in a group, and the notices a group writes about itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from messenger.model.attachment import Attachment
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.link_preview import LinkPreview
from messenger.model.reaction import Reaction


class MessageKind(StrEnum):
    """A member's words, or a line the group writes about itself (joined, left, renamed)."""

    TEXT = 'text'
    NOTICE = 'notice'


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A member named in a text, with the name as it was written after the @."""

    member_id: MemberId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """What an extension shows in place of a message's text, and how it stands.

    `name` is that of the extension's widget, `version` that of its state's shape. `state` is JSON, at most
    `messenger.actions.widgets.STATE_BYTES`; it is blank for the moment in which changes since are still to come,
    and then the message's text is shown. `revision` counts the states there were.
    """

    name: str
    version: int
    state: str
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Who pinned a message, and when; nobody in particular is the operator."""

    by: MemberId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One row of a group's log, as it stands now.

    `ordinal` is its key within the group. A notice holds its wording's code in `text`
    (``created``, ``joined``, ``left``, ``removed``, ``renamed``, ``owner``) and the
    details in `about` (the member concerned) and `detail` (the new name).
    `reply_to` is the ordinal of the message that it quotes, which may be deleted since.
    With a `widget`, `text` is its summary in one line and follows its state.
    `via` is the name of the extension or webhook that wrote the text for its author, mostly nothing.
    `thread` is the ordinal of the message below which a thread hangs that this one belongs to. It then stands in
    the group's own log only if `is_in_group_too`; that of nothing else may hang below it.
    `previews` are of the pages that it links to: None until somebody has looked, and empty for good once removed.
    A deleted message keeps its row, without text, widget, mentions, attachments, revisions, reactions or pin.
    """

    group_id: GroupId
    ordinal: Ordinal
    kind: MessageKind = MessageKind.TEXT
    author_id: MemberId
    text: str
    mentions: tuple[Mention, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    reply_to: Ordinal | None = None
    about: MemberId | None = None
    detail: str = ''
    sent_at: datetime
    edited_at: datetime | None = None
    revision: int = 1
    is_deleted: bool = False
    reactions: tuple[Reaction, ...] = ()
    widget: Widget | None = None
    via: str = ''
    thread: Ordinal | None = None
    is_in_group_too: bool = False
    pin: Pin | None = None
    previews: tuple[LinkPreview, ...] | None = None

    @property
    def is_in_log(self) -> bool:
        """Whether it stands in the group's own log, be it in a thread too."""
        return self.thread is None or self.is_in_group_too


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One text a message had, the first being what was sent."""

    revision: int
    text: str
    at: datetime
