"""What the lines of a menu do."""

from collections.abc import Generator

from messenger.components.menu import Menu
from tests.components.eventually import eventually


class Answer:
    """What a browser would answer if it were waited for."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self.is_awaited = False

    def __await__(self) -> Generator[None, None, None]:
        self.is_awaited = True
        yield


async def test_a_line_is_done_without_an_answer_of_the_browser(viewer):
    """Which may show what is to be copied until somebody has done so, or be gone."""
    answers = []

    def copy() -> Answer:
        answers.append(Answer())
        return answers[0]

    with viewer, Menu('bottom right', 'top right') as menu:
        menu.item('Copy link', copy, icon='link')
    viewer.find('Copy link').click()
    await eventually(lambda: answers)
    assert not answers[0].is_awaited


async def test_a_line_that_takes_its_time_is_waited_for(viewer):
    done = []

    async def edit() -> None:
        done.append('edited')

    with viewer, Menu('bottom right', 'top right') as menu:
        menu.item('Edit', edit, icon='edit')
    viewer.find('Edit').click()
    await eventually(lambda: done)
