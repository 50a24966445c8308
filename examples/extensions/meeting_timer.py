"""A clock that all see run: `every` draws it anew, the state holds only when it ends.

/timer 15 Stand-up
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nicegui import ui

from messenger import Refused, author, command, moderators, only, widget

LONGEST_MINUTES = 24 * 60


@dataclass
class Timer:
    """What is timed, when it began and when it ends."""

    title: str
    began_at: datetime
    ends_at: datetime


@command('/timer')
def start(minutes: int, title: str = 'Timer') -> Timer:
    """Let a clock run for all: /timer 15 Stand-up"""
    if not 0 < minutes <= LONGEST_MINUTES:
        raise Refused('minutes', f'A timer runs for 1 to {LONGEST_MINUTES} minutes: /timer 15 Stand-up')
    now = datetime.now(UTC)
    return Timer(title, now, now + timedelta(minutes=minutes))


@widget('timer', summary=lambda timer: f'{timer.title}, until {timer.ends_at:%H:%M} UTC')
def timer(state: Timer, every: Callable[[float, Callable[[], None]], object]) -> None:
    """Draw the time that is left, once a second."""

    def more() -> None:
        state.ends_at = max(state.ends_at, datetime.now(UTC)) + timedelta(minutes=5)

    def stop() -> None:
        state.ends_at = datetime.now(UTC)

    def tick() -> None:
        left = max(timedelta(), state.ends_at - datetime.now(UTC))
        clock.text = f'{left // timedelta(minutes=1)}:{left.seconds % 60:02} left' if left else 'Time is up.'
        bar.value = 1 - left / max(state.ends_at - state.began_at, timedelta(seconds=1))

    ui.label(state.title).classes('widget-title')
    clock = ui.label()
    bar = ui.linear_progress(show_value=False, size='8px').props('rounded aria-label="Time that has passed"')
    tick()
    every(1, tick)
    with only(author | moderators), ui.row():
        ui.button('5 minutes more', on_click=more).props('flat dense no-caps')
        ui.button('Stop', on_click=stop).props('flat dense no-caps')
