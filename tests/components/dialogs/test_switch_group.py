"""Switching groups by name."""

from nicegui import ui

from messenger.components.dialogs.keys import KEYS, show_keys
from messenger.components.dialogs.switch_group import switch_group


def links(viewer):
    return [element for element in viewer.client.elements.values() if 'choice' in element.classes]


async def test_ones_own_groups_are_listed_and_narrowed(world, stage, viewer):
    with viewer:
        switch_group(stage, world.bob.id)
    assert len(links(viewer)) == 2
    viewer.find(ui.input).type('des')
    assert [link.props['data-group'] for link in links(viewer)] == [world.design.id]
    assert 'Design' in links(viewer)[0].props['innerHTML']


async def test_others_groups_are_not_listed(world, stage, viewer):
    with viewer:
        switch_group(stage, world.robo.id)
    assert [link.props['data-group'] for link in links(viewer)] == [world.watercooler.id]


async def test_the_keys_are_listed(viewer):
    with viewer:
        show_keys()
    html = ' '.join(element.props.get('innerHTML', '') for element in viewer.client.elements.values())
    assert all(f'<kbd>{key}</kbd>' in html for keys in KEYS.values() for key in keys)
