"""``/poll Lunch? | Pizza | Sushi`` asks a group a question, and everybody votes in the message itself."""

from dataclasses import dataclass, field

from nicegui import ui

from messenger import Member, Refused, command, viewer, widget
from messenger.words import plain_words, word, word_list

FEWEST, MOST = 2, 20
MOST_NAMES = 8
"""Of those who chose an option, whose names are shown."""


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
            'A poll has {fewest} to {most} different options: /poll Lunch? | Pizza | Sushi',
            fewest=FEWEST,
            most=MOST,
        )
    return Poll(question, list(dict.fromkeys(options)))


@widget('poll', summary=lambda poll: f'Poll: {poll.question}')
def show(state: Poll, members: list[Member]) -> None:
    """Show the question and a button for each option with who chose it; a second click takes the vote back."""
    names: dict[str, str] = {member.id: member.name for member in members}

    def vote(option: str) -> None:
        if state.votes.pop(viewer.id, None) != option:
            state.votes[viewer.id] = option

    total, somebody = len(state.votes), word('somebody who left')
    ui.label(state.question).classes('widget-title')
    with ui.element('div').classes('poll-options'):
        for option in state.options:
            voters = [names.get(id_, somebody) for id_, chosen in state.votes.items() if chosen == option]
            button = ui.button(on_click=lambda option=option: vote(option), color=None).props('no-caps flat align=left')
            with button.style(f'--share: {len(voters) / max(1, total):.0%}'):
                _option(option, voters)
    ui.label(plain_words('{count} vote', '{count} votes', total)).classes('widget-note')


def _option(option: str, voters: list[str]) -> None:
    with ui.element('div'):
        ui.label(option)
        if voters:
            ui.html(word_list(voters, most=MOST_NAMES), sanitize=False).classes('widget-note')  # escaped as it is read
    ui.label(str(len(voters))).classes('poll-count')
