"""Going to a day of a group."""

from datetime import UTC, date, datetime

import pytest
from nicegui import ui

from messenger.components.button import Button
from messenger.components.dialogs.go_to_date import go_to_date
from tests.components.eventually import eventually


def choose(viewer, day):
    viewer.find(ui.input).clear().type(day)
    viewer.find(kind=Button, content='Go').trigger('click.prevent')


@pytest.fixture
async def dialog(world, stage, viewer):
    with viewer:
        go_to_date(stage, world.bob.id, world.watercooler.id)
    await viewer.should_see('Go to date')
    return viewer


@pytest.mark.parametrize('day', ['1900-01-01', str(datetime.now(UTC).date()), '0001-01-01'])
async def test_a_day_leads_to_its_first_message(world, dialog, day):
    first = await world.say(world.alice, 'one')
    await world.say(world.alice, 'two')
    choose(dialog, day)
    await eventually(lambda: dialog.back_history[-1] == f'/groups/{world.watercooler.id}?at={first.ordinal}')


@pytest.mark.parametrize('day', [str(date.max), '2999-01-01'])
async def test_a_day_to_come_leads_to_the_newest(world, dialog, day):
    await world.say(world.alice, 'one')
    last = await world.say(world.alice, 'two')
    choose(dialog, day)
    await eventually(lambda: dialog.back_history[-1] == f'/groups/{world.watercooler.id}?at={last.ordinal}')


@pytest.mark.parametrize('day', ['', 'soon', '2024-02-30', '12024-01-01'])
async def test_what_is_no_day_is_said(world, dialog, day):
    choose(dialog, day)
    await dialog.should_see('This is no date. Choose a day, such as 2026-03-14.')


async def test_where_nothing_was_said_it_says_so(world, dialog):
    choose(dialog, '2024-01-01')
    await dialog.should_see('Nothing was said here yet.')
