"""Those who want to hear when something changed; one that fails does not stop the others."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

Heard = TypeVar('Heard')

log = logging.getLogger(__name__)


class Listeners(Generic[Heard]):
    """Callables told one after the other, in the order they came."""

    def __init__(self) -> None:
        self._listeners: dict[int, Callable[[Heard], None]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._listeners)

    def add(self, listener: Callable[[Heard], None]) -> Callable[[], None]:
        """Add a listener and return what removes it; removing twice is no error."""
        number = self._next
        self._next += 1
        self._listeners[number] = listener

        def remove() -> None:
            self._listeners.pop(number, None)

        return remove

    def tell(self, heard: Heard) -> None:
        """Call every listener. One removed meanwhile is not called; one that raises is logged."""
        for number in tuple(self._listeners):
            listener = self._listeners.get(number)
            if listener is None:
                continue
            try:
                listener(heard)
            except Exception:  # whoever listens must not stop the feed or the other listeners
                log.exception('A listener failed')


Whose = TypeVar('Whose')


class ListenersByKey(Generic[Whose, Heard]):
    """Listeners that hear of one key each, such as of one member."""

    def __init__(self) -> None:
        self._of: dict[Whose, Listeners[Heard]] = {}

    def add(self, key: Whose, listener: Callable[[Heard], None]) -> Callable[[], None]:
        """Add a listener and return what removes it."""
        listeners = self._of.setdefault(key, Listeners())
        remove = listeners.add(listener)

        def stop() -> None:
            remove()
            if not listeners and self._of.get(key) is listeners:
                del self._of[key]

        return stop

    def tell(self, key: Whose, heard: Heard) -> None:
        """Call every listener of a key."""
        if key in self._of:
            self._of[key].tell(heard)
