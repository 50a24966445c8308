"""Draws a part of a block anew in such a way that browsers are told only what differs."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from nicegui import core
from nicegui.awaitable_response import AwaitableResponse, NullResponse
from nicegui.element import Element
from nicegui.event_listener import EventListener
from nicegui.slot import Slot

from messenger.live import imperative
from messenger.live.acting import NobodyActs, outside_any_slot
from messenger.live.owner import Owner, OwnerOutbox

if TYPE_CHECKING:
    from messenger.live.block import Block

# Where NiceGUI's own elements write an id into their props and JavaScript: `#c12`, `getElement(12)` and with quotes.
REFERENCE = re.compile(r'(?<!\w)(c|(?:getElement|getHtmlElement|runMethod|getComputedProp)\("?)(\d+)(?!\w)')


def redraw(element: Element, build: Callable[[], None]) -> None:
    """Build anew what is inside a shared element; browsers get what differs and keep everything else.

    A new element takes the place of the old one of the same kind: the same tag and component and, where given, the
    same `key` or `data-key` prop, else the same place among its siblings of that kind. It keeps its id and with it
    what its browsers hold of it: an opened expansion, a scroll position, what is being typed. Its handlers are the
    new ones. If `build` raises, everything stays as it was. An element that is gone by now is left alone.

    Raises:
        TypeError: the element belongs to one page.
        RuntimeError: another redraw of the block is under way.
        Exception: what `build` raised.
    """
    owner = element._client()  # noqa: SLF001 (`client` raises when there is none)
    if owner is None or element.is_deleted:
        return
    if not isinstance(owner, Owner):
        raise TypeError(f'{type(element).__name__} belongs to one page; clear() it and build inside, or show a block')
    if owner.drawing is not None:
        raise RuntimeError('A redraw of this block is under way; build the inner part in place instead')
    drawing = _Drawing(element, owner)
    try:
        drawing.run(build)
    except BaseException:
        drawing.take_back()
        raise
    drawing.commit()


class _Drawing:
    """One redraw under way: the old tree put aside, the new one growing in its place."""

    def __init__(self, root: Element, owner: Owner) -> None:
        self._root = root
        self._owner = owner
        self._outbox: OwnerOutbox = owner.outbox  # type: ignore[assignment]
        self._before: dict[tuple[int, str], list[Element]] = {}
        self._note(root.id, root.default_slot)
        for element in root.default_slot.children:
            for each in element.descendants(include_self=True):
                for slot in each.slots.values():
                    self._note(each.id, slot)
        self._old = {child.id: child for children in self._before.values() for child in children}
        self._elements = owner.elements
        self._outside = {id_: element for id_, element in owner.elements.items() if id_ not in self._old}
        self._guessed: set[int] = set()
        self._fresh: list[int] = []
        self._messages: list[tuple[str, dict[str, Any]]] = []

    def _note(self, element_id: int, slot: Slot) -> None:
        self._before[element_id, slot.name] = list(slot.children)

    def run(self, build: Callable[[], None]) -> None:
        """Build, as nobody and outside of any page, unheard by any browser."""
        self._owner.drawing = self
        self._owner.outbox = _Muted(self, self._outbox)  # type: ignore[assignment]
        # NiceGUI runs it a turn of the loop later, and by then a wrong guess could not be corrected any more.
        self._owner.run_javascript = self._run_later  # type: ignore[method-assign]
        self._owner.elements = dict(self._outside)
        self._root.default_slot.children = []
        with outside_any_slot(), NobodyActs(self._owner.remedies), self._root:
            build()

    # Ids: known only when the new tree is complete, so guessed before; nearly always rightly, since nearly everything
    # stays where it was. What was told of a wrong guess is corrected.

    def guess_id(self) -> int | None:
        """Return the id of the old element whose place the element that is being made will take."""
        slot = Slot.get_stack()[-1]
        before = self._before.get((slot.parent.id, slot.name), [])
        place = len(slot.children)
        if place < len(before) and before[place].id not in self._guessed:
            return before[place].id
        return None

    def note_id(self, element_id: int) -> None:
        """Note which id an element was given."""
        if element_id in self._old:
            self._guessed.add(element_id)
        else:
            self._fresh.append(self._owner.ids.take())

    def is_outside(self, element: Element) -> bool:
        """Whether an element of the block is none of those drawn anew."""
        return self._outside.get(element.id) is element and element is not self._root

    def say_later(self, kind: str, data: dict[str, Any]) -> None:
        """Send a message when the new tree has come to the browsers."""
        self._messages.append((kind, data))

    def _run_later(self, code: str, **_: Any) -> AwaitableResponse:
        if '"updateValue"' not in code:  # what a text field is built with comes with its part; see `renew`
            self.say_later('run_javascript', {'code': code})
        return NullResponse()

    # How it ends

    def take_back(self) -> None:
        """Let everything be as it was."""
        new = self._new()
        for element in new:
            slot = element.parent_slot
            if slot is not None and self.is_outside(slot.parent):  # a dialog goes to the block's root
                slot.children.remove(element)
        self._remove(new)
        self._root.default_slot.children = self._before[self._root.id, 'default']
        self._finish({id_: element for id_, element in self._elements.items() if not element.is_deleted})

    def commit(self) -> None:
        """Let the new elements take the places of the old ones, and note what differs."""
        new = self._new()
        successors = dict(self._pairs(self._before[self._root.id, 'default'], self._root.default_slot.children))
        outside = {id_: each for id_, each in self._owner.elements.items() if self._outside.get(id_) is each}
        renamed = self._rename(new, successors)
        if renamed:
            for element in new:
                _correct(element, renamed)
        for element in new:
            _keep_listeners(element, successors.get(element))
        if block := self._owner.block:
            for successor, predecessor in successors.items():
                block.entered.carry_over(predecessor, successor)
        self._owner.elements = self._elements
        self._remove(list(self._old.values()))
        self._finish({**outside, **{element.id: element for element in new}})
        self._tell(new, successors, renamed)

    def _new(self) -> list[Element]:
        return [each for id_, each in self._owner.elements.items() if self._outside.get(id_) is not each]

    def _remove(self, elements: list[Element]) -> None:
        try:
            self._owner.remove_elements(elements)
        except Exception as error:  # noqa: BLE001 (an element that cannot end must not hold up the others)
            core.app.handle_exception(error)

    def _finish(self, elements: dict[int, Element]) -> None:
        self._owner.elements = elements
        self._owner.ids.give_back(element_id for element_id in self._fresh if element_id not in elements)
        self._owner.outbox = self._outbox  # type: ignore[assignment]
        self._owner.drawing = None
        del self._owner.run_javascript

    def _tell(self, new: list[Element], successors: dict[Element, Element], renamed: dict[int, int]) -> None:
        block: Block | None = self._owner.block
        if block is None:
            return
        for element_id in self._old:
            if element_id not in self._owner.elements:
                block.forget(element_id)
        for successor, predecessor in successors.items():
            imperative.take_over(predecessor, successor)
        for element in (self._root, *new):
            block.compare(element)
        for kind, data in self._messages:
            block.announce(kind, {**data, 'code': _corrected(data['code'], renamed)} if 'code' in data else data)

    def _rename(self, new: list[Element], successors: dict[Element, Element]) -> dict[int, int]:
        """Give each new element its final id; return those that differ from what was guessed."""
        renamed = {}
        for element in new:
            guessed = element.id
            if element in successors:
                element.id = successors[element].id
            elif guessed in self._old:
                element.id = self._owner.ids.take()
                self._fresh.append(element.id)
            if element.id != guessed:
                renamed[guessed] = element.id
        return renamed

    def _pairs(self, before: Sequence[Element], after: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
        """Yield each new element that succeeds an old one, and that one."""
        waiting: dict[Hashable, deque[Element]] = defaultdict(deque)
        for old in before:
            waiting[_kind(old)].append(old)
        for new in after:
            if queue := waiting.get(_kind(new)):
                old = queue.popleft()
                yield new, old
                for name, slot in new.slots.items():
                    yield from self._pairs(self._before.get((old.id, name), []), slot.children)


class _Muted(OwnerOutbox):
    """Takes part in a redraw: what concerns the new elements is found out in the end, the rest goes on as always."""

    __slots__ = ('_drawing', '_outbox')

    def __init__(self, drawing: _Drawing, outbox: OwnerOutbox) -> None:
        self.remedies = outbox.remedies
        self._drawing = drawing
        self._outbox = outbox

    def enqueue_update(self, element: Element) -> None:
        self.check(element)
        if self._drawing.is_outside(element):
            self._outbox.enqueue_update(element)

    def enqueue_delete(self, element: Element) -> None:
        if self._drawing.is_outside(element):
            self._outbox.enqueue_delete(element)

    def enqueue_message(self, message_type: str, data: dict[str, Any], _target_id: str) -> None:
        self._drawing.say_later(message_type, data)


def _kind(element: Element) -> Hashable:
    if imperative.is_replaced(element):
        return element
    component = element.component.key if element.component is not None else None
    return element.tag, component, element.props.get('key', element.props.get('data-key'))


def _keep_listeners(new: Element, old: Element | None) -> None:
    """Give the listeners of a new element the ids of the same ones of the old, so that browsers need not learn them."""
    listeners = list(new._event_listeners.values())  # noqa: SLF001
    known: dict[Hashable, deque[str]] = defaultdict(deque)
    for listener in old._event_listeners.values() if old is not None else ():  # noqa: SLF001
        known[_wiring(listener)].append(listener.id)
    new._event_listeners.clear()  # noqa: SLF001
    for listener in listeners:
        if queue := known.get(_wiring(listener)):
            listener.id = queue.popleft()
        new._event_listeners[listener.id] = listener  # noqa: SLF001


def _wiring(listener: EventListener) -> Hashable:
    """Return everything of a listener that a browser knows, except its id."""
    timing = listener.throttle, listener.leading_events, listener.trailing_events
    return listener.type, repr(listener.args), listener.js_handler, timing


def _correct(element: Element, renamed: dict[int, int]) -> None:
    """Correct the ids that an element wrote down while they were guesses."""
    for key, value in list(element.props.items()):
        if isinstance(value, str):
            dict.__setitem__(element.props, key, _corrected(value, renamed))
    for listener in element._event_listeners.values():  # noqa: SLF001
        listener.element_id = element.id
        if listener.js_handler is not None:
            listener.js_handler = _corrected(listener.js_handler, renamed)


def _corrected(text: str, renamed: dict[int, int]) -> str:
    return REFERENCE.sub(lambda found: f'{found[1]}{renamed.get(int(found[2]), found[2])}', text)
