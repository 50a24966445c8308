"""A poll: a state, a command that makes it, a function that draws it. Its author and moderators may close it.

/poll Lunch? | Pizza | Sushi
"""

from dataclasses import dataclass, field

from nicegui import ui

from messenger import Refused, author, command, moderators, only, viewer, widget


@dataclass
class Poll:
    """A question, its options, and who chose which, by the member's id."""

    question: str
    options: list[str]
    votes: dict[str, str] = field(default_factory=dict)
    is_closed: bool = False


@command('/poll')
def start(question: str, *options: str) -> Poll:
    """Ask the group a question: /poll Lunch? | Pizza | Sushi"""
    if len(set(options)) < 2:
        raise Refused('too_few', 'A poll needs two different options at least: /poll Lunch? | Pizza | Sushi')
    return Poll(question, list(dict.fromkeys(options)))


@widget('poll', summary=lambda poll: f'Poll: {poll.question}')
def poll(state: Poll) -> None:
    """Draw the question, a button for each option, and the way to close it."""

    def vote(option: str) -> None:
        if state.votes.pop(viewer.id, None) != option:
            state.votes[viewer.id] = option

    def close() -> None:
        state.is_closed = True

    ui.label(state.question).classes('widget-title')
    for option in state.options:
        count = sum(each == option for each in state.votes.values())
        button = ui.button(f'{option} · {count}', on_click=lambda option=option: vote(option)).props('outline no-caps')
        button.set_enabled(not state.is_closed)
    if state.is_closed:
        ui.label('This poll is closed.').classes('widget-note')
        return
    with only(author | moderators):
        ui.button('Close the poll', on_click=close).props('flat dense no-caps')
