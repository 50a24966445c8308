"""What the shared blocks know of one NiceGUI client: its session, its sockets and its views."""

import time
from array import array
from collections import deque
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from nicegui.client import Client
from nicegui.dependencies import Component, JsComponent
from nicegui.element import Element

from messenger.live import imports
from messenger.live.block import Block
from messenger.live.connection import Connection
from messenger.live.frame import Frame, components_frame, update_frame
from messenger.live.gap import Gap
from messenger.live.owner import IDS_PER_BLOCK

if TYPE_CHECKING:
    from messenger.live.broadcast import Broadcast
    from messenger.live.view import View


class Page:
    """One page in one browser tab; it comes with its NiceGUI client and ends with it."""

    __slots__ = (
        '_broadcast',
        '_departed',
        '_on_outdated',
        'client',
        'connections',
        'document_id',
        'gap',
        'imports',
        'is_outdated',
        'running',
        'session_id',
        'views',
    )

    def __init__(
        self,
        client: Client,
        *,
        session_id: str | None,
        broadcast: 'Broadcast',
        on_outdated: Callable[[Client], None],
    ) -> None:
        self.client = client
        self.imports: frozenset[str] = frozenset()
        self.is_outdated = False
        self.session_id = session_id
        self.document_id = ''
        self.connections: dict[str, Connection] = {}
        self.views: list[View] = []
        self.running = 0  # handlers in zones that are under way or waiting
        self.gap: Gap | None = Gap()
        self._broadcast = broadcast
        self._on_outdated = on_outdated
        self._departed: deque[tuple[float, array[int]]] = deque()  # ids deleted in the browser, which may not know yet

    @property
    def blocks(self) -> list[Block]:
        """The blocks its views show now."""
        return list(dict.fromkeys(block for view in self.views for block in view.blocks))

    def find(self, element_id: int) -> Element | None:
        """Return a shared element that the page shows now."""
        for block in self.blocks:
            if (element := block.owner.elements.get(element_id)) is not None:
                return element
        return None

    def gaps(self) -> list[Gap]:
        """Return what is open of what its browser has missed."""
        gaps = (self.gap, *(connection.gap for connection in self.connections.values()))
        return [gap for gap in gaps if gap is not None]

    def let_go(self, block: Block) -> None:
        """Note that a block is shown no more, for browsers that are not told now or may not hear it."""
        for gap in self.gaps():
            gap.lose(block)
        if self.connections:
            self._departed.append((time.monotonic(), array('Q', block.ids())))
            while self._broadcast.horizon.is_behind(self._departed[0][0]):
                self._departed.popleft()

    # Sending

    def is_reachable(self) -> bool:
        """Whether what is sent now arrives in order: there is a socket, and its browser reads."""
        return any(not self._broadcast.is_full(connection) for connection in self.connections.values())

    def send(self, frame: Frame) -> None:
        """Send a frame to every socket that is not withheld."""
        for connection in self.connections.values():
            if not connection.is_stale:
                connection.write(frame)

    def load_components(self, block: Block) -> None:
        """Make the browser load the JavaScript components of a block that it has not loaded yet."""
        if not self.connections:
            return
        new = [component for name, component in block.components.items() if name not in self._loaded]
        if loadable := self.loadable(new):
            self._loaded.update(component.name for component in loadable)
            self.send(components_frame(loadable))

    def loadable(self, components: Collection[Component]) -> list[JsComponent]:
        """Return those of some components that the browser can load; for the others it has to load the page again."""
        loadable = [component for component in components if not imports.missing(component, self.imports)]
        if len(loadable) < len(components) and not self.is_outdated:
            self.is_outdated = True
            self._on_outdated(self.client)
        return [component for component in loadable if isinstance(component, JsComponent)]

    # Coming and going of sockets

    def remember_html(self) -> None:
        """Note that the first HTML holds the present state of everything, and what it lets the browser import."""
        self.imports = imports.known()
        self.gap = Gap(dict.fromkeys(self.blocks, self._broadcast.version))

    def join(self, connection: Connection) -> None:
        """Bring a socket up to date and let it hear everything from now on: one step without an await."""
        gap = self._missed_by(connection)
        is_back = self.document_id == connection.document_id
        for other in self.connections.values():
            if other.document_id == connection.document_id:
                other.abort()  # the same document has come back before its old socket was found dead
        connection.page = self
        self.connections[connection.sid] = connection
        self.document_id = connection.document_id
        self.gap = None
        self.catch_up(connection, gap)
        if is_back:
            self.tell_again(gap)

    def catch_up(self, connection: Connection, gap: Gap) -> None:
        """Send what was missed and enter the audiences."""
        connection.gap = None
        changes = {view: gap.changes(view.blocks, self.client.id) for view in self.views}
        components = {name: c for block in self.blocks for name, c in block.components.items()}
        if loadable := self.loadable(components.values()):
            connection.write(components_frame(loadable))
            self._loaded.update(component.name for component in loadable)
        if gap.gone:
            connection.write(update_frame(','.join(gap.deletions())))
        for view, parts in changes.items():
            if parts:
                connection.write(update_frame(self._broadcast.filled(','.join(parts), view.locale)))
            view.note_sent()
            self._broadcast.audiences.enter(connection, view.blocks, view.locale)

    def tell_again(self, gap: Gap) -> None:
        """Tell a browser that was away the methods it has missed of blocks that it holds."""
        for view in self.views:
            for block in view.blocks:
                if block in gap.seen:
                    block.tell_again(view)

    def lose(self, connection: Connection) -> None:
        """Forget a socket; when it was the last, remember what its browser surely holds."""
        if self.connections.pop(connection.sid, None) is None:
            return
        self._broadcast.audiences.leave(connection)
        if not self.connections:
            self.gap = self._doubtful()
            if connection.gap is not None:
                self.gap.widen(connection.gap)

    def _missed_by(self, connection: Connection) -> Gap:
        if self.document_id not in {'', connection.document_id}:
            return Gap()  # another document, built from the first HTML: nothing is known of what it holds
        return self.gap if self.gap is not None else self._doubtful()

    def _doubtful(self) -> Gap:
        horizon = self._broadcast.horizon
        version = horizon.version()
        gap = Gap()
        for view in self.views:
            for block, at in view.sent_at.items():
                gap.seen[block] = version if horizon.is_behind(at) else 0
        shown = {block.number for block in self.blocks}  # a page may have come back to a block that it had left
        gone = (element_id for _, ids in self._departed for element_id in ids)
        gap.gone.update((element_id, None) for element_id in gone if element_id // IDS_PER_BLOCK not in shown)
        return gap

    @property
    def _loaded(self) -> set[str]:
        return self.client.outbox._loaded_components  # noqa: SLF001 (shared with the page's own updates)


class Elements(dict[int, Element]):
    """A client's own elements, whose look-ups also find the shared ones that its page shows now."""

    __slots__ = ('_page',)

    def __init__(self, elements: dict[int, Element], page: Page) -> None:
        super().__init__(elements)
        self._page = page

    def get(self, key: int, default: Any = None) -> Any:
        """Return a private or a shared element."""
        element = super().get(key)
        if element is None:
            element = self._page.find(key)
        return default if element is None else element

    def __missing__(self, key: int) -> Element:
        element = self._page.find(key)
        if element is None:
            raise KeyError(key)
        return element
