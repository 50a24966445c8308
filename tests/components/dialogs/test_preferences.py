"""What a member chooses about pages."""

import pytest
from nicegui import ui
from nicegui.testing import User

from messenger.actions.reading import ReadingActions
from messenger.components.dialogs.preferences import CHOICES, preferences
from messenger.components.locale import OWN_ZONE
from messenger.components.preferences import Preference, prefers
from messenger.model.refused import NotFound
from messenger.model.status import Status
from tests.components.conftest import Stage
from tests.components.dialogs.closing import hide
from tests.files import picture
from tests.world import World, pieces, rid


def test_every_preference_can_be_chosen():
    assert set(CHOICES) == set(Preference)


@pytest.mark.parametrize('preference', Preference)
async def test_a_switch_counts_at_once_for_who_turned_it(
    world: World, stage: Stage, viewer: User, preference: Preference
) -> None:
    with viewer:
        preferences(stage, world.alice.id)
    viewer.find(CHOICES[preference][0]).click()
    assert [each for each in Preference if prefers(world.store, world.alice.id, each)] == [preference]
    assert not any(prefers(world.store, world.bob.id, each) for each in Preference)
    viewer.find(CHOICES[preference][0]).click()
    assert not prefers(world.store, world.alice.id, preference)


async def test_the_dialog_shows_what_is_on(world: World, stage: Stage, viewer: User) -> None:
    world.actions.reading.set_preference(world.alice.id, Preference.COMPACT.value, '1')
    with viewer:
        preferences(stage, world.alice.id)
    switches = viewer.find(kind=ui.switch).elements
    assert {switch.text: switch.value for switch in switches} == {
        name: preference is Preference.COMPACT for preference, (name, _) in CHOICES.items()
    }


async def test_a_refusal_is_said(world: World, stage: Stage, viewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotFound('member')

    monkeypatch.setattr(ReadingActions, 'set_preference', refuse)
    with viewer:
        preferences(stage, world.alice.id)
    viewer.find('Compact').click()
    await viewer.should_see('This member does not exist')


def shown(viewer: User) -> str:
    """What stands in the page as HTML."""
    assert viewer.client is not None
    return ' '.join(each.props.get('innerHTML', '') for each in viewer.client.elements.values())


async def test_it_shows_at_once_what_is_changed_elsewhere(world: World, stage: Stage, viewer: User) -> None:
    with viewer:
        preferences(stage, world.alice.id)
    await viewer.should_see('Times are shown in the zone that the browser says.')
    await world.actions.members.rename(world.alice.id, world.alice.id, 'Alicia', rid())
    assert '>Alicia</b>' in shown(viewer)
    await world.actions.statuses.set_status(world.alice.id, Status(text='In the garden'), rid())
    assert 'In the garden' in shown(viewer)
    await world.actions.pictures.set_picture(world.alice.id, pieces(picture()), rid())
    assert '<img' in shown(viewer)
    world.actions.reading.set_preference(world.alice.id, OWN_ZONE, 'Europe/Berlin')
    assert viewer.find('Times are shown in the zone Europe/Berlin.').elements


async def test_it_hears_nothing_once_it_is_closed(world: World, stage: Stage, viewer: User) -> None:
    with viewer:
        preferences(stage, world.alice.id)
    hide(viewer)
    await world.actions.members.rename(world.alice.id, world.alice.id, 'Alicia', rid())
    world.actions.reading.set_preference(world.alice.id, OWN_ZONE, 'Europe/Berlin')
    assert 'Alicia' not in shown(viewer)
    await viewer.should_not_see('Europe/Berlin')
