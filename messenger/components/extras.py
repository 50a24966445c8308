"""Lines that extensions add to menus."""

from collections.abc import Iterable
from functools import partial

from messenger.components.menu import Menu
from messenger.components.toast import refusals, toast
from messenger.extensions.menus import MenuLine


def add_extras(menu: Menu, lines: Iterable[MenuLine]) -> None:
    """Place them in a menu."""
    for line in lines:
        menu.item(line.text, partial(_choose, line), icon=line.icon)


async def _choose(line: MenuLine) -> None:
    with refusals():
        if whisper := await line.choose():
            toast(whisper)
