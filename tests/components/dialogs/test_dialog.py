"""What all dialogs share."""

import pytest
from nicegui.testing import User

from messenger.components.dialogs.dialog import Dialog
from messenger.model.refused import Refused
from messenger.store.listeners import Listeners
from messenger.words import speak
from tests.components.dialogs.closing import hide


@pytest.fixture
def news() -> Listeners[str]:
    return Listeners()


async def test_a_dialog_hears_while_it_is_open(viewer: User, news: Listeners[str]) -> None:
    heard: list[str] = []
    with viewer, Dialog('News') as dialog:
        dialog.follow(news.add, heard.append)
    news.tell('one')
    assert dialog.is_open
    hide(viewer)
    assert not dialog.is_open
    assert len(news) == 0
    news.tell('two')
    assert heard == ['one']


async def test_a_dialog_that_another_took_the_place_of_hears_no_more(viewer: User, news: Listeners[str]) -> None:
    heard: list[str] = []
    with viewer:
        Dialog('News').follow(news.add, lambda text: heard.append(f'first {text}'))
        Dialog('News').follow(news.add, lambda text: heard.append(f'second {text}'))
    news.tell('one')
    assert heard == ['second one']
    assert len(news) == 1


async def test_a_dialog_hears_no_more_once_its_page_is_gone(viewer: User, news: Listeners[str]) -> None:
    with viewer:
        Dialog('News').follow(news.add, lambda _: None)
    assert viewer.client is not None
    viewer.client.delete()
    assert len(news) == 0


async def test_dialogs_that_come_and_go_leave_nothing_behind(viewer: User, news: Listeners[str]) -> None:
    """A page stays open for days."""
    assert viewer.client is not None
    left: list[tuple[int, int]] = []
    for _ in range(3):
        with viewer, Dialog('News') as dialog:
            dialog.follow(news.add, lambda _: None)
        hide(viewer)
        left.append((len(viewer.client.delete_handlers), len(news)))
    assert left == [left[0]] * 3


async def test_a_refusal_in_the_background_is_said_in_the_language_of_the_page(viewer: User) -> None:
    assert viewer.client is not None
    speak(viewer.client, 'de_AT')
    with viewer, Dialog('News') as dialog:
        pass
    with dialog.refusals():
        raise Refused('not_now', 'Today')
    await viewer.should_see('Heute')
