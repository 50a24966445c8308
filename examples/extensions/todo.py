"""A list that the group works off together; a new item is typed into a dialog that is its writer's alone.

What a widget draws is everybody's, a text field too. A dialog that a handler opens is built for who acts.

/list Groceries | milk | bread
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from nicegui import ui

from messenger import command, viewer, widget

Change = Callable[[Callable[['ToDoList'], object]], Awaitable[bool]]


@dataclass
class Item:
    """Something to do, and the name of who did it."""

    text: str
    done_by: str = ''


@dataclass
class ToDoList:
    """A title and its items."""

    title: str
    items: list[Item] = field(default_factory=list)


@command('/list')
def start(title: str, *items: str) -> ToDoList:
    """Begin a list for all: /list Groceries | milk | bread"""
    return ToDoList(title, [Item(text) for text in items])


@widget('list', summary=lambda todo: f'{todo.title}: {sum(not item.done_by for item in todo.items)} to do')
def draw(state: ToDoList, change: Change) -> None:
    """Draw a box to tick for each item, and a button for more."""

    def tick(item: Item) -> None:
        item.done_by = '' if item.done_by else viewer.name

    def add() -> None:
        async def keep() -> None:
            if not text.value or await change(lambda todo: todo.items.append(Item(text.value))):
                dialog.close()

        with ui.dialog() as dialog, ui.card():
            text: ui.input = ui.input('What is to do?').props('autofocus').on('keydown.enter', keep)
            ui.button('Add', on_click=keep)
        dialog.on('hide', dialog.delete)
        dialog.open()

    ui.label(state.title).classes('widget-title')
    for item in state.items:
        label = f'{item.text} ✓ {item.done_by}' if item.done_by else item.text
        ui.checkbox(label, value=bool(item.done_by), on_change=lambda item=item: tick(item)).props('dense')
    if not state.items:
        ui.label('Nothing to do yet.').classes('widget-note')
    ui.button('Add an item', icon='add', on_click=add).props('flat dense no-caps')
