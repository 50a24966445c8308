"""What the shared blocks know of one NiceGUI client: its session, its sockets and its views."""

from typing import TYPE_CHECKING, Any

from nicegui.client import Client
from nicegui.element import Element

from messenger.live.block import Block
from messenger.live.connection import Connection
from messenger.live.frame import Frame, components_frame, update_frame
from messenger.live.gap import Gap

if TYPE_CHECKING:
    from messenger.live.audience import Broadcast
    from messenger.live.view import View


class Page:
    """One page in one browser tab; it comes with its NiceGUI client and ends with it."""

    __slots__ = ('_broadcast', 'client', 'connections', 'gap', 'session_id', 'views')

    def __init__(self, client: Client, *, session_id: str | None, broadcast: 'Broadcast') -> None:
        self.client = client
        self.session_id = session_id
        self.connections: dict[str, Connection] = {}
        self.views: list[View] = []
        self.gap: Gap | None = Gap({})
        self._broadcast = broadcast

    @property
    def blocks(self) -> list[Block]:
        """The blocks its views show now."""
        return list(dict.fromkeys(block for view in self.views for block in view.blocks))

    @property
    def version(self) -> int:
        """The version of the newest change in any block."""
        return self._broadcast.version

    @property
    def is_reachable(self) -> bool:
        """Whether something can be sent now and would arrive in order."""
        return any(not connection.is_stale for connection in self.connections.values())

    def find(self, element_id: int) -> Element | None:
        """Return a shared element that the page shows now."""
        for view in self.views:
            for block in view.blocks:
                if (element := block.owner.elements.get(element_id)) is not None:
                    return element
        return None

    def gaps(self) -> list[Gap]:
        """Return what is open of what its browsers have missed."""
        gaps = [connection.gap for connection in self.connections.values()]
        return [gap for gap in (self.gap, *gaps) if gap is not None]

    def send(self, frame: Frame) -> None:
        """Send a frame to every socket that is not held back."""
        for connection in self.connections.values():
            if not connection.is_stale:
                connection.write(frame)

    def load_components(self, block: Block) -> None:
        """Make the browser load the JavaScript components of a block that it has not loaded yet."""
        if not self.connections:
            return
        loaded: set[str] = self.client.outbox._loaded_components  # noqa: SLF001 (shared with the page's own updates)
        missing = [component for name, component in block.components.items() if name not in loaded]
        if missing:
            loaded.update(component.name for component in missing)
            self.send(components_frame(missing))

    # Coming and going of sockets

    def join(self, connection: Connection, horizon_seconds: float) -> None:
        """Bring a socket up to date and let it hear everything from now on: one step without an await."""
        connection.page = self
        self.connections[connection.sid] = connection
        gap = self.gap if self.gap is not None else self._doubtful(horizon_seconds)
        self.gap = None
        self.catch_up(connection, gap)

    def catch_up(self, connection: Connection, gap: Gap) -> None:
        """Send what was missed and enter the audiences."""
        connection.gap = None
        blocks = self.blocks
        components = {name: c for block in blocks for name, c in block.components.items()}
        parts_of = {view: gap.parts(list(view.blocks)) for view in self.views}
        gap.gone.clear()
        if components:
            connection.write(components_frame(list(components.values())))
            self.client.outbox._loaded_components.update(components)  # noqa: SLF001
        written = 0
        for view, parts in parts_of.items():
            if parts:
                frame = update_frame(self._broadcast.filled(','.join(parts), view.locale))
                written += len(frame.wire)
                connection.write(frame)
        connection.caught_up_bytes = written
        for view in self.views:
            self._broadcast.enter(connection, view.blocks, view.locale)

    def lose(self, sid: str, horizon_seconds: float) -> None:
        """Forget a socket; when it was the last, remember what its browser surely holds."""
        connection = self.connections.pop(sid, None)
        if connection is None:
            return
        self._broadcast.leave(connection)
        if not self.connections:
            doubtful = self._doubtful(horizon_seconds)
            if connection.gap is not None:
                doubtful.seen = {b: min(v, connection.gap.seen.get(b, 0)) for b, v in doubtful.seen.items()}
                doubtful.gone.update(connection.gap.gone)
            self.gap = doubtful

    def _doubtful(self, horizon_seconds: float) -> Gap:
        version = self._broadcast.version_before(horizon_seconds)
        return Gap(
            {
                b: version if view.shows_longer_than(b, horizon_seconds) else 0
                for view in self.views
                for b in view.blocks
            }
        )


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
