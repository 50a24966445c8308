"""What extensions add to menus: lines that do something, and panels that open."""

from collections.abc import Iterable
from functools import partial

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.dialogs.dialog import Dialog
from messenger.components.menu import Menu
from messenger.components.parts import Parts
from messenger.components.toast import refusals, toast
from messenger.extensions.menus import MenuLine
from messenger.extensions.panels import Place
from messenger.model.ids import GroupId, MemberId
from messenger.words import language


def add_extras(menu: Menu, lines: Iterable[MenuLine]) -> None:
    """Place them in a menu."""
    for line in lines:
        menu.item(line.text, partial(_choose, line), icon=line.icon)


def add_panels(menu: Menu, panels: Iterable[Place]) -> None:
    """Place lines that open panels in a menu."""
    for panel in panels:
        menu.item(panel.title, partial(_open, panel), icon=panel.icon)


def offer_extras(app: Parts, composer: Element, member_id: MemberId, group_id: GroupId) -> None:
    """Let the button "More" of a composer open the menu of what extensions add there."""

    def hear(event: GenericEventArguments) -> None:
        if event.args == ['extras', 0]:
            with composer, Menu('top start', 'bottom start', target=f'#{composer.html_id} .extras') as menu:
                add_extras(menu, app.extensions.composer_lines(member_id, group_id))

    composer.on('click', hear, js_handler=browser.CLICK)


async def _open(panel: Place) -> None:
    with Dialog(panel.title, side=True):
        await panel.build()


async def _choose(line: MenuLine) -> None:
    with refusals():
        if whisper := await line.choose():
            toast(whisper.said(language()))
