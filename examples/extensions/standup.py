"""A stand-up in writing: everybody tells in a dialog what they do, the message gathers it, who is missing is named.

/standup
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from nicegui import ui

from messenger import Member, author, command, moderators, only, viewer, widget

Change = Callable[[Callable[['Standup'], object]], Awaitable[bool]]


@dataclass
class Standup:
    """A day, and what each member said of it, by the member's id."""

    day: date
    said: dict[str, str] = field(default_factory=dict)
    is_over: bool = False


@command('/standup')
def start() -> Standup:
    """Ask everybody what they do today"""
    return Standup(datetime.now(UTC).date())


@widget('standup', summary=lambda standup: f'Stand-up of {standup.day}: {len(standup.said)} said')
def draw(state: Standup, members: list[Member], change: Change) -> None:
    """Draw what was said, who is missing, and the button to say it."""

    def tell() -> None:
        async def keep() -> None:
            if not text.value or await change(lambda standup: standup.said.update({viewer.id: text.value})):
                dialog.close()

        with ui.dialog() as dialog, ui.card():
            text = ui.textarea('What do you do today?', value=state.said.get(viewer.id, ''))
            ui.button('Tell', on_click=keep)
        dialog.on('hide', dialog.delete)
        dialog.open()

    def end() -> None:
        state.is_over = True

    people = [member for member in members if not member.is_bot]
    ui.label(f'Stand-up of {state.day:%d %B}').classes('widget-title')
    for member in people:
        if member.id in state.said:
            ui.label(f'{member.name}: {state.said[member.id]}').style('white-space: pre-wrap')
    missing = [member.name for member in people if member.id not in state.said]
    if missing:
        ui.label(f'{"Did not say" if state.is_over else "Still to come"}: {", ".join(missing)}').classes('widget-note')
    if state.is_over:
        return
    ui.button('Say what you do', on_click=tell).props('outline no-caps')
    with only(author | moderators):
        ui.button('End it', on_click=end).props('flat dense no-caps')
