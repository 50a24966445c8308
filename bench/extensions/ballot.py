"""A poll for the benchmark: a vote brings a text along, by which its delivery is known again."""

from dataclasses import dataclass, field

from nicegui import ui
from nicegui.events import GenericEventArguments

from messenger import command, viewer, widget

NOTE = 'Choose one.'
OPTIONS = ('Pizza', 'Sushi', 'Soup')


@dataclass
class Ballot:
    """Who chose what, and the text of the last vote."""

    votes: dict[str, str] = field(default_factory=dict)
    last: str = ''


@command('/ballot')
def start() -> Ballot:
    """Ask the group."""
    return Ballot()


@widget('ballot', summary=lambda ballot: f'Poll: {len(ballot.votes)} votes')
def show(state: Ballot) -> None:
    """Draw what a poll has: a question, options with their counts, and a line below."""

    def vote(event: GenericEventArguments) -> None:
        state.last = str(event.args)
        state.votes[viewer.id] = OPTIONS[len(state.votes) % len(OPTIONS)]

    ui.label('Lunch?').classes('widget-title')
    for option in OPTIONS:
        count = sum(each == option for each in state.votes.values())
        ui.button(f'{option} · {count}').props('outline no-caps')
    ui.element('div').classes('ballot').on('vote', vote)
    ui.label(state.last).classes('widget-note')
    ui.label(NOTE).classes('widget-note')
