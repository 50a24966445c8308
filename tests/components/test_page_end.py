"""What stops with a page stops once, and is forgotten when it stopped before."""

import gc
import weakref

from nicegui.testing import User

from messenger.components.page_end import stop_with


async def test_it_stops_with_the_page_or_before_and_never_twice(viewer: User) -> None:
    assert viewer.client is not None
    stopped: list[str] = []
    early = stop_with(viewer.client, lambda: stopped.append('early'))
    late = stop_with(viewer.client, lambda: stopped.append('late'))
    early()
    early()
    assert stopped == ['early']
    viewer.client.delete()
    late()
    assert stopped == ['early', 'late']


async def test_nothing_is_kept_of_what_has_stopped(viewer: User) -> None:
    class Listener:
        def stop(self) -> None:
            """Hear no more."""

    assert viewer.client is not None
    listener = Listener()
    gone = weakref.ref(listener)
    stop_with(viewer.client, listener.stop)()
    del listener
    gc.collect()
    assert gone() is None
