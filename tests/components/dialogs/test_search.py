"""Searching messages, without a browser."""

import asyncio

import pytest
from nicegui import ui

from messenger.actions.search import HITS
from messenger.components.dialogs.search import Search, search_in
from tests.components.eventually import eventually
from tests.world import rid


def shown(viewer):
    """What stands in the page as HTML."""
    return ' '.join(element.props.get('innerHTML', '') for element in viewer.client.elements.values())


def search(viewer, stage, member):
    with viewer:
        Search(stage, member.id)


async def typed(viewer, text):
    viewer.find(ui.input).type(text)


async def test_what_is_typed_is_found_under_its_group(world, stage, viewer):
    await world.say(world.alice, 'green **tea** & milk')
    await world.say(world.bob, 'black tea', world.design)
    search(viewer, stage, world.bob)
    await viewer.should_see('Search messages')
    await typed(viewer, 'tea')
    await viewer.should_see('2 messages')
    html = shown(viewer)
    assert html.index('<h3 dir="auto">Design</h3>') < html.index('<h3 dir="auto">Watercooler</h3>')
    assert 'green <mark>tea</mark> &amp; milk' in html
    assert f'href="/groups/{world.design.id}?at=' in html


async def test_it_says_what_may_be_typed_and_when_there_is_nothing(world, stage, viewer):
    search(viewer, stage, world.bob)
    assert 'from:ann' in shown(viewer)
    await typed(viewer, 'nowhere')
    await viewer.should_see('Nothing found. Try fewer words, or other ones.')
    await typed(viewer, ' from:zoe')
    await viewer.should_see('Nobody here is called “zoe”.')


async def test_others_groups_are_not_searched(world, stage, viewer):
    await world.say(world.alice, 'tea for the board', world.design)
    search(viewer, stage, world.carol)
    await typed(viewer, 'tea')
    await viewer.should_see('Nothing found.')
    assert 'board' not in shown(viewer)


async def test_older_ones_come_on_demand_until_there_are_no_more(world, stage, viewer):
    for number in range(HITS + 3):
        await world.say(world.bob, f'tea {number}')
    search(viewer, stage, world.alice)
    await typed(viewer, 'tea')
    await viewer.should_see(f'The newest {HITS} messages')
    assert '<mark>tea</mark> 2<' not in shown(viewer)
    viewer.find('Show older').click()
    await viewer.should_see(f'{HITS + 3} messages')
    await viewer.should_not_see('Show older')
    assert '<mark>tea</mark> 2<' in shown(viewer)


async def test_the_newest_query_wins(world, stage, viewer):
    await world.say(world.bob, 'tea')
    await world.say(world.bob, 'coffee')
    search(viewer, stage, world.alice)
    for text in ('t', 'te', 'coffee'):
        viewer.find(ui.input).clear().type(text)
    await eventually(lambda: '<mark>coffee</mark>' in shown(viewer))
    assert '<mark>te' not in shown(viewer)


@pytest.mark.parametrize('what', ['deleted', 'edited', 'left'])
async def test_what_is_taken_back_does_not_stay_in_sight(world, stage, viewer, what):
    secret = await world.say(world.bob, 'tea and a secret')
    search(viewer, stage, world.alice)
    await typed(viewer, 'tea')
    await eventually(lambda: 'secret' in shown(viewer))
    messages, where = world.actions.messages, world.watercooler.id
    if what == 'deleted':
        await messages.delete_message(world.bob.id, where, secret.ordinal, rid())
    elif what == 'edited':
        await messages.edit_message(world.bob.id, where, secret.ordinal, 'tea', rid())
    else:
        await world.leave(world.alice, world.watercooler)
    await eventually(lambda: 'secret' not in shown(viewer))


async def test_a_closed_panel_hears_nothing_any_more(world, stage, viewer):
    gone = await world.say(world.bob, 'tea')
    heard = len(world.store._listeners)
    search(viewer, stage, world.alice)
    await typed(viewer, 'tea')
    await eventually(lambda: '<mark>tea</mark>' in shown(viewer))
    viewer.client.delete()
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, gone.ordinal, rid())
    assert len(world.store._listeners) == heard


async def test_one_searches_the_group_that_is_open(world, stage, viewer):
    await world.say(world.alice, 'tea in the kitchen')
    await world.say(world.alice, 'tea for the board', world.design)
    with viewer:
        search_in(stage, world.bob.id, world.design.id)
    await viewer.should_see('1 message')
    assert 'board' in shown(viewer)
    assert 'kitchen' not in shown(viewer)


async def test_the_words_of_whom_one_has_blocked_are_not_shown(world, stage, viewer):
    await world.say(world.bob, 'tea and insults')
    world.actions.quiet.block(world.alice.id, world.bob.id)
    search(viewer, stage, world.alice)
    await typed(viewer, 'tea')
    await eventually(lambda: 'Message from a blocked member' in shown(viewer))
    assert 'insults' not in shown(viewer)


async def test_a_hit_leads_to_its_message(world, stage, viewer):
    said = await world.say(world.alice, 'tea')
    search(viewer, stage, world.bob)
    panel = next(element for element in viewer.client.elements.values() if 'search' in element.classes)
    listener = next(each for each in panel._event_listeners.values() if each.type == 'click')
    for odd in (['nowhere', 1], [world.watercooler.id, 'x'], ['../admin', 1], {}, None):
        panel._handle_event({'listener_id': listener.id, 'args': odd})
    panel._handle_event({'listener_id': listener.id, 'args': [world.watercooler.id, said.ordinal]})
    await eventually(lambda: viewer.back_history[-1] == f'/groups/{world.watercooler.id}?at={said.ordinal}')
    await asyncio.sleep(0)
    assert len(viewer.back_history) == 2
