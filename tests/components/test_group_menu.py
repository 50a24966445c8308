"""The menu of a group."""

import re

from nicegui.element import Element
from nicegui.testing import User

from messenger.components.group_menu import group_menu
from messenger.model.group import Callers
from messenger.model.status import Status
from tests.components.eventually import eventually
from tests.world import rid


def heading(viewer: User) -> list[str]:
    """What the menu that was opened last says at its top."""
    found = [each for each in viewer.client.layout.descendants() if 'menu-heading' in each.classes]
    return re.findall('>([^<>]+)<', found[-1].props['innerHTML'])


def choose(select: Element, value: str) -> None:
    """Choose in a native select, as the browser tells."""
    (listener,) = select._event_listeners.values()
    select._handle_event({'listener_id': listener.id, 'args': value})


async def test_mute_and_unmute_take_turns(world, stage, viewer):
    with viewer:
        group_menu(stage, world.bob.id, world.design.id, target='.settings')
    viewer.find('Mute').click()
    await eventually(lambda: world.store.is_muted(world.design.id, world.bob.id))
    with viewer:
        group_menu(stage, world.bob.id, world.design.id, target='.settings')
    viewer.find('Unmute').click()
    await eventually(lambda: not world.store.is_muted(world.design.id, world.bob.id))


async def test_it_says_of_which_group_it_is_and_of_a_direct_one_what_the_other_is_at(world, stage, viewer):
    with viewer:
        group_menu(stage, world.bob.id, world.design.id, target='.settings')
    assert heading(viewer) == ['Design', 'Private group']
    await world.actions.statuses.set_status(world.bob.id, Status(text='At the easel', emoji='🎯'), rid())
    group_id = await world.actions.directs.open_direct(world.alice.id, [world.bob.id])
    with viewer:
        group_menu(stage, world.alice.id, group_id, target='.settings')
    assert heading(viewer) == ['Bob', '🎯 At the easel']


async def test_who_is_no_member_gets_no_menu(world, stage, viewer):
    with viewer:
        group_menu(stage, world.carol.id, world.design.id, target='.settings')
    await viewer.should_not_see('Search here')
    assert [each for each in viewer.client.layout.descendants() if each.tag == 'q-menu'] == []


async def test_a_direct_group_is_neither_left_nor_renamed(world, stage, viewer):
    group_id = await world.actions.directs.open_direct(world.alice.id, [world.bob.id])
    with viewer:
        group_menu(stage, world.alice.id, group_id, target='.settings')
    await viewer.should_see('Mute')
    await viewer.should_not_see('Leave group')
    await viewer.should_not_see('Rename group')


async def test_to_be_told_of_everything_and_of_mentions_only_take_turns(world, stage, viewer):
    for text, wants_all in (('Notify me of everything', True), ('Notify me of mentions only', False)):
        with viewer:
            group_menu(stage, world.bob.id, world.design.id, target='.settings')
        viewer.find(text).click()
        await eventually(lambda: world.store.wants_all(world.design.id, world.bob.id) is wants_all)  # noqa: B023


async def test_an_owner_says_who_may_call_everyone(world, stage, viewer):
    with viewer:
        group_menu(stage, world.bob.id, world.design.id, target='.settings')
    await viewer.should_not_see('Mention everyone')
    with viewer:
        group_menu(stage, world.alice.id, world.design.id, target='.settings')
    viewer.find('Mention everyone').click()
    await viewer.should_see('Who may use them')
    (select,) = [each for each in viewer.client.layout.descendants() if each.tag == 'select']
    choose(select, Callers.KEEPERS.value)
    viewer.find('Save').trigger('click.prevent')
    await eventually(lambda: world.store.group(world.design.id).callers is Callers.KEEPERS)
