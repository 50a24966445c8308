"""``/poll Lunch? | Pizza | Sushi`` asks a group a question, and everybody votes in the message itself."""

from dataclasses import dataclass, field

from nicegui import ui

from messenger import Refused, command, viewer, widget

FEWEST, MOST = 2, 20


@dataclass
class Poll:
    """A question, its options, and who chose which, by the member's id."""

    question: str
    options: list[str]
    votes: dict[str, str] = field(default_factory=dict)


@command('/poll')
def start(question: str, *options: str) -> Poll:
    """Ask the group a question, as in: /poll Lunch? | Pizza | Sushi."""
    if not FEWEST <= len(set(options)) <= MOST:
        raise Refused(
            'bad_poll',
            f'A poll has {FEWEST} to {MOST} different options: /poll Lunch? | Pizza | Sushi',
        )
    return Poll(question, list(dict.fromkeys(options)))


@widget('poll', summary=lambda poll: f'Poll: {poll.question}')
def show(state: Poll) -> None:
    """Show the question and a button for each option; a second click takes the vote back."""

    def vote(option: str) -> None:
        if state.votes.pop(viewer.id, None) != option:
            state.votes[viewer.id] = option

    ui.label(state.question).classes('widget-title')
    with ui.element('div').classes('poll-options'):
        for option in state.options:
            count = sum(each == option for each in state.votes.values())
            button = ui.button(on_click=lambda option=option: vote(option), color=None).props('no-caps flat align=left')
            with button:
                ui.label(option)
                ui.label(str(count)).classes('poll-count')
    total = len(state.votes)
    ui.label(f'{total} vote' if total == 1 else f'{total} votes').classes('widget-note')
