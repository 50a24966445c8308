"""One group in the list of groups: what is shown of it, and its HTML."""

from dataclasses import dataclass
from html import escape

from messenger.components.avatar import avatar_html
from messenger.components.preview import preview
from messenger.components.status import status_mark
from messenger.languages import DEFAULT, listed, marked, translate
from messenger.model.group import Group, GroupKind
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.receipt import UNREAD_CAP
from messenger.model.status import Status
from messenger.store.store import Store

KINDS = {
    GroupKind.OPEN: marked('Open group'),
    GroupKind.PRIVATE: marked('Private group'),
    GroupKind.DIRECT: marked('Direct messages'),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """What a line shows; two that are equal look alike, so that only changed lines are redrawn."""

    name: str
    is_private: bool
    second: str
    portrait: str = ''
    """What stands in place of the icon of a group: for a direct one, the other's avatar."""
    status: Status | None = None
    """What the other of a direct group says of the moment."""
    is_direct: bool = False
    is_muted: bool = False
    wants_all: bool = False
    """Whether the member is told of every message here, not only of those that name the member."""
    unread: int = 0
    mentions: int = 0
    has_draft: bool = False
    is_current: bool = False
    language: str = DEFAULT

    @property
    def waiting(self) -> int:
        """How many messages the member wants to be told of: in a muted group only those that name the member."""
        return self.mentions if self.is_muted else self.unread

    def tells_more_than(self, before: 'GroupLine | None') -> bool:
        """Tell whether a message came, since the line before this one, that the member is to be notified of."""
        mentions, unread = (before.mentions, before.unread) if before else (0, 0)
        is_more = self.mentions > mentions or (self.unread > unread and (self.is_direct or self.wants_all))
        return is_more and not self.is_muted

    @property
    def classes(self) -> str:
        """The classes of the line's link."""
        return ' '.join(['group-line', *(['unread'] if self.waiting else []), *(['here'] if self.is_current else [])])

    @property
    def description(self) -> str:
        """What screen readers say after the name."""
        parts = [
            translate(self.language, 'private') if self.is_private else '',
            translate(self.language, 'muted') if self.is_muted else '',
            translate(self.language, '{number} unread', number=count(self.unread)) if self.unread else '',
            translate(self.language, '{number} mentioning you', number=count(self.mentions)) if self.mentions else '',
            translate(self.language, 'draft') if self.has_draft else '',
            self.status.words if self.status else '',
        ]
        return listed(filter(None, parts), self.language)

    @property
    def html(self) -> str:
        """What stands inside the line's link."""
        return (
            f'{self.portrait or _glyph("lock" if self.is_private else "tag")}'
            f'<span class="words"><span class="name" dir="auto">{escape(self.name)}{status_mark(self.status)}</span>'
            f'<span class="second" dir="auto">{self._draft()}{escape(self.second)}</span></span>{self._marks()}'
        )

    def _draft(self) -> str:
        if not self.has_draft or self.is_current:
            return ''
        return f'<em class="draft">{escape(translate(self.language, "Draft"))}</em> '

    def _marks(self) -> str:
        mentions = f'<b class="count at">@{count(self.mentions)}</b>' if self.mentions else ''
        unread = f'<b class="count">{count(self.unread)}</b>' if self.unread and not self.is_muted else ''
        muted = _glyph('notifications_off') if self.is_muted else ''
        return f'<span class="marks">{mentions}{unread}{muted}</span>' if mentions or unread or muted else ''


def count(number: int) -> str:
    """Write a count; from the cap on it is 'more than that'."""
    return f'{UNREAD_CAP - 1}+' if number >= UNREAD_CAP else str(number)


def group_line(store: Store, group: Group, member_id: MemberId, *, is_current: bool, language: str) -> GroupLine:
    """Look up what a line shows now of a group as the member sees it, in a language.

    The group that is open shows its kind in place of its last message, which stands beside it anyway: so a message
    redraws no line for those who are reading it.
    """
    unread, in_threads = store.unread(group.id, member_id), store.threads.unread_in(group.id, member_id)
    is_direct = group.kind is GroupKind.DIRECT
    other = _other(store, group, member_id) if is_direct else None
    return GroupLine(
        name=group.name,
        is_private=group.kind is GroupKind.PRIVATE,
        second=translate(language, KINDS[group.kind]) if is_current else _last(store, group, member_id, language),
        portrait=_portrait(other) if is_direct else '',
        status=other.status if other else None,
        is_direct=is_direct,
        is_muted=store.is_muted(group.id, member_id),
        wants_all=store.wants_all(group.id, member_id),
        unread=min(unread.messages + in_threads.messages, UNREAD_CAP),
        mentions=min(unread.mentions + in_threads.mentions, UNREAD_CAP),
        has_draft=store.has_draft(group.id, member_id),
        is_current=is_current,
        language=language,
    )


def _last(store: Store, group: Group, member_id: MemberId, language: str) -> str:
    newest = store.newest(group.id)
    return preview(newest, member_id, store, language) or translate(language, 'Nothing yet')


def _other(store: Store, group: Group, member_id: MemberId) -> Member | None:
    """Return the other member of a direct group of two."""
    others = [each.member_id for each in store.members_of(group.id) if each.member_id != member_id]
    return store.member(others[0]) if len(others) == 1 else None


def _portrait(other: Member | None) -> str:
    """Draw the other one, or that they are several."""
    return avatar_html(other.id, other.name, picture=other.picture) if other else _glyph('group')


def _glyph(icon: str) -> str:
    return f'<span class="glyph" data-icon="{icon}"></span>'
