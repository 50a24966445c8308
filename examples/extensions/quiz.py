"""A question whose answer nobody finds in the page: what is not drawn is not sent.

The first answer is the right one; they are shown in the order of the alphabet.

/quiz Capital of Australia? | Canberra | Sydney | Melbourne
"""

from dataclasses import dataclass, field

from nicegui import ui

from messenger import Refused, author, command, only, viewer, widget


@dataclass
class Quiz:
    """A question, its answers with the right one, and who chose what."""

    question: str
    answers: list[str]
    right: str
    chosen: dict[str, str] = field(default_factory=dict)
    is_over: bool = False


@command('/quiz')
def start(question: str, right: str, *wrong: str) -> Quiz:
    """Ask a question, the right answer first: /quiz Capital of Australia? | Canberra | Sydney"""
    if not set(wrong) - {right}:
        raise Refused('too_few', 'A quiz needs a wrong answer, too: /quiz Capital of Australia? | Canberra | Sydney')
    return Quiz(question, sorted({right, *wrong}), right)


@widget('quiz', summary=lambda quiz: f'Quiz: {quiz.question}')
def quiz(state: Quiz) -> None:
    """Draw the answers, and which was right only when the quiz is over."""

    def answer(text: str) -> None:
        if viewer.id in state.chosen:
            raise Refused('answered', 'You have answered already. Wait for the solution.')
        state.chosen[viewer.id] = text
        ui.notify(f'Your answer is {text}.')

    def end() -> None:
        state.is_over = True

    ui.label(state.question).classes('widget-title')
    with ui.row():
        for text in state.answers:
            is_right = state.is_over and text == state.right
            look = 'unelevated' if is_right else 'outline'
            button = ui.button(text, on_click=lambda text=text: answer(text)).props(f'{look} no-caps')
            button.set_enabled(not state.is_over)
    if state.is_over:
        knew = sum(each == state.right for each in state.chosen.values())
        ui.label(f'It is {state.right}: {knew} of {len(state.chosen)} knew.')
        return
    ui.label(f'{len(state.chosen)} answered').classes('widget-note')
    with only(author):
        ui.button('Show the solution', on_click=end).props('flat dense no-caps')
