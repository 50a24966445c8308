"""The shared blocks of one server: built once, sent to everyone who looks at them."""

import itertools
from collections.abc import Callable, Hashable
from typing import Any

from nicegui import core, ui
from nicegui.client import Client
from nicegui.page import page as nicegui_page
from starlette.requests import HTTPConnection

from messenger.live.audience import Broadcast
from messenger.live.block import Block
from messenger.live.connection import Connection
from messenger.live.dispatcher import Dispatcher
from messenger.live.encoding import Encoder
from messenger.live.gate import Gate
from messenger.live.installation import Installation
from messenger.live.locale import Locale
from messenger.live.owner import FIRST_NUMBER
from messenger.live.page import Elements, Page
from messenger.live.placeholders import Fill
from messenger.live.stats import LiveStats
from messenger.live.sweep import Sweep
from messenger.live.view import View

STALE_BYTES = 256 * 1024
CLOSE_BYTES = 1024 * 1024


class Live:
    """Shared blocks for NiceGUI pages; see README.md for what it guarantees."""

    def __init__(
        self,
        *,
        session_of: Callable[[HTTPConnection], str | None],
        fill: Fill,
        broken: str = 'This cannot be displayed.',
        stale_bytes: int = STALE_BYTES,
    ) -> None:
        """Wire the parts; nothing happens before `install()`.

        Args:
            session_of: resolves a connection's cookie to a session id now; None when there is none or it was revoked.
            fill: returns the text of a placeholder, from its kind, its arguments and the viewer's locale.
            broken: what stands in for an element that cannot be built or encoded; may be a placeholder.
            stale_bytes: a viewer with more than this unread is skipped until it has caught up.
        """
        self.stats = LiveStats()
        self._session_of = session_of
        self._pages: dict[str, Page] = {}
        self._blocks: dict[Hashable, Block] = {}
        self._numbers = itertools.count(FIRST_NUMBER)
        self._encoder = Encoder(broken=broken, count=self._count)
        self._broadcast = Broadcast(fill=fill, stats=self.stats, stale_bytes=stale_bytes)
        self._dispatcher = Dispatcher(session_of=session_of)
        self._gate = Gate(
            dispatcher=self._dispatcher,
            page_of=self._page_of,
            dropped=self.stats.dropped,
            drained=self._catch_up,
        )
        self._sweep = Sweep(self._gate, self._blocks_unseen)

    def install(self) -> None:
        """Take the place of NiceGUI's socket handlers and outboxes; once, before the server starts."""
        Installation(page_of=self._page_of, encoder=self._encoder, fill=self._broadcast.filled).install()
        self._gate.install()
        core.app.on_delete(self._forget)
        core.app.on_startup(self._sweep.start)
        core.app.on_shutdown(self._sweep.stop)

    def block(self, key: Hashable, build: Callable[[], None]) -> Block:
        """Return the block of this key: the existing one, or one that `build` fills now, inside its root."""
        block = self._blocks.get(key)
        if block is None:
            block = Block(
                key,
                next(self._numbers),
                broadcast=self._broadcast,
                encoder=self._encoder,
                page=nicegui_page(''),
            )
            self._blocks[key] = block
            block.build(build)
        return block

    def find(self, key: Hashable) -> Block | None:
        """Return the block of this key if it exists, that is if someone shows it or is about to."""
        return self._blocks.get(key)

    def view(self, *, identity: Any, locale: Locale, may_see: Callable[[], bool]) -> View:
        """Make a place for blocks in the current slot of a page.

        Args:
            identity: who looks, for handlers: `viewer().identity`.
            locale: in which zone and language placeholders are filled.
            may_see: whether this viewer may act on what it sees; asked at every event.
        """
        client = ui.context.client
        page = self._page_of(client)
        if not isinstance(client.elements, Elements):
            client.elements = Elements(client.elements, page)
        view = View(
            page,
            identity=identity,
            locale=locale,
            may_see=may_see,
            broadcast=self._broadcast,
            release=self._release,
        )
        page.views.append(view)
        return view

    async def goodbye(self) -> None:
        """Send what waits in every page, then close all sockets with code 1012 (service restart)."""
        self._broadcast.flush()
        for connection in list(self._gate.connections.values()):
            if connection.page is not None:
                connection.page.client.outbox.flush()  # type: ignore[attr-defined]
            if connection.protocol is not None and connection.protocol.is_writable:
                connection.protocol.shutdown()

    def close_session(self, session_id: str) -> None:
        """Close all pages of a session at once; the browsers then load their address again."""
        for page in [page for page in self._pages.values() if page.session_id == session_id]:
            page.client.open(page.client.request.url.path)
            page.client.outbox.flush()  # type: ignore[attr-defined]
            connections = list(page.connections.values())
            if page.client.id in Client.instances:
                page.client.delete()
            for connection in connections:
                connection.close()

    # Pages

    def _page_of(self, client: Client) -> Page:
        page = self._pages.get(client.id)
        if page is None:
            session_id = self._session_of(client.request) if client._request is not None else None  # noqa: SLF001
            page = self._pages[client.id] = Page(client, session_id=session_id, broadcast=self._broadcast)
        return page

    def _forget(self, client: Client) -> None:
        page = self._pages.pop(client.id, None)
        if page is None:
            return
        for view in list(page.views):
            view.leave()

    def _catch_up(self, connection: Connection) -> None:
        if connection.gap is not None and connection.page is not None:
            connection.page.catch_up(connection, connection.gap)
            connection.page.client.outbox.wake()  # type: ignore[attr-defined]

    # Blocks

    def _release(self, block: Block) -> None:
        if self._blocks.get(block.key) is block:
            del self._blocks[block.key]
        block.drop()

    def _blocks_unseen(self) -> None:
        for block in [block for block in self._blocks.values() if not block.views and block.age_seconds > 10]:
            self._release(block)

    def _count(self, reason: str) -> None:
        self.stats.dropped[reason] += 1
