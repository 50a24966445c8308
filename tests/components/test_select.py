"""Choosing one of a few."""

import pytest
from nicegui.testing import User, UserInteraction

from messenger.components.select import Select


@pytest.fixture
def select(viewer: User) -> Select:
    with viewer:
        return Select('Drink', {'tea': 'Green & black tea', 'milk': 'Milk'}, chosen='milk')


def choose(viewer: User, value: object) -> None:
    """Let the browser say what the list stands at."""
    UserInteraction(viewer, {listed(viewer)}, None).trigger('change', value)


def listed(viewer: User):
    assert viewer.client is not None
    return next(each for each in viewer.client.elements.values() if each.tag == 'select')


async def test_it_shows_what_there_is_and_stands_at_what_was_chosen_before(viewer: User, select: Select) -> None:
    await viewer.should_see('Drink')
    html = listed(viewer).props['innerHTML']
    assert html == '<option value="tea">Green &amp; black tea</option><option value="milk" selected>Milk</option>'
    assert select.chosen == 'milk'


async def test_a_choice_counts(viewer: User, select: Select) -> None:
    choose(viewer, 'tea')
    assert select.chosen == 'tea'


@pytest.mark.parametrize('value', ['coffee', '', None, 1, ['tea'], {'tea': 1}])
async def test_what_is_not_among_the_choices_is_ignored(viewer: User, select: Select, value: object) -> None:
    choose(viewer, value)
    assert select.chosen == 'milk'
