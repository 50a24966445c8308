"""What one viewer sees of a log: the shared blocks in view, the pill, the divider and the receipts."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from nicegui import Client, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.reading import ReadingActions
from messenger.components import browser
from messenger.components.followers import RowsIn
from messenger.components.hold import Hold
from messenger.components.log import Logs
from messenger.components.preferences import Preference, prefers
from messenger.components.progress import Progress
from messenger.components.stand_ins import do_nothing
from messenger.components.toast import refusals
from messenger.components.viewer_style import ViewerStyle
from messenger.components.window import Window
from messenger.live import Block, Live, Locale
from messenger.model.ids import NO_THREAD, LogId, MemberId, Ordinal
from messenger.store.store import Store
from messenger.words import _, ngettext


class Conversation:
    """One viewer's window on a group's own log, or on a thread. Built inside the page's slot by `open`."""

    def __init__(
        self, *, logs: Logs, live: Live, store: Store, reading: ReadingActions, member_id: MemberId, log: LogId
    ) -> None:
        self._logs = logs
        self._live = live
        self._store = store
        self._progress = Progress(store=store, reading=reading, member_id=member_id, log=log)
        self.member_id = member_id
        self._log = log
        self._client: Client = ui.context.client
        self.after_renaming: Callable[[], None] = do_nothing
        self.after_leaving: Callable[[], None] = do_nothing
        self.after_threads: Callable[[int], None] = do_nothing
        self.after_deleting: Callable[[int], None] = do_nothing
        self._unfollow: Callable[[], None] = do_nothing  # until it is open, which may fail
        self._leave: Callable[[], None] = do_nothing
        self._is_at_bottom = True
        self._is_visible = False  # until the browser says so: a tab may open behind another
        self._is_paging = self._is_closed = False
        self._undivided_after = self._progress.read_up_to if self._progress.new else None
        self._opens_at_newest = prefers(store, member_id, Preference.OPENS_AT_THE_NEWEST)
        self._divided = 0
        self._marks = self._progress.times_put_back
        self._hold = Hold()

    async def open(self, locale: Locale, *, around: int = 0) -> None:
        """Build the log, showing the first unread messages or, as preferred, the newest, or those around an ordinal.

        Raises NotFound.
        """
        self._paging = await self._logs.paging(self.member_id, self._log)
        self._window = Window(logs=self._logs, paging=self._paging, member_id=self.member_id, log=self._log)
        blocks = await self._window.open(await self._opening(around))
        self._is_at_bottom = not around and (self._undivided_after is None or self._window.is_at_newest)
        with Element('div').classes('log-frame'):
            name = _('Messages') if self._log.thread == NO_THREAD else _('Thread')
            self.log = Element('div').classes('log').props('role=log aria-live=off tabindex=0')
            self.log.props['aria-label'] = name
            self._pill = Element('button').classes('pill').props('type=button').on('click', self.to_newest)
        self.style = ViewerStyle(self.member_id, within=f'#{self.log.html_id}')
        self.hear_own()
        with self.log:
            self._view = self._live.view(identity=self.member_id, locale=locale, may_see=self._may_see)
        self._leave = self._view.leave
        self._view.element.classes('rows')
        self._date = self._today()
        self._show(blocks)
        self.log.on('scroll', self._report, js_handler=browser.REPORT, throttle=0.2)
        self._unfollow = self._logs.followers.follow(self._log, self)
        self._mark_end()
        self._draw_divider()
        self._draw_pill()

    def wake(self) -> None:
        """Let the browser hold what is read in place, keep the focus, and say what is on screen, at each connect."""
        self._client.run_javascript(browser.HOLD)
        self._client.run_javascript(browser.KEEP_FOCUS)
        self._client.run_javascript(browser.WATCH)

    def hear_own(self) -> None:
        """Follow what the member may, whom they have blocked, and what they have marked unread, by now."""
        if membership := self._store.membership(self._log.group_id, self.member_id):
            self.style.know(membership.role, blocked=self._store.blocked_by(self.member_id))
        marks = self._progress.times_put_back
        if marks != self._marks and self._log.thread == NO_THREAD:
            self._marks = marks
            self._put_back()
        self.on_threads()

    def relocate(self, locale: Locale) -> None:
        """Show all times in another zone and language, or on another day."""
        self._view.relocate(locale)
        self._date = self._today()

    async def to_newest(self) -> None:
        """Go down to the newest message."""
        await self.show_newest()
        self._client.run_javascript(browser.to_newest(self.log.html_id))

    async def show_newest(self) -> None:
        """Have the newest messages in the log, whatever stretch was looked at."""
        if not self._window.is_at_newest:
            await self._go_to(self._paging.last)
            self._client.run_javascript(browser.to_newest(self.log.html_id))

    async def show(self, ordinal: int) -> None:
        """Bring a message to the middle, mark it for a moment and set the focus on it, wherever it is."""
        if not self._window.holds(ordinal):
            await self._go_to(ordinal)
        self._client.run_javascript(browser.show_row(self.log.html_id, ordinal))

    def show_divider(self) -> None:
        """Bring the 'New' line into view, if it is above what is."""
        if self._divided and not self._opens_at_newest:
            self._client.run_javascript(browser.show_divider(self.log.html_id, self._divided))

    def close(self) -> None:
        """Leave the group's blocks at once and stop hearing of it; closing twice is no error."""
        if not self._is_closed:
            self._is_closed = True
            self._read_to_newest()
            self._unfollow()
            self._leave()

    def on_new_block(self, index: int, rows_in: RowsIn) -> None:
        """Follow the log into its next block when the newest ones are shown, but take nothing from who reads above."""
        if self._window.last == index - 1 and (self._is_at_bottom or self._window.has_room(rows_in)):
            self._show(self._window.grow(index, rows_in))

    @property
    def is_at_newest(self) -> bool:
        """Whether the newest row is on screen, in a visible tab that is connected, and counts as read."""
        is_here = self._is_at_bottom and self._is_visible and self._client.has_socket_connection
        return is_here and not self._hold.is_on

    def on_news(self) -> None:
        """Count in the pill what I did not see; a hidden tab does so when it is shown again."""
        if self._is_visible:
            self._draw_pill()

    def on_threads(self) -> None:
        """Mark the threads in which there is something new for me."""
        if self._log.thread == NO_THREAD:
            new = [root for root, _ in self._store.threads.new_for(self._log.group_id, self.member_id)]
            self.style.mark_threads(new)
            self.after_threads(len(new))

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
        self._undivided_after = self._progress.read_up_to
        self._hold.begin(is_here=self._is_at_bottom and self._is_visible)
        self._divided = 0
        self.style.divide(0)
        self._draw_divider()

    def _may_see(self) -> bool:
        return self._progress.is_inside

    async def _opening(self, around: int) -> list[int]:
        """Choose the stretches to begin with."""
        if around:  # an address may name any number
            return [min(self._paging.index_of(around), self._window.newest)]
        if self._undivided_after is None or self._opens_at_newest:
            return [self._window.newest]
        return await self._window.opening_from(self._undivided_after + 1)

    async def _go_to(self, ordinal: int) -> None:
        """Show the log from another place."""
        self._is_paging = True
        try:
            self._is_at_bottom = False
            self._show(await self._window.open([min(self._paging.index_of(ordinal), self._window.newest)]))
        finally:
            self._is_paging = False
        self._mark_end()
        self._draw_divider()

    def _show(self, blocks: list[Block]) -> None:
        if not self._is_closed:
            self._view.show(blocks)

    async def _report(self, event: GenericEventArguments) -> None:
        """Hear which rows are on screen: mark them read, and page when the end of what is shown comes near."""
        match event.args:
            case [int(first), int(last), bool(is_at_bottom), bool(is_visible)]:
                self._read_to_newest()
                self._is_at_bottom = is_at_bottom and self._window.is_at_newest
                self._is_visible = is_visible
                self._hold.follow(is_here=self._is_at_bottom and is_visible)
                self._read(last)
                self._mark_end()
                self._draw_pill()
                with refusals():
                    await self._page(self._paging.index_of(first), self._paging.index_of(last))

    async def _page(self, first: int, last: int) -> None:
        is_at_start = first <= self._window.first > 0
        is_at_end = last >= self._window.last and not self._window.is_at_newest
        if self._is_paging:
            return
        self._is_paging = True
        try:
            if (is_at_start and await self._extend(is_later=False)) or (
                is_at_end and await self._extend(is_later=True)
            ):
                self._draw_divider()
        finally:
            self._is_paging = False

    async def _extend(self, *, is_later: bool) -> bool:
        """Show more at one end; tells whether there was any."""
        if blocks := await self._window.extend(is_later=is_later):
            self._show(blocks)
        return bool(blocks)

    def _read_to_newest(self) -> None:
        """Note what was seen until this very moment."""
        if self.is_at_newest:
            self._read(self._newest)

    def _read(self, ordinal: int) -> None:
        is_new = self._progress.read_up_to < ordinal <= self._newest
        if is_new and self._is_visible and not self._hold.is_on and self._may_see():
            self._progress.mark_read(Ordinal(ordinal))

    @property
    def _newest(self) -> int:
        return self._store.last_ordinal(self._log.group_id)

    def _today(self) -> date:
        return datetime.now(ZoneInfo(self._view.locale.zone)).date()

    def _mark_end(self) -> None:
        """Let the browser know whether the log goes on below what is shown: then its end is not held on to."""
        if self._window.is_at_newest == ('past' in self.log.classes):
            self.log.classes(toggle='past')

    def _draw_divider(self) -> None:
        """Draw the line above what was unread when the group opened, once it is among the rows shown."""
        after = self._undivided_after
        if after is None or not self._window.begins_by(after + 1):
            return
        if first := self._logs.first_by_others(self._log, self.member_id, after=after, among=self._window.indexes):
            self._undivided_after = None
            self._divided = first
            self.style.divide(first)

    def _draw_pill(self) -> None:
        new = self._progress.new
        with self._pill:
            text = ngettext('{count} new', '{count} new', new) if new else _('To the newest')
        if self._pill.props.get('innerHTML') != text:
            self._pill.props['innerHTML'] = text
        if self._is_at_bottom == ('shown' in self._pill.classes):
            self._pill.classes(toggle='shown')
