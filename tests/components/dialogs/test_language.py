"""Choosing the language of the interface."""

from nicegui.testing import User

from messenger.components.dialogs.language import choose_language
from messenger.components.locale import chosen_language
from tests.components.conftest import Stage
from tests.world import World


async def test_a_language_is_chosen_by_its_own_name(world: World, stage: Stage, viewer: User) -> None:
    for name, language in {'Deutsch': 'de', 'العربية': 'ar', 'As the browser says': ''}.items():
        with viewer:
            choose_language(stage, world.alice.id)
        viewer.find(name).click()
        assert chosen_language(world.store, world.alice.id) == language
    assert chosen_language(world.store, world.bob.id) == ''
