"""Saying something of the moment, and having a picture."""

from nicegui import ui

from messenger.components.dialogs.picture import show_picture
from messenger.components.dialogs.status import set_status
from messenger.components.dialogs.time_zone import choose_zone
from messenger.components.locale import chosen_zone
from messenger.model.status import Status
from messenger.words import speak
from tests.components.eventually import eventually
from tests.files import picture
from tests.world import pieces, rid


def status_of(world):
    """What all see of Bob."""
    return world.store.member(world.bob.id).status


async def test_a_text_is_said_and_taken_back(world, stage, viewer):
    with viewer:
        set_status(stage, world.bob.id)
    viewer.find(ui.input).clear().type('In the garden')
    viewer.find('Save').trigger('click.prevent')
    await eventually(lambda: status_of(world) == Status(text='In the garden'))
    with viewer:
        set_status(stage, world.bob.id)
    viewer.find('Clear status').click()
    await eventually(lambda: status_of(world) is None)


async def test_a_picture_is_removed_by_a_click(world, stage, viewer):
    await world.actions.pictures.set_picture(world.bob.id, pieces(picture()), rid())
    with viewer:
        show_picture(stage, world.bob.id)
    viewer.find('Remove').click()
    await eventually(lambda: world.store.member(world.bob.id).picture is None)
    await viewer.should_see('You have no picture any more.')


async def test_a_zone_is_chosen_by_a_click(world, stage, viewer):
    with viewer:
        choose_zone(stage, world.bob.id)
    viewer.find('Africa/Accra').click()
    await eventually(lambda: chosen_zone(world.store, world.bob.id) == 'Africa/Accra')


async def test_choices_are_said_in_the_language_of_the_page(world, stage, viewer):
    speak(viewer.client, 'de_AT')
    with viewer:
        set_status(stage, world.bob.id)
        choose_zone(stage, world.bob.id)
    (ends,) = [each for each in viewer.client.elements.values() if each.tag == 'select']
    assert '<option value="today">Heute</option>' in ends.props['innerHTML']
    await viewer.should_see('Wie der Browser sagt')
