"""The list of a member's groups: one link each, redrawn only where something changed."""

from collections.abc import Callable, Iterable, Set
from html import escape

from nicegui import ui

from messenger.components.group_line import GroupLine, group_line
from messenger.languages import translate
from messenger.model.ids import GroupId, MemberId
from messenger.store.store import Store
from messenger.words import language


class GroupList:
    """The links, one element each, in the order of their names; under a heading of their own the direct ones."""

    def __init__(
        self, store: Store, member_id: MemberId, *, on_news: Callable[[GroupId], None] = lambda group_id: None
    ) -> None:
        """Show the groups; `on_news` hears of what comes from then on and the member is to be notified of."""
        self._store = store
        self._member_id = member_id
        self._language = language()
        self._lines: dict[GroupId, GroupLine] = {}
        self._links: dict[GroupId, ui.element] = {}
        self._heading: ui.element | None = None
        self._current: GroupId | None = None
        self.element = ui.element('div').classes('group-list')
        self._on_news: Callable[[GroupId], None] = lambda group_id: None  # what is there already is no news
        self.show_all()
        self._on_news = on_news

    @property
    def unread(self) -> int:
        """How many messages wait in all groups together, without those in muted ones that do not name the member."""
        return sum(line.waiting for line in self._lines.values())

    @property
    def mentions(self) -> int:
        """How many messages wait in all groups together that mention the member."""
        return sum(line.mentions for line in self._lines.values())

    def unread_in(self, group_id: GroupId) -> int:
        """How many messages wait in a group, as far as its line says so."""
        line = self._lines.get(group_id)
        return line.unread if line else 0

    def choose(self, group_id: GroupId | None) -> None:
        """Mark the group that is open."""
        before, self._current = self._current, group_id
        self.show(each for each in (before, group_id) if each is not None)

    def beside(self, step: int) -> GroupId | None:
        """Return the group so many lines below the one that is open, round the end; None when there is none."""
        places = {id(link): place for place, link in enumerate(self.element.default_slot.children)}
        order = sorted(self._links, key=lambda group_id: places[id(self._links[group_id])])
        if not order:
            return None
        if self._current not in order:
            return order[0 if step > 0 else -1]
        return order[(order.index(self._current) + step) % len(order)]

    def show_all(self, *, besides: GroupId | None = None) -> None:
        """Show everything as it is now, `besides` one group."""
        mine = {group.id for group in self._store.groups_of(self._member_id)}
        self.show((mine | self._lines.keys()) - {besides})

    def show_known(self, group_ids: Set[GroupId]) -> bool:
        """Show those of these groups that have a line; tells whether there are any."""
        known = group_ids & self._lines.keys()
        if known:
            self.show(known)
        return bool(known)

    def show(self, group_ids: Iterable[GroupId]) -> None:
        """Show these groups as they are now; those the member is not in have no line."""
        is_order_new = False
        for group_id in group_ids:
            is_order_new |= self._show(group_id)
        if is_order_new:
            self._sort()

    def _show(self, group_id: GroupId) -> bool:
        line = self._look_up(group_id)
        before = self._lines.get(group_id)
        if line == before:
            return False
        if line is None:
            self._drop(group_id)
            return True
        self._lines[group_id] = line
        if before is None:
            self._add(group_id)
        _draw(self._links[group_id], line)
        if line.tells_more_than(before):
            self._on_news(group_id)
        return before is None or before.name != line.name

    def _look_up(self, group_id: GroupId) -> GroupLine | None:
        group = self._store.group_as(self._member_id, group_id, self._language)
        is_known = group_id == self._current or self._store.is_apparent(self._member_id, group_id)
        if group is None or not is_known:
            return None
        is_current = group_id == self._current
        return group_line(self._store, group, self._member_id, is_current=is_current, language=self._language)

    def _add(self, group_id: GroupId) -> None:
        with self.element:
            self._links[group_id] = ui.element('a').props(f'href=/groups/{group_id}')

    def _drop(self, group_id: GroupId) -> None:
        self._lines.pop(group_id, None)
        link = self._links.pop(group_id, None)
        if link:
            link.delete()

    def _sort(self) -> None:
        names = sorted(self._lines, key=lambda group_id: (self._lines[group_id].name.casefold(), group_id))
        direct = [self._links[group_id] for group_id in names if self._lines[group_id].is_direct]
        others = [self._links[group_id] for group_id in names if not self._lines[group_id].is_direct]
        for index, element in enumerate([*others, *self._headed(direct)]):
            if self.element.default_slot.children[index] is not element:
                element.move(target_index=index)

    def _headed(self, links: list[ui.element]) -> list[ui.element]:
        """Put a heading before the direct groups, which is there only while there are any."""
        if links and self._heading is None:
            with self.element:
                self._heading = ui.element('h2').classes('section')
                self._heading.props['innerHTML'] = escape(translate(self._language, 'Direct messages'))
        elif self._heading and not links:
            self._heading.delete()
            self._heading = None
        return [self._heading, *links] if self._heading else links


def _draw(link: ui.element, line: GroupLine) -> None:
    link.classes(replace=line.classes)
    link.props['aria-label'] = line.name
    link.props['aria-description'] = line.description
    link.props['aria-current'] = 'page' if line.is_current else None
    link.props['innerHTML'] = line.html
