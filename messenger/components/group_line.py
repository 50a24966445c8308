"""One group in the list of groups: what is shown of it, and its HTML."""

from dataclasses import dataclass
from html import escape

from messenger.components.preview import preview
from messenger.model.group import Group, GroupKind
from messenger.model.ids import MemberId
from messenger.model.receipt import UNREAD_CAP
from messenger.store.store import Store

KINDS = {GroupKind.OPEN: 'Open group', GroupKind.PRIVATE: 'Private group', GroupKind.DIRECT: 'Direct messages'}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """What a line shows; two that are equal look alike, so that only changed lines are redrawn."""

    name: str
    is_private: bool
    second: str
    unread: int = 0
    mentions: int = 0
    has_draft: bool = False
    is_current: bool = False

    @property
    def classes(self) -> str:
        """The classes of the line's link."""
        return ' '.join(['group-line', *(['unread'] if self.unread else []), *(['here'] if self.is_current else [])])

    @property
    def description(self) -> str:
        """What screen readers say after the name."""
        parts = [
            'private' if self.is_private else '',
            f'{count(self.unread)} unread' if self.unread else '',
            f'{count(self.mentions)} mentioning you' if self.mentions else '',
            'draft' if self.has_draft else '',
        ]
        return ', '.join(part for part in parts if part)

    @property
    def html(self) -> str:
        """What stands inside the line's link."""
        icon = 'lock' if self.is_private else 'tag'
        return (
            f'<span class="glyph" data-icon="{icon}"></span>'
            f'<span class="words"><span class="name" dir="auto">{escape(self.name)}</span>'
            f'<span class="second" dir="auto">{self._draft()}{escape(self.second)}</span></span>{self._marks()}'
        )

    def _draft(self) -> str:
        return '<em class="draft">Draft</em> ' if self.has_draft and not self.is_current else ''

    def _marks(self) -> str:
        mentions = f'<b class="count at">@{count(self.mentions)}</b>' if self.mentions else ''
        unread = f'<b class="count">{count(self.unread)}</b>' if self.unread else ''
        return f'<span class="marks">{mentions}{unread}</span>' if mentions or unread else ''


def count(number: int) -> str:
    """Write a count; from the cap on it is 'more than that'."""
    return f'{UNREAD_CAP - 1}+' if number >= UNREAD_CAP else str(number)


def group_line(store: Store, group: Group, member_id: MemberId, *, is_current: bool) -> GroupLine:
    """Look up what a line shows now.

    The group that is open shows its kind in place of its last message, which stands beside it anyway: so a message
    redraws no line for those who are reading it.
    """
    unread = store.unread(group.id, member_id)
    return GroupLine(
        name=group.name,
        is_private=group.kind is not GroupKind.OPEN,
        second=KINDS[group.kind] if is_current else preview(store.newest(group.id), member_id, store) or 'Nothing yet',
        unread=unread.messages,
        mentions=unread.mentions,
        has_draft=bool(store.draft(group.id, member_id)),
        is_current=is_current,
    )
