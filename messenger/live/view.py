"""A view: the place in one page where a list of blocks is shown."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from nicegui.client import Client
from nicegui.element import Element
from nicegui.slot import Slot

from messenger.live.block import Block
from messenger.live.locale import Locale

if TYPE_CHECKING:
    from messenger.live.broadcast import Broadcast
    from messenger.live.page import Page

LARGEST_VIEW = 50  # blocks, which may hold little each: what counts in a browser is how many elements they come to


class View:
    """What one page shows of the shared blocks."""

    def __init__(
        self,
        page: 'Page',
        *,
        identity: Any,
        locale: Locale,
        may_see: Callable[[], bool],
        broadcast: 'Broadcast',
        release: Callable[[Block], None],
    ) -> None:
        self.page = page
        self.identity = identity
        self.locale = locale
        self.may_see = may_see
        self.blocks: tuple[Block, ...] = ()
        self.sent_at: dict[Block, float] = {}  # when a block, or what was missed of it, was last sent
        self.is_left = False
        self._broadcast = broadcast
        self._release = release
        self.element = Container(self)

    @property
    def client(self) -> Client:
        """The NiceGUI client of the page."""
        return self.page.client

    @property
    def slot(self) -> Slot:
        """The slot in which handlers of shared elements run for this viewer: the one that holds the view's element."""
        return self.element.parent_slot or self.client.content.default_slot

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these blocks, in this order, instead of those shown so far.

        Raises:
            ValueError: more than `LARGEST_VIEW`, or one that has ended.
        """
        wanted = self._checked(blocks)
        if self.is_left or wanted == self.blocks:
            return
        added = [block for block in wanted if block not in self.blocks]
        removed = [block for block in self.blocks if block not in wanted]
        if added:
            self._broadcast.hurry(block for block in self.blocks if block in wanted)
        self._part()
        self.blocks = wanted
        for block in added:
            block.views.add(self)
        for block in removed:
            self.sent_at.pop(block, None)
        self.note_sent(added)
        self._tell(added, removed)
        self._enter()
        for block in removed:
            self._let_go(block)
        if not self.element.is_deleted:
            self.element.update()

    def relocate(self, locale: Locale) -> None:
        """Show everything again in another zone or language."""
        self._part()
        self.locale = locale
        for gap in self.page.gaps():
            gap.doubt(self.blocks)
        self.note_sent()
        self._tell(list(self.blocks), [])
        self._enter()

    def leave(self) -> None:
        """End at once: nothing later is sent, and what the browser holds of the blocks is deleted there."""
        if self.is_left:
            return
        self.show([])
        self.is_left = True
        if self in self.page.views:
            self.page.views.remove(self)

    def note_sent(self, blocks: Sequence[Block] | None = None) -> None:
        """Note that these blocks, or all, are being sent now and may not have arrived for a while."""
        now = time.monotonic()
        self.sent_at.update(dict.fromkeys(self.blocks if blocks is None else blocks, now))

    def _checked(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        wanted = tuple(dict.fromkeys(blocks))
        if len(wanted) > LARGEST_VIEW:
            raise ValueError(f'{len(wanted)} blocks: a view shows at most {LARGEST_VIEW}; leave some out')
        for block in wanted:
            if block.is_dropped:
                raise ValueError(f'Block {block.key!r} has ended; get it again from live.block() just before show()')
        return wanted

    def _tell(self, added: list[Block], removed: list[Block]) -> None:
        elsewhere = {block for view in self.page.views if view is not self for block in view.blocks}
        gone = [block for block in removed if block not in elsewhere]
        for block in gone:
            self.page.let_go(block)
        if not self.page.connections:
            return
        frame = self._broadcast.switch_frame(tuple(gone), tuple(added), self.locale)
        for block in added:
            if block.components:
                self.page.load_components(block)
        if frame is not None:
            self.page.send(frame)

    def _part(self) -> None:
        for connection in self.page.connections.values():
            if not self._broadcast.is_full(connection):
                self._broadcast.audiences.part(connection, self.blocks, self.locale)

    def _enter(self) -> None:
        for connection in self.page.connections.values():
            if not connection.is_stale:
                self._broadcast.audiences.enter(connection, self.blocks, self.locale)

    def _let_go(self, block: Block) -> None:
        block.views.discard(self)
        if not block.views:
            self._release(block)


class Container(Element):
    """The one private element of a view: its children are its own and the roots of the blocks."""

    def __init__(self, view: View) -> None:
        self._view: View | None = None  # none while the constructor runs, and none after the end
        super().__init__('div')
        self._view = view

    def _to_dict(self) -> dict[str, Any]:
        result = super()._to_dict()
        if self._view is not None and self._view.blocks:
            result['children'] = [*result.get('children', []), *(block.root.id for block in self._view.blocks)]
        return result

    def _handle_delete(self) -> None:
        super()._handle_delete()
        view, self._view = self._view, None
        if view is not None:
            view.leave()
