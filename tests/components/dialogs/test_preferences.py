"""What a member chooses about pages."""

import pytest
from nicegui import ui
from nicegui.testing import User

from messenger.actions.reading import ReadingActions
from messenger.components.dialogs.preferences import CHOICES, preferences
from messenger.components.preferences import Preference, prefers
from messenger.model.refused import NotFound
from tests.components.conftest import Stage
from tests.world import World


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
