"""The preview above a box: what was looked at last is what is shown, whatever takes longer."""

import asyncio

import pytest
from nicegui import ui
from nicegui.events import GenericEventArguments
from nicegui.testing import User

from messenger.components.text_preview import TextPreview
from messenger.languages import translate
from messenger.live import Locale
from messenger.model.message import Message
from messenger.model.refused import Refused
from tests.world import World


class Slow:
    """Extensions whose commands take until they are let go, and then refuse."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()

    async def sample(self, _member_id: str, _group_id: str, text: str) -> Message | None:
        """Refuse a command, in the end; leave any other text."""
        if text.startswith('/'):
            await self.go_on.wait()
            raise Refused('no', 'No.')
        return None


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def preview(world: World, viewer: User, slow: Slow) -> TextPreview:
    with viewer:
        return TextPreview(
            ui.element(),
            messages=world.actions.messages,
            extensions=slow,
            bodies=world.bodies,
            member_id=world.alice.id,
            group_id=world.watercooler.id,
            locale=Locale(zone='UTC', language='en'),
        )


async def look(preview: TextPreview, text: str) -> None:
    """Do what the browser does at the button, and while one types."""
    element = preview._composer
    await preview._on_look(GenericEventArguments(sender=element, client=element.client, args=text))


def shown(preview: TextPreview) -> str | None:
    return preview._shown and str(preview._shown.props['innerHTML'])


async def test_a_refusal_that_comes_late_takes_nothing_else_away(preview: TextPreview, slow: Slow) -> None:
    first = asyncio.create_task(look(preview, '/poll'))
    await asyncio.sleep(0)
    await look(preview, '**bold**')
    slow.go_on.set()
    await first
    assert '<strong>bold</strong>' in (shown(preview) or '')


async def test_what_is_refused_now_is_shown_no_longer(preview: TextPreview, slow: Slow) -> None:
    await look(preview, '**bold**')
    slow.go_on.set()
    await look(preview, '/poll')
    assert shown(preview) is None


async def test_a_preview_is_read_in_the_language_of_its_reader(preview: TextPreview) -> None:
    """And what somebody writes of our labels is text."""
    preview.locale = Locale(zone='UTC', language='ar')
    await look(preview, '||no|| `aria-label="Spoiler"`')
    assert f'<input type="checkbox" aria-label="{translate("ar", "Spoiler")}">' in (shown(preview) or '')
    assert '<code>aria-label="Spoiler"</code>' in (shown(preview) or '')


async def test_a_blank_box_has_no_preview(preview: TextPreview) -> None:
    await look(preview, '**bold**')
    await look(preview, ' ')
    assert shown(preview) is None
