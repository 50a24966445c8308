"""The shared blocks of one server: built once, sent to everyone who looks at them."""

import asyncio
import itertools
from collections.abc import Callable, Hashable
from contextvars import Context
from typing import Any

from nicegui import core, ui
from nicegui.client import Client
from nicegui.page import page as nicegui_page
from starlette.requests import HTTPConnection

from messenger.live.block import Block
from messenger.live.broadcast import Broadcast
from messenger.live.dispatcher import Dispatcher
from messenger.live.encoding import Encoder
from messenger.live.ending import end_page
from messenger.live.frame import message_frame
from messenger.live.gate import Gate
from messenger.live.installation import Installation
from messenger.live.leftovers import Leftovers
from messenger.live.locale import Locale
from messenger.live.owner import FIRST_NUMBER
from messenger.live.page import Elements, Page
from messenger.live.placeholders import Fill, Words
from messenger.live.refusals import Refusals
from messenger.live.remedies import Remedies
from messenger.live.stats import LiveStats
from messenger.live.sweep import Sweep
from messenger.live.view import View

STALE_BYTES = 256 * 1024
UNSEEN_SECONDS = 10.0


class Live:
    """Shared blocks for NiceGUI pages; README.md says what it guarantees."""

    def __init__(
        self,
        *,
        session_of: Callable[[HTTPConnection], str | None],
        fill: Fill,
        broken: str = 'This cannot be displayed.',
        stale_bytes: int = STALE_BYTES,
        remedies: Remedies | None = None,
        on_outdated: Callable[[Client], None] | None = None,
    ) -> None:
        """Wire the parts; nothing happens before `install()`.

        Args:
            session_of: resolves a connection's cookie to a session id now; None when there is none or it was revoked.
            fill: returns the text of a placeholder, from its kind, its arguments and the viewer's locale.
            broken: what stands in for an element that cannot be built or encoded; may be a placeholder.
            stale_bytes: a viewer with more than this unread is skipped until it has read it; larger than a catch-up.
            remedies: what errors tell the authors of shared elements to use instead of what cannot work there.
            on_outdated: called once for each page, in its slot, when it is shown a component whose JavaScript it
                cannot load because the page is older: ask its viewer to load the page again.
        """
        self._on_outdated = on_outdated
        self._remedies = remedies or Remedies()
        self._session_of = session_of
        self._stats = LiveStats()
        self._pages: dict[str, Page] = {}
        self._blocks: dict[Hashable, Block] = {}
        self._numbers = itertools.count(FIRST_NUMBER)
        self._leftovers = Leftovers()
        self._refusals = Refusals(self._stats.refused)
        self._encoder = Encoder(broken=broken, refusals=self._refusals)
        words = Words(fill, report=lambda error: self._refusals.count('words', error=error))
        self._broadcast = Broadcast(words=words, stats=self._stats, stale_bytes=stale_bytes)
        dispatcher = Dispatcher(session_of=session_of, refusals=self._refusals)
        self._gate = Gate(dispatcher=dispatcher, page_of=self._page_of, refusals=self._refusals)
        self._sweep = Sweep(gate=self._gate, broadcast=self._broadcast, drop_unseen=self._drop_unseen)

    def install(self) -> None:
        """Take the place of NiceGUI's socket handlers and outboxes; once, before the server starts."""
        Installation(page_of=self._page_of, encoder=self._encoder, fill=self._broadcast.filled).install()
        self._gate.install()
        core.app.on_delete(self._forget)
        core.app.on_startup(self._sweep.start)
        core.app.on_shutdown(self._sweep.stop)

    def block(self, key: Hashable, build: Callable[[], None]) -> Block:
        """Return the block of this key: the existing one, or one that `build` fills now, inside its root.

        What `build` raises is reported, and the block shows the broken text.
        """
        block = self._blocks.get(key)
        if block is None:
            block = Block(
                key,
                next(self._numbers),
                broadcast=self._broadcast,
                encoder=self._encoder,
                page=nicegui_page(''),
                remedies=self._remedies,
            )
            self._blocks[key] = block
            block.build(build)
        return block

    def find(self, key: Hashable) -> Block | None:
        """Return the block of this key if there is one: someone shows it or is about to."""
        return self._blocks.get(key)

    def view(self, *, identity: Any, locale: Locale, may_see: Callable[[], bool]) -> View:
        """Make a place for blocks in the current slot of a page.

        Args:
            identity: who looks, for handlers: `viewer().identity`.
            locale: in which zone and language placeholders are filled.
            may_see: whether this viewer may act on what it sees; asked at every event of a shared element.
        """
        client = ui.context.client
        page = self._page_of(client)
        if not isinstance(client.elements, Elements):
            client.elements = Elements(client.elements, page)
        view = View(
            page, identity=identity, locale=locale, may_see=may_see, broadcast=self._broadcast, release=self._release
        )
        page.views.append(view)
        return view

    def tell(self, client: Client, code: str) -> None:
        """Run JavaScript in a page's browser if it can be reached now; for what does no harm when it is lost.

        `client.run_javascript` keeps what it sends until the browser says that it came, which costs as much again.
        """
        self._page_of(client).send(message_frame('run_javascript', {'code': code}))

    async def goodbye(self) -> None:
        """Send what waits for every page, then close its sockets with code 1012, service restart; let no new ones in.

        What the pages should say meanwhile is put into their own elements before.
        """
        self._gate.close()
        self._broadcast.flush()
        for connection in list(self._gate.connections.values()):
            if connection.page is not None:
                connection.page.client.outbox.flush()  # type: ignore[attr-defined]
            connection.close_for_restart()
        await asyncio.sleep(0)

    def close_session(self, session_id: str, *, path: str | None = None) -> None:
        """Close all pages of a session at once; the browsers then load `path`, or their address again.

        Every socket without an open session ends with them, whether it ever joined a page or not.
        """
        for page in [page for page in self._pages.values() if page.session_id == session_id]:
            self._close_page(page, path)
        for connection in list(self._gate.connections.values()):
            if self._session_of(connection.http) is None:
                connection.close()

    @property
    def stats(self) -> LiveStats:
        """What is there now and what happened since the start."""
        connections = self._gate.connections.values()
        self._stats.views = sum(len(page.views) for page in self._pages.values())
        self._stats.blocks = len(self._blocks)
        self._stats.pages = len(self._pages)
        self._stats.connections = len(connections)
        self._stats.stale = sum(connection.is_stale for connection in connections)
        return self._stats

    # Pages

    def _page_of(self, client: Client) -> Page:
        page = self._pages.get(client.id)
        if page is None:
            session_id = self._session_of(client.request) if client._request is not None else None  # noqa: SLF001
            page = Page(client, session_id=session_id, broadcast=self._broadcast, on_outdated=self._outdate)
            if not client.is_deleted:
                self._pages[client.id] = page
        return page

    def _outdate(self, client: Client) -> None:
        # In a turn and a context of its own: it is found out in the middle of sending, for many pages.
        if core.loop is not None:
            core.loop.call_soon(self._ask_to_reload, client, context=Context())

    def _ask_to_reload(self, client: Client) -> None:
        if self._on_outdated is None or client.is_deleted:
            return
        try:
            with client:
                self._on_outdated(client)
        except Exception as error:  # noqa: BLE001 (it is the caller's function, and one page must not harm another)
            core.app.handle_exception(error)

    def _close_page(self, page: Page, path: str | None) -> None:
        client = page.client
        connections = list(page.connections.values())
        try:
            client.open(path if path is not None else client.sub_pages_router.current_path)
            client.outbox.flush()  # type: ignore[attr-defined]
        except Exception as error:  # noqa: BLE001 (a page that cannot say where to go ends all the same)
            self._refusals.count('goodbye', type(error).__name__)
        for view in list(page.views):
            view.leave()
        end_page(client)
        for connection in connections:
            connection.close()

    def _forget(self, client: Client) -> None:
        page = self._pages.pop(client.id, None)
        if page is not None:
            for view in list(page.views):
                view.leave()
            client.elements = dict(client.elements)  # cuts the circle of client, elements and page
            self._leftovers.note_end(len(self._pages))

    # Blocks

    def _release(self, block: Block) -> None:
        if self._blocks.get(block.key) is block:
            del self._blocks[block.key]
        block.drop()

    def _drop_unseen(self) -> None:
        for block in list(self._blocks.values()):
            if not block.views and block.age_seconds > UNSEEN_SECONDS:
                self._release(block)
