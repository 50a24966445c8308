"""Choosing whom to write to."""

from nicegui import ui

from messenger.components.dialogs.new_message import new_message
from messenger.model.direct import direct_id
from tests.components.eventually import eventually


def boxes(viewer):
    return {box.props['aria-label']: box for box in viewer.find(kind=ui.checkbox).elements}


async def test_it_offers_everybody_else_and_goes_where_they_write(world, stage, viewer):
    with viewer:
        new_message(stage, world.alice.id)
    assert sorted(boxes(viewer)) == ['Bob', 'Carol', 'Robo']
    boxes(viewer)['Carol'].set_value(True)
    boxes(viewer)['Bob'].set_value(True)
    await viewer.should_see('To Bob and Carol')
    viewer.find('Write').click()
    group_id = direct_id([world.alice.id, world.bob.id, world.carol.id])
    await eventually(lambda: viewer.back_history[-1] == f'/groups/{group_id}')


async def test_who_was_chosen_can_be_left_out_again(world, stage, viewer):
    with viewer:
        new_message(stage, world.alice.id)
    boxes(viewer)['Carol'].set_value(True)
    boxes(viewer)['Carol'].set_value(False)
    viewer.find('Write').click()
    await viewer.should_see('Choose somebody else to write to.')
