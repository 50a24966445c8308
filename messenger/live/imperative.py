"""Elements whose browsers hold what methods told them and no prop says: maps, scenes, terminals."""

from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.leaflet import Leaflet

if TYPE_CHECKING:
    from messenger.live.view import View

ADDRESSEE: ContextVar['View | None'] = ContextVar('addressee', default=None)
"""To whom alone methods of shared elements go meanwhile."""


@contextmanager
def only_to(view: 'View') -> Iterator[None]:
    """Have methods that are called meanwhile run in one viewer's browser: it begins anew, the others have it all."""
    token = ADDRESSEE.set(view)
    try:
        yield
    finally:
        ADDRESSEE.reset(token)


def is_replaced(element: Element) -> bool:
    """Whether a redraw puts a new element in the place of the old: nothing tells what browsers made of it."""
    return isinstance(element, (ui.scene, ui.scene_view, ui.xterm))


def take_over(old: Element, new: Element) -> None:
    """Let a new map be the old one of the browsers: they are told which layers come and go, and keep their view."""
    if not (isinstance(old, Leaflet) and isinstance(new, Leaflet) and old.is_initialized):
        return
    new.is_initialized = True
    new._initialized_event.set()  # noqa: SLF001
    new.center, new.zoom = old.center, old.zoom
    new._client_center, new._client_zoom = old._client_center, old._client_zoom  # noqa: SLF001
    known: defaultdict[str, deque[str]] = defaultdict(deque)
    for layer in old.layers:
        known[repr(layer.to_dict())].append(layer.id)
    added = []
    for layer in new.layers:
        if queue := known[repr(layer.to_dict())]:
            layer.id = queue.popleft()
        else:
            added.append(layer)
    for layer_id in [layer_id for queue in known.values() for layer_id in queue]:
        new.run_method('remove_layer', layer_id)
    for layer in added:
        new.run_method('add_layer', layer.to_dict(), layer.id)


def tell_again(element: Element, view: 'View') -> None:
    """Tell a browser that may have missed methods of a map what should be on it; of other elements nothing."""
    if isinstance(element, Leaflet) and element.is_initialized:
        with only_to(view):
            element.run_method('clear_layers')
            element._handle_init()  # noqa: SLF001 (what it does for a new browser)
