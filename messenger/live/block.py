"""A block: a stretch of UI whose elements exist once for all its viewers."""

import asyncio
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import TYPE_CHECKING, Any, Self

from nicegui import background_tasks, core, helpers
from nicegui.dependencies import Component
from nicegui.element import Element

from messenger.live import imperative
from messenger.live.acting import outside_any_slot
from messenger.live.encoding import Encoder
from messenger.live.entered import Entered, renew
from messenger.live.frame import Frame, message_frame
from messenger.live.owner import IDS_PER_BLOCK, Owner
from messenger.live.remedies import Remedies

if TYPE_CHECKING:
    from messenger.live.audience import Audience
    from messenger.live.broadcast import Broadcast
    from messenger.live.view import View

TOMBSTONES = 1000  # forgotten beyond that: a browser then keeps an element that nothing refers to and nothing draws


class Block:
    """Elements under one root, their versions, and the views that show them."""

    def __init__(
        self,
        key: Hashable,
        number: int,
        *,
        broadcast: 'Broadcast',
        encoder: Encoder,
        page: Any,
        remedies: Remedies,
    ) -> None:
        self.key = key
        self.number = number
        self.created = time.monotonic()
        self.views: set[View] = set()
        self.audiences: set[Audience] = set()
        self.components: dict[str, Component] = {}
        self.messages: list[Frame] = []
        self.is_dropped = False
        self.entered = Entered()
        self._broadcast = broadcast
        self._encoder = encoder
        self._versions: dict[int, int] = {}
        self._tombstones: dict[int, int] = {}
        self._changed: dict[int, None] = {}
        self._parts: dict[int, str] = {}
        self.timers: set[asyncio.TimerHandle] = set()
        with outside_any_slot():
            self.owner = Owner(self, number, page, remedies)
        self.root: Element = self.owner.content

    @property
    def age_seconds(self) -> float:
        """How long ago it was made."""
        return time.monotonic() - self.created

    @property
    def changed_count(self) -> int:
        """How many elements have changed since the last flush."""
        return len(self._changed)

    def __enter__(self) -> Self:
        self.root.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self.root.__exit__(*exception)

    def build(self, build: Callable[[], None]) -> None:
        """Fill the block, as nobody and outside of any page; what cannot be built shows as broken."""
        with outside_any_slot(), self.guarded():
            build()

    @contextmanager
    def guarded(self) -> Iterator[Element]:
        """Enter the root; if the body raises, what it added is replaced by the broken text and the error reported.

        Example: `with block.guarded(): message_row(message)`
        """
        before = len(self.root.default_slot.children)
        with self.root:
            try:
                yield self.root
            except Exception as error:  # noqa: BLE001 (one bad row may fail in any way and must harm no other)
                for child in self.root.default_slot.children[before:]:
                    child.delete()
                self._encoder.stand_in()
                core.app.handle_exception(error)

    def every(self, seconds: float, callback: Callable[[], Any]) -> Callable[[], None]:
        """Call `callback` every so many seconds until the block ends; returns what stops it. May be asynchronous."""
        return _Repeat(self, seconds, callback).stop

    # What the owner's outbox reports

    def mark(self, element: Element) -> None:
        """Note that an element is new or changed."""
        if element.id >= (self.number + 1) * IDS_PER_BLOCK:
            raise RuntimeError(f'{self.key!r} has used up its {IDS_PER_BLOCK} ids; show a new block instead')
        if self.is_dropped:
            return
        self._versions[element.id] = self._broadcast.next_version()
        self._parts.pop(element.id, None)
        self.entered.check(element)
        self._note(element.id)

    def compare(self, element: Element) -> None:
        """Note that an element may have changed; it counts only if what was sent of it last is another."""
        if self._parts.get(element.id) != self._encoder.part(element):
            was_entered = self.entered.find(element) is not None
            self.mark(element)
            if was_entered and self.entered.find(element) is None:
                renew(element)

    def forget(self, element_id: int) -> None:
        """Note that an element is gone."""
        self._versions.pop(element_id, None)
        self._parts.pop(element_id, None)
        self.entered.forget(element_id)
        if self.is_dropped:
            return
        self._tombstones[element_id] = self._broadcast.next_version()
        self._note(element_id)
        if len(self._tombstones) > TOMBSTONES:
            oldest = next(iter(self._tombstones))
            del self._tombstones[oldest]
            self.owner.ids.give_back([oldest])

    def announce(self, kind: str, data: dict[str, Any]) -> None:
        """Send a message to everybody who shows the block, after what has changed so far."""
        if self.audiences:
            self.messages.append(message_frame(kind, data))
            self._broadcast.schedule(self)

    def tell_again(self, view: 'View') -> None:
        """Tell a viewer that was away what methods have told the others."""
        for element in self.owner.elements.values() if 'leaflet' in self.components else ():
            imperative.tell_again(element, view)

    def _note(self, element_id: int) -> None:
        # While nobody is connected there is nobody to tell: whoever comes is told by version.
        if self.audiences:
            self._changed[element_id] = None
            self._broadcast.schedule(self)

    # What is sent

    def take_changes(self) -> list[int]:
        """Return the ids of what changed since the last time; it is encoded by then, its components are known."""
        changed, self._changed = self._changed, {}
        self.parts(changed)
        return list(changed)

    def parts(self, element_ids: Iterable[int], client_id: str = '') -> list[str]:
        """Return the present parts of elements, deletions among them, as all get them or as one page does."""
        return [self._part_for(element_id, client_id) for element_id in element_ids]

    def whole(self) -> list[str]:
        """Return the parts for a browser that holds nothing of the block."""
        return self.parts(self.owner.elements)

    def since(self, version: int, client_id: str) -> list[str]:
        """Return the parts, deletions among them, for a browser that holds this version; 0 when that is not known."""
        ids = [i for i, changed_at in self._versions.items() if changed_at > version]
        ids += [i for i, deleted_at in self._tombstones.items() if deleted_at > version]
        return self.parts(ids, client_id)

    def ids(self) -> list[int]:
        """Return every id a browser may hold of this block."""
        return [*self._versions, *self._tombstones]

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Yield each element and its JSON, for the first HTML."""
        for element_id, element in self.owner.elements.items():
            part = self._part(element_id)
            yield element, part[part.index(':') + 1 :]

    def _part_for(self, element_id: int, client_id: str) -> str:
        part = self._part(element_id)
        return self.entered.preserving(part, self.owner.elements.get(element_id), client_id) if client_id else part

    def _part(self, element_id: int) -> str:
        if element_id in self._parts:
            return self._parts[element_id]
        element = self.owner.elements.get(element_id)
        if element is None:
            return f'"{element_id}":null'
        if element.component is not None:
            self.components[element.component.name] = element.component
        part = self._parts[element_id] = self._encoder.part(element)
        return part

    def drop(self) -> None:
        """End: stop what repeats, take the elements apart, let go of them."""
        if self.is_dropped:
            return
        for timer in self.timers:
            timer.cancel()
        self.timers.clear()
        self.is_dropped = True
        self.owner.tear_down()
        self._versions.clear()
        self._tombstones.clear()
        self._changed.clear()
        self._parts.clear()


class _Repeat:
    """One chain of timers of a block."""

    def __init__(self, block: Block, seconds: float, callback: Callable[[], Any]) -> None:
        self._block = block
        self._seconds = seconds
        self._callback = callback
        self._handle: asyncio.TimerHandle | None = None
        self._start()

    def stop(self) -> None:
        """Call it no more."""
        if self._handle is not None:
            self._handle.cancel()
            self._block.timers.discard(self._handle)
            self._handle = None

    def _start(self) -> None:
        # In a context of its own: who started it must not be taken for who acts each time.
        self._handle = asyncio.get_running_loop().call_later(self._seconds, self._run, context=Context())
        self._block.timers.add(self._handle)

    def _run(self) -> None:
        self.stop()
        self._start()
        slot = self._block.root.default_slot
        try:
            with slot:
                result = self._callback()
        except Exception as error:  # noqa: BLE001 (an author's callback may fail in any way: reported, and on it goes)
            core.app.handle_exception(error)
            return
        if helpers.should_await(result):
            background_tasks.create(result, name=str(self._callback), context=slot)
