"""A zone: a part of a block whose handlers run inside a function of its author, one around the other."""

import functools
from collections.abc import Awaitable, Callable, Sequence

from nicegui.element import Element

Run = Callable[[], Awaitable[None]]
Around = Callable[[Run], Awaitable[None]]


class Zone(Element):
    """An element whose own handlers, and those of everything inside, run as `await around(run)`.

    `run` finds the handler anew, so that `around` may wait first (for a lock, say) or call it again: it does what the
    same control on the page does by then, or nothing if there is none any more or it is out of reach. It returns when
    the handler has ended, and raises what the handler raised. Zones nest, the outermost is asked first.

    Example::

        async def one_at_a_time(run: Run) -> None:
            async with lock:
                await run()

        with Zone(one_at_a_time):
            ui.button('Vote', on_click=vote)
    """

    def __init__(self, around: Around) -> None:
        super().__init__('div')
        self.around = around


def zones_of(element: Element) -> list[Zone]:
    """Return the zones that an element is in, the outermost first."""
    return [ancestor for ancestor in element.ancestors(include_self=True) if isinstance(ancestor, Zone)][::-1]


async def run_inside(zones: Sequence[Zone], run: Run) -> None:
    """Run inside all of them."""
    for zone in reversed(zones):
        run = functools.partial(zone.around, run)
    await run()
