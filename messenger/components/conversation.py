"""What one viewer sees of a group's messages: the shared blocks in view, the pill, the divider and the receipts."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from nicegui import Client, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.reading import ReadingActions
from messenger.components import browser
from messenger.components.hold import Hold
from messenger.components.log import Logs
from messenger.components.preferences import Preference, prefers
from messenger.components.stretch import first_of, stretch_of
from messenger.components.toast import refusals
from messenger.components.viewer_style import ViewerStyle
from messenger.live import Block, Live, Locale
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.refused import NotFound
from messenger.store.store import Store

MOST_BLOCKS = 6
"""Stretches shown at once: about 300 rows, beyond which a browser redraws too slowly."""

FIRST_ROWS = 50
"""Rows to show at least when a group opens, as far as there are so many."""


class Conversation:
    """One viewer's window on a group's log. Built inside the page's slot by `open`."""

    def __init__(
        self, *, logs: Logs, live: Live, store: Store, reading: ReadingActions, member_id: MemberId, group_id: GroupId
    ) -> None:
        self._logs = logs
        self._live = live
        self._store = store
        self._reading = reading
        self.member_id = member_id
        self._group_id = group_id
        self._client: Client = ui.context.client
        self.after_renaming = _nothing
        self.after_leaving = _nothing
        self.after_deleting: Callable[[int], None] = _hear_nothing
        self._unfollow = self._leave = _nothing  # until it is open, which may fail
        self._first = self._last = stretch_of(store.last_ordinal(group_id))
        self._blocks: list[Block] = []
        self._is_at_bottom = True
        self._is_visible = False  # until the browser says so: a tab may open behind another
        self._is_paging = self._is_closed = False
        seen = store.read_up_to(group_id, member_id)
        self._undivided_after = seen if store.unread(group_id, member_id).messages else None
        self._opens_at_newest = prefers(store, member_id, Preference.OPENS_AT_THE_NEWEST)
        self._divided = 0
        self._marks = store.times_put_back(group_id, member_id)
        self._hold = Hold()

    async def open(self, locale: Locale, *, around: int = 0) -> None:
        """Build the log, showing the first unread messages or, as preferred, the newest, or those around an ordinal.

        Raises NotFound.
        """
        if around:
            self._first = self._last = min(stretch_of(around), self._last)  # an address may name any number
            self._is_at_bottom = False
        elif self._undivided_after is not None and not self._opens_at_newest:
            self._first = min(stretch_of(self._undivided_after + 1), self._last)
            self._last = min(self._first + 1, self._last)
            self._is_at_bottom = self._shows_newest()
        blocks = await self._opening_blocks()
        self.style = ViewerStyle(self.member_id)
        self.hear_own()
        with Element('div').classes('log-frame'):
            self.log = Element('div').classes('log').props('role=log aria-live=off aria-label=Messages tabindex=0')
            self._pill = Element('button').classes('pill').props('type=button').on('click', self.to_newest)
        with self.log:
            self._view = self._live.view(identity=self.member_id, locale=locale, may_see=self._may_see)
        self._leave = self._view.leave
        self._view.element.classes('rows')
        self._date = self._today()
        self._show(blocks)
        self.log.on('scroll', self._report, js_handler=browser.REPORT, throttle=0.2)
        self._unfollow = self._logs.followers.follow(self._group_id, self)
        self._mark_end()
        self._draw_divider()
        self._draw_pill()

    def hear_own(self) -> None:
        """Follow what the member may, whom they have blocked, and what they have marked unread, by now."""
        if membership := self._store.membership(self._group_id, self.member_id):
            self.style.know(membership.role, blocked=self._store.blocked_by(self.member_id))
        marks = self._store.times_put_back(self._group_id, self.member_id)
        if marks != self._marks:
            self._marks = marks
            self._put_back()

    def relocate(self, locale: Locale) -> None:
        """Show all times in another zone and language, or on another day."""
        self._view.relocate(locale)
        self._date = self._today()

    async def to_newest(self) -> None:
        """Go down to the newest message."""
        await self.show_newest()
        self._client.run_javascript(browser.TO_NEWEST)

    async def show_newest(self) -> None:
        """Have the newest messages in the log, whatever stretch was looked at."""
        if not self._shows_newest():
            await self._go_to(stretch_of(self._store.last_ordinal(self._group_id)))
            self._client.run_javascript(browser.TO_NEWEST)

    async def show(self, ordinal: int) -> None:
        """Bring a message to the middle, mark it for a moment and set the focus on it, wherever it is."""
        if not self._first <= stretch_of(ordinal) <= self._last:
            await self._go_to(stretch_of(ordinal))
        self._client.run_javascript(browser.show_row(ordinal))

    def show_divider(self) -> None:
        """Bring the 'New' line into view, if it is above what is."""
        if self._divided and not self._opens_at_newest:
            self._client.run_javascript(browser.show_divider(self._divided))

    def close(self) -> None:
        """Leave the group's blocks at once and stop hearing of it; closing twice is no error."""
        if not self._is_closed:
            self._is_closed = True
            self._read_to_newest()
            self._unfollow()
            self._leave()

    def on_new_block(self, index: int, block: Block) -> None:
        """Follow the log into its next block when the newest ones are shown, but take nothing from who reads above."""
        if index == self._last + 1 and (self._is_at_bottom or len(self._blocks) < MOST_BLOCKS):
            self._last = index
            self._show([*self._blocks, block][-MOST_BLOCKS:])
            self._first = index - len(self._blocks) + 1

    @property
    def is_at_newest(self) -> bool:
        """Whether the newest row is on screen, in a visible tab that is connected, and counts as read."""
        is_here = self._is_at_bottom and self._is_visible and self._client.has_socket_connection
        return is_here and not self._hold.is_on

    def on_news(self) -> None:
        """Count in the pill what I did not see; a hidden tab does so when it is shown again."""
        if self._is_visible:
            self._draw_pill()

    def on_deleted(self, ordinal: Ordinal) -> None:
        """Let the page drop what it holds of a message that is gone."""
        self.after_deleting(ordinal)

    def on_renamed(self) -> None:
        """Let the page show the group's new name."""
        self.after_renaming()

    def on_quarter(self) -> None:
        """Name the days anew where a new one has begun."""
        if self._today() != self._date:
            self.relocate(self._view.locale)

    def on_left(self) -> None:
        """Show nothing of the group from here on."""
        self.close()
        self.after_leaving()

    def _put_back(self) -> None:
        """Let what is marked unread stay so, under a new line, until the reader goes away and comes back."""
        self._undivided_after = self._store.read_up_to(self._group_id, self.member_id)
        self._hold.begin(is_here=self._is_at_bottom and self._is_visible)
        self._divided = 0
        self.style.divide(0)
        self._draw_divider()

    def _may_see(self) -> bool:
        return self._store.membership(self._group_id, self.member_id) is not None

    async def _opening_blocks(self) -> list[Block]:
        """Load enough stretches around the opening one to fill a screen."""
        newest = self._store.last_ordinal(self._group_id)
        while self._first > 0 and newest - first_of(self._first) + 1 < FIRST_ROWS:
            self._first -= 1
        return await self._load(range(self._first, self._last + 1))

    async def _go_to(self, index: int) -> None:
        """Show the log from another place."""
        self._is_paging = True
        try:
            self._first = self._last = index
            self._is_at_bottom = False
            self._show(await self._opening_blocks())
        finally:
            self._is_paging = False
        self._mark_end()
        self._draw_divider()

    async def _load(self, indexes: range) -> list[Block]:
        """Return neighbouring blocks, all taken at one moment: reading one may outlast another."""
        for index in indexes:
            await self._logs.block(self.member_id, self._group_id, index)
        if not self._may_see():
            raise NotFound('group')
        return [block for index in indexes if (block := self._logs.shown(self._group_id, index))]

    def _show(self, blocks: list[Block]) -> None:
        if not self._is_closed:
            self._blocks = blocks
            self._view.show(blocks)

    async def _report(self, event: GenericEventArguments) -> None:
        """Hear which rows are on screen: mark them read, and page when the end of what is shown comes near."""
        match event.args:
            case [int(first), int(last), bool(is_at_bottom), bool(is_visible)]:
                self._read_to_newest()
                self._is_at_bottom = is_at_bottom and self._shows_newest()
                self._is_visible = is_visible
                self._hold.follow(is_here=self._is_at_bottom and is_visible)
                self._read(last)
                self._mark_end()
                self._draw_pill()
                with refusals():
                    await self._page(stretch_of(first), stretch_of(last))

    async def _page(self, first: int, last: int) -> None:
        if self._is_paging:
            return
        self._is_paging = True
        try:
            if first <= self._first and self._first > 0:
                await self._move(self._first - 1, min(self._last, self._first + MOST_BLOCKS - 2))
            elif last >= self._last and not self._shows_newest():
                await self._move(max(self._first, self._last - MOST_BLOCKS + 2), self._last + 1)
        finally:
            self._is_paging = False

    async def _move(self, first: int, last: int) -> None:
        before = (self._first, self._last)
        blocks = await self._load(range(first, last + 1))
        if before != (self._first, self._last):  # gone elsewhere meanwhile
            return
        self._first, self._last = first, last
        self._show(blocks)
        self._draw_divider()

    def _read_to_newest(self) -> None:
        """Note what was seen until this very moment."""
        if self.is_at_newest:
            self._read(self._store.last_ordinal(self._group_id))

    def _read(self, ordinal: int) -> None:
        seen = self._store.read_up_to(self._group_id, self.member_id)
        is_new = seen < ordinal <= self._store.last_ordinal(self._group_id)
        if is_new and self._is_visible and not self._hold.is_on and self._may_see():
            self._reading.mark_read(self.member_id, self._group_id, Ordinal(ordinal))

    def _shows_newest(self) -> bool:
        return self._last >= stretch_of(self._store.last_ordinal(self._group_id))

    def _today(self) -> date:
        return datetime.now(ZoneInfo(self._view.locale.zone)).date()

    def _mark_end(self) -> None:
        """Let the browser know whether the log goes on below what is shown: then its end is not held on to."""
        if self._shows_newest() == ('past' in self.log.classes):
            self.log.classes(toggle='past')

    def _draw_divider(self) -> None:
        """Draw the line above what was unread when the group opened, once it is among the rows shown."""
        after = self._undivided_after
        if after is None or first_of(self._first) > after + 1:
            return
        among = range(self._first, self._last + 1)
        if first := self._logs.first_by_others(self._group_id, self.member_id, after=after, among=among):
            self._undivided_after = None
            self._divided = first
            self.style.divide(first)

    def _draw_pill(self) -> None:
        new = self._store.unread(self._group_id, self.member_id).messages
        text = f'{new} new' if new else 'To the newest'
        if self._pill.props.get('innerHTML') != text:
            self._pill.props['innerHTML'] = text
        if self._is_at_bottom == ('shown' in self._pill.classes):
            self._pill.classes(toggle='shown')


def _nothing() -> None:
    """Stand in until the page says what follows."""


def _hear_nothing(_ordinal: int) -> None:
    """Stand in until the page says what follows."""
