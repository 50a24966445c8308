"""The language that a page is built in."""

from nicegui import ui
from nicegui.testing import User, user_simulation

from messenger.components.page_language import QUASAR, PageLanguage
from messenger.languages import LANGUAGES, OWN_LANGUAGE
from messenger.words import _, spoken_by
from tests.components.eventually import eventually
from tests.world import World


def test_every_language_is_one_of_quasars() -> None:
    assert QUASAR.keys() == LANGUAGES.keys()


async def test_a_page_speaks_as_its_member_chose(world: World, viewer: User) -> None:
    """And the address, which others open too, stays as it is."""
    world.actions.reading.set_preference(world.alice.id, OWN_LANGUAGE, 'ar')
    with viewer:
        client = ui.context.client
        before = client.page
        PageLanguage(world.store, world.alice.id, client)
        assert (client.page.language, spoken_by(client)) == ('ar', 'ar')
        assert before.language != 'ar'
        assert _('Today') == 'اليوم'


async def test_a_page_is_loaded_anew_when_another_language_is_chosen(world: World) -> None:
    """Once, and not for any other choice."""
    built: list[PageLanguage] = []

    def page() -> None:
        built.append(PageLanguage(world.store, world.alice.id, ui.context.client))

    async with user_simulation(root=page) as user:
        await user.open('/')
        world.actions.reading.set_preference(world.alice.id, 'theme', 'dark')
        built[-1].follow()
        world.actions.reading.set_preference(world.alice.id, OWN_LANGUAGE, 'de')
        built[-1].follow()
        await eventually(lambda: len(built) == 2)
        built[-1].follow()
        await eventually(lambda: len(built) == 2)
