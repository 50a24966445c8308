"""What stops with a page unless it stopped before: dialogs come and go on a page that stays open for days."""

from collections.abc import Callable
from contextlib import ExitStack

from nicegui import Client

Stop = Callable[[], None]

STOPS = 'stops'
"""Where a page's client keeps them."""


def stop_with(client: Client, stop: Stop) -> Stop:
    """Let `stop` be called once: when the page ends, or when what is returned here is called before."""
    stops: _Stops | None = client.storage.get(STOPS)
    if stops is None:
        stops = client.storage[STOPS] = _Stops()
        client.on_delete(stops.all)
    return stops.add(stop)


class _Stops:
    """What is still to stop on one page."""

    def __init__(self) -> None:
        self._waiting: dict[object, Stop] = {}

    def add(self, stop: Stop) -> Stop:
        place = object()
        self._waiting[place] = stop

        def stop_now() -> None:
            if waiting := self._waiting.pop(place, None):
                waiting()

        return stop_now

    def all(self) -> None:
        with ExitStack() as stack:  # one that fails leaves none of the others out
            for stop in self._waiting.values():
                stack.callback(stop)
            self._waiting.clear()
