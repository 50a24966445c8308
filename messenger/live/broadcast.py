"""Sends what changed in the blocks: encoded once, to everyone who shows it, at a pace that browsers can follow."""

import asyncio
import time
from collections.abc import Iterable
from contextvars import Context

from nicegui import core

from messenger.live.audience import Audience, Audiences, Blocks
from messenger.live.block import Block
from messenger.live.connection import Connection
from messenger.live.frame import Frame, update_frame
from messenger.live.gap import Gap
from messenger.live.horizon import Horizon
from messenger.live.locale import Locale
from messenger.live.placeholders import Words
from messenger.live.stats import LiveStats

PACE_SECONDS = 0.033
# (changed elements in one flush, seconds to the next): in a flood a browser needs time to draw between frames.
FLOOD = ((60, 0.2), (15, 0.1))
LONGEST_PAUSE_SECONDS = 0.2
SHARE = 4  # a flush is followed by a pause of at least so many times its length
# What each connection is sent by one flush, in order; written together, since each write calls the operating system.
Mail = dict[Connection, tuple[Frame, ...]]


class Broadcast:
    """Collects changes of blocks and flushes them: at once when idle, else at the pace."""

    def __init__(self, *, words: Words, stats: LiveStats, stale_bytes: int) -> None:
        self.audiences = Audiences()
        self.horizon = Horizon()
        self.version = 1
        self._sent_version = 1
        self._words = words
        self._stats = stats
        self._stale_bytes = stale_bytes
        self._dirty: dict[Block, None] = {}
        self._handle: asyncio.Handle | None = None
        self._next_at = 0.0
        self._switch_key: tuple[int, Blocks, Blocks, Locale] | None = None
        self._switch: Frame | None = None
        # Flushed in a context of its own: whoever happened to make the first change must not be taken for its author.
        self._context = Context()

    def next_version(self) -> int:
        """Return the version of a change that is being made."""
        self.version += 1
        return self.version

    def schedule(self, block: Block) -> None:
        """Have a block's changes sent soon."""
        self._dirty[block] = None
        loop = core.loop
        if self._handle is None and loop is not None and loop.is_running():
            delay = self._next_at - loop.time()
            if delay > 0:
                self._handle = loop.call_later(delay, self.flush, context=self._context)
            else:
                self._handle = loop.call_soon(self.flush, context=self._context)

    def flush(self) -> None:
        """Send everything that changed to everyone concerned."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        started = time.perf_counter()
        version = self.version
        dirty, self._dirty = self._dirty, {}
        changed = sum(block.changed_count for block in dirty)
        changes = {block: ids for block in dirty if (ids := block.take_changes())}
        for block in dirty:
            if block.components:
                for view in block.views:
                    view.page.load_components(block)
        mail: Mail = {}
        self._address_changes(changes, mail)
        for block in dirty:
            _address_messages(block, mail)
        self._deliver(mail)
        self._sent_version = version
        self.horizon.mark(version)
        self._pace(changed, started)

    def hurry(self, blocks: Iterable[Block]) -> None:
        """Send now what waits in one of these blocks: what is about to come below it must not be shown before."""
        if not self._dirty.keys().isdisjoint(blocks):
            self.flush()

    def mark_time(self) -> None:
        """Note that nothing sent so far is waiting; called now and then when nothing changes."""
        if self._handle is None:
            self.horizon.mark(self._sent_version)

    def switch_frame(self, gone: Blocks, added: Blocks, locale: Locale) -> Frame | None:
        """Return the frame that deletes some blocks in a browser and brings it others; all who move on share one."""
        key = (self.version, gone, added, locale)
        if key != self._switch_key:
            parts = [f'"{element_id}":null' for block in gone for element_id in block.ids()]
            for block in added:
                parts += block.whole()
            self._switch_key = key
            self._switch = update_frame(self.filled(','.join(parts), locale)) if parts else None
            if core.loop is not None:
                core.loop.call_soon(self._forget_switch)
        return self._switch

    def _forget_switch(self) -> None:
        self._switch_key = self._switch = None

    def filled(self, text: str, locale: Locale) -> str:
        """Fill the placeholders in for a locale."""
        return self._words.fill_in(text, locale)

    def is_full(self, connection: Connection) -> bool:
        """Whether a connection has too much unread to be sent more; it is then withheld until it has read it."""
        if connection.is_stale:
            return True
        if connection.buffered_bytes <= self._stale_bytes:
            return False
        self._withhold(connection)
        return True

    def _address_changes(self, changes: dict[Block, list[int]], mail: Mail) -> None:
        frames: dict[tuple[Blocks, Locale], Frame] = {}
        for audience in {audience for block in changes for audience in block.audiences}:
            changed = tuple(block for block in audience.blocks if block in changes)
            frame = frames.get((changed, audience.locale))
            if frame is None:
                frame = frames[changed, audience.locale] = self._change_frame(changed, changes, audience.locale)
            _address(frame, audience, mail)
            self._spare_typists(changed, changes, audience, mail)

    def _change_frame(
        self, blocks: Blocks, changes: dict[Block, list[int]], locale: Locale, client_id: str = ''
    ) -> Frame:
        self._stats.frames += 1
        parts = ','.join(part for block in blocks for part in block.parts(changes[block], client_id))
        return update_frame(self.filled(parts, locale))

    def _spare_typists(self, blocks: Blocks, changes: dict[Block, list[int]], audience: Audience, mail: Mail) -> None:
        """Give those who are typing a frame of their own, which leaves their text alone."""
        typists = {client_id for block in blocks for client_id in block.entered.typists(changes[block])}
        if not typists:
            return
        for connection in audience.connections:
            if connection.page is not None and connection.page.client.id in typists:
                client_id = connection.page.client.id
                frame = self._change_frame(blocks, changes, audience.locale, client_id)
                mail[connection] = (*mail[connection][:-1], frame)

    def _deliver(self, mail: Mail) -> None:
        """Write to each connection once: the innermost loop, so nothing is called here that need not be."""
        wires: dict[tuple[Frame, ...], bytes] = {}
        stale_bytes = self._stale_bytes
        for connection, frames in mail.items():
            protocol = connection.protocol
            if protocol is None:
                for frame in frames:
                    connection.write(frame)
            elif protocol.close_sent or protocol.disconnected or protocol.transport.is_closing():
                continue
            elif protocol.transport.get_write_buffer_size() > stale_bytes:
                self._withhold(connection)
                continue
            else:
                wire = wires.get(frames)
                if wire is None:
                    wire = wires[frames] = b''.join(frame.wire for frame in frames)
                protocol.transport.write(wire)
            self._stats.deliveries += len(frames)

    def _withhold(self, connection: Connection) -> None:
        page = connection.page
        if page is not None:
            self.audiences.leave(connection)
            connection.withhold(Gap(dict.fromkeys(page.blocks, self._sent_version)))

    def _pace(self, changed: int, started: float) -> None:
        if core.loop is None:
            return
        pause = next((seconds for limit, seconds in FLOOD if changed > limit), PACE_SECONDS)
        spent = time.perf_counter() - started
        self._next_at = core.loop.time() + min(max(pause, SHARE * spent), LONGEST_PAUSE_SECONDS)


def _address(frame: Frame, audience: Audience, mail: Mail) -> None:
    alone = (frame,)
    for connection in audience.connections:
        before = mail.get(connection)
        mail[connection] = alone if before is None else (*before, frame)


def _address_messages(block: Block, mail: Mail) -> None:
    messages, block.messages = block.messages, []
    for frame in messages:
        for audience in block.audiences:
            _address(frame, audience, mail)
