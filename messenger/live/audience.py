"""Who gets which frame: viewers of the same blocks in the same locale get the same bytes."""

import asyncio
import time
from collections import deque

from nicegui import core

from messenger.live.block import Block
from messenger.live.connection import Connection
from messenger.live.frame import Frame, update_frame
from messenger.live.gap import Gap
from messenger.live.locale import Locale
from messenger.live.placeholders import Fill, fill_in
from messenger.live.stats import LiveStats

Blocks = tuple[Block, ...]

PACE_SECONDS = 0.033
# (changed elements in one flush, seconds to the next): in a flood a browser has time to draw between frames.
FLOOD = ((60, 0.2), (15, 0.1))
LONGEST_SHARE = 4  # a flush that took long is followed by a pause of at least so many times its length


class Audience:
    """The connections that show the same blocks in the same locale."""

    __slots__ = ('blocks', 'connections', 'locale')

    def __init__(self, blocks: Blocks, locale: Locale) -> None:
        self.blocks = blocks
        self.locale = locale
        self.connections: dict[Connection, None] = {}


class Broadcast:
    """Collects what changed in the blocks and sends it, once encoded, to everyone who shows it."""

    def __init__(self, *, fill: Fill, stats: LiveStats, stale_bytes: int) -> None:
        self.version = 1
        self.flushed_version = 1
        self._fill = fill
        self._stats = stats
        self._stale_bytes = stale_bytes
        self._audiences: dict[tuple[Blocks, Locale], Audience] = {}
        self._dirty: dict[Block, None] = {}
        self._handle: asyncio.Handle | None = None
        self._next_at = 0.0
        self._marks: deque[tuple[float, int]] = deque()

    # Changes

    def touch(self, block: Block) -> int:
        """Note that a block changed; returns the version of the change."""
        self.version += 1
        self._dirty[block] = None
        if self._handle is None and core.loop is not None and core.loop.is_running():
            delay = self._next_at - core.loop.time()
            self._handle = core.loop.call_later(delay, self.flush) if delay > 0 else core.loop.call_soon(self.flush)
        return self.version

    def flush(self) -> None:
        """Send everything that changed to everyone concerned."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        started = time.perf_counter()
        dirty, self._dirty = self._dirty, {}
        changed = sum(block.changed_count for block in dirty)
        changes = {block: part for block in dirty if not block.is_dropped and (part := block.take_changes())}
        for block in dirty:
            self._announce_components(block)
        self._send_changes(changes)
        for block in dirty:
            self._send_messages(block)
        self.flushed_version = self.version
        self._remember()
        self._pace(changed, started)

    def _send_changes(self, changes: dict[Block, str]) -> None:
        frames: dict[tuple[Blocks, Locale], Frame] = {}
        audiences = {audience for block in changes for audience in block.audiences}
        for audience in audiences:
            changed = tuple(block for block in audience.blocks if block in changes)
            key = (changed, audience.locale)
            if key not in frames:
                parts = ','.join(changes[block] for block in changed)
                frames[key] = update_frame(self.filled(parts, audience.locale))
                self._stats.frames += 1
            self._deliver(audience, frames[key])

    def _deliver(self, audience: Audience, frame: Frame) -> None:
        wire = frame.wire
        stale_bytes = self._stale_bytes
        late = []
        for connection in audience.connections:
            protocol = connection.protocol
            if protocol is None:
                connection.write(frame)
                continue
            transport = protocol.transport
            if protocol.close_sent or protocol.disconnected or transport.is_closing():
                continue
            if transport.get_write_buffer_size() > stale_bytes:
                late.append(connection)
                continue
            transport.write(wire)
        self._stats.deliveries += len(audience.connections) - len(late)
        for connection in late:
            self._withhold(connection)

    def _withhold(self, connection: Connection) -> None:
        page = connection.page
        assert page is not None
        connection.mark_stale(Gap({block: self.flushed_version for view in page.views for block in view.blocks}))
        self.leave(connection)

    def _announce_components(self, block: Block) -> None:
        for view in block.views:
            view.page.load_components(block)

    def _send_messages(self, block: Block) -> None:
        messages, block.messages = block.messages, []
        for frame in messages:
            for audience in list(block.audiences):
                self._deliver(audience, frame)

    def _pace(self, changed: int, started: float) -> None:
        if core.loop is None:
            return
        pause = next((seconds for limit, seconds in FLOOD if changed > limit), PACE_SECONDS)
        spent = time.perf_counter() - started
        self._next_at = core.loop.time() + min(max(pause, LONGEST_SHARE * spent), FLOOD[0][1])

    # Members of audiences

    def enter(self, connection: Connection, blocks: Blocks, locale: Locale) -> None:
        """Send a connection the changes of these blocks from now on."""
        if not blocks:
            return
        key = (blocks, locale)
        audience = self._audiences.get(key)
        if audience is None:
            audience = self._audiences[key] = Audience(blocks, locale)
            for block in blocks:
                block.audiences.add(audience)
        audience.connections[connection] = None

    def leave(self, connection: Connection) -> None:
        """Send a connection nothing more, at once."""
        page = connection.page
        assert page is not None
        for view in page.views:
            self._part(connection, view.blocks, view.locale)

    def part(self, connection: Connection, blocks: Blocks, locale: Locale) -> None:
        """Send a connection no more changes of these blocks, at once."""
        self._part(connection, blocks, locale)

    def _part(self, connection: Connection, blocks: Blocks, locale: Locale) -> None:
        audience = self._audiences.get((blocks, locale))
        if audience is None:
            return
        audience.connections.pop(connection, None)
        if not audience.connections:
            del self._audiences[blocks, locale]
            for block in blocks:
                block.audiences.discard(audience)

    # Words and times

    def filled(self, text: str, locale: Locale) -> str:
        """Fill the placeholders in for a locale."""
        return fill_in(text, self._fill, locale)

    # What was surely delivered

    def version_before(self, seconds: float) -> int:
        """Return the version of everything sent at least so many seconds ago; 0 when that is not known."""
        limit = time.monotonic() - seconds
        found = 0
        for at, version in self._marks:
            if at > limit:
                break
            found = version
        return found

    def _remember(self) -> None:
        now = time.monotonic()
        if not self._marks or now - self._marks[-1][0] >= 1:
            self._marks.append((now, self.flushed_version))
        while self._marks[0][0] < now - 600:
            self._marks.popleft()
