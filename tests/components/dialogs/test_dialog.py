"""What all dialogs share."""

import pytest
from nicegui.testing import User, UserInteraction

from messenger.components.dialogs.dialog import Dialog
from messenger.store.listeners import Listeners


@pytest.fixture
def news() -> Listeners[str]:
    return Listeners()


def hide(viewer: User) -> None:
    """Let the browser say that the dialog has closed."""
    assert viewer.client is not None
    dialog = next(each for each in viewer.client.elements.values() if each.tag == 'q-dialog')
    UserInteraction(viewer, {dialog}, None).trigger('hide')


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
