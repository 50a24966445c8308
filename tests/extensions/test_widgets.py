"""Widgets, as people use them: one state for all, kept for ever, changed by whoever may."""

import pytest

from messenger.extensions.drawn import MOST_ELEMENTS
from messenger.model.refused import Refused

COUNTER = """
    from dataclasses import dataclass
    from nicegui import ui
    from messenger import allow, command, moderators, viewer, widget

    @dataclass
    class Counter:
        count: int = 0
        last: str = ''

    @command('/count')
    def start(at: int = 0) -> Counter:
        return Counter(at)

    @widget('counter', summary=lambda state: f'Counter at {state.count}')
    def counter(state: Counter, author, group, members):
        def add():
            state.count += 1
            state.last = viewer.name

        async def fail():
            state.count = 99
            raise KeyError('geheim')

        @allow(moderators)
        def reset():
            state.count = 0

        ui.label(f'{author.name} counts {state.count} in {group.name} of {len(members)}, last {state.last}')
        ui.button('Add', on_click=add)
        ui.button('Fail', on_click=fail)
        ui.button('Reset', on_click=reset)
"""


@pytest.fixture
def counter(write, server):
    server.does(server.app.extensions.load(write('counter', COUNTER)))


def test_everybody_votes_in_one_poll_and_it_survives_a_restart(server, alice, bob):
    alice.sends('/poll Lunch? | Pizza | Sushi')
    bob.sees('Lunch?')
    bob.clicks('Pizza')
    alice.sees('1 vote')
    alice.clicks('Pizza')
    bob.sees('2 votes')
    alice.clicks('Sushi')
    bob.sees('Pizza Bob 1')
    bob.sees('Sushi Alice 1')
    server.restarts()
    alice.sees('Pizza Bob 1')
    alice.clicks('Sushi')
    bob.sees('1 vote')


def test_a_poll_names_the_first_who_voted_and_who_left_too(server, alice, bob):
    alice.sends('/poll Lunch? | Pizza | Sushi')
    for number in range(10):
        person = server.person(f'Guest {number}')
        server.admits(person)
        person.clicks('Pizza')
    alice.sees('Pizza Guest 0, Guest 1, Guest 2, Guest 3, Guest 4, Guest 5, Guest 6, Guest 7 and 2 more 10')
    server.removes(server.person('Guest 0'))
    bob.clicks('Sushi')
    alice.sees('somebody who left, Guest 1')


def test_a_poll_without_options_is_told_to_its_sender(alice, bob):
    alice.sends('/poll Lunch?')
    alice.is_told('A poll has 2 to 20 different options')
    bob.sees_not('Lunch?')


@pytest.mark.usefixtures('counter')
def test_a_widget_gets_what_it_asks_for_and_the_viewer_is_who_acts(alice, bob):
    alice.sends('/count 5')
    bob.sees('Alice counts 5 in Watercooler of 2')
    bob.clicks('Add')
    alice.sees('Alice counts 6 in Watercooler of 2, last Bob')


@pytest.mark.usefixtures('counter')
def test_its_text_is_the_summary_of_its_state(server, alice, bob):
    alice.sends('/count')
    bob.clicks('Add')
    assert server.app.store.newest(server.group().id).text == 'Counter at 1'


@pytest.mark.usefixtures('counter')
def test_a_handler_for_moderators_is_refused_to_others_with_the_reason(alice, bob):
    alice.sends('/count 5')
    bob.clicks('Reset')
    bob.is_told('Only moderators and owners can do this here')
    alice.sees('counts 5')
    alice.clicks('Reset')
    bob.sees('counts 0')


@pytest.mark.usefixtures('counter')
def test_a_handler_that_raises_changes_nothing_and_is_reported(server, alice, bob):
    alice.sends('/count 5')
    bob.clicks('Fail')
    bob.is_told('The extension counter made a mistake')
    bob.clicks('Add')
    alice.sees('counts 6')
    report = next(each for each in server.app.extensions.report() if each.name == 'counter')
    assert report.errors == 1


@pytest.mark.usefixtures('counter')
def test_one_that_is_switched_off_is_its_summary_and_keeps_its_state(server, alice, bob):
    alice.sends('/count 5')
    bob.clicks('Add')
    extensions, store = server.app.extensions, server.app.store
    alice_id, bob_id = store.member_named('Alice').id, store.member_named('Bob').id
    with pytest.raises(Refused, match='Only administrators'):
        server.does(extensions.switch(bob_id, 'counter', is_on=False))
    server.does(extensions.switch(alice_id, 'counter', is_on=False))
    bob.sees('cannot be shown by this server')
    bob.sees('Counter at 6')
    assert extensions.find_command('/count') is None
    server.does(extensions.switch(alice_id, 'counter', is_on=True))
    bob.clicks('Add')
    alice.sees('counts 7')


def test_one_that_cannot_be_drawn_is_a_card_in_its_place_and_harms_no_other(write, server, alice, bob):
    bad = COUNTER.replace('def add():', 'raise KeyError\n        def add():')
    server.does(server.app.extensions.load(write('counter', bad)))
    alice.sends('/count 5')
    bob.sees('The extension counter cannot show this')
    bob.sees('Counter at 5')
    alice.sends('and on')
    bob.sees('and on')


def test_one_with_too_many_elements_is_a_card(write, server, alice, bob):
    leak = COUNTER.replace('def add():', f'[ui.label("x") for _ in range({MOST_ELEMENTS})]\n        def add():')
    server.does(server.app.extensions.load(write('counter', leak)))
    alice.sends('/count 5')
    bob.sees('The extension counter cannot show this')


def test_a_reload_redraws_what_is_in_view_and_keeps_its_state(write, server, alice, bob):
    server.does(server.app.extensions.load(write('counter', COUNTER)))
    alice.sends('/count 5')
    bob.clicks('Add')
    server.does(server.app.extensions.load(write('counter', COUNTER.replace('counts', 'has counted'))))
    bob.sees('Alice has counted 6')
    bob.clicks('Add')
    alice.sees('has counted 7')


def test_an_older_state_is_migrated_and_a_newer_one_left_untouched(write, server, alice, bob):
    server.does(server.app.extensions.load(write('counter', COUNTER)))
    alice.sends('/count 5')
    newer = COUNTER.replace('count: int = 0', 'total: int = 0').replace('state.count', 'state.total')
    newer = newer.replace("'counter',", "'counter', version=2, migrate=lambda version, data: {'total': data['count']},")
    server.does(server.app.extensions.load(write('counter', newer)))
    bob.sees('Alice counts 5')
    bob.clicks('Add')
    alice.sees('counts 6')
    server.does(server.app.extensions.load(write('counter', COUNTER)))
    bob.sees('cannot be shown by this server')
    bob.sees('Counter at 6')


def test_what_a_widget_asks_for_and_there_is_not_is_said_when_it_is_loaded(write, server):
    with pytest.raises(Exception, match='counter asks for groop; a widget may ask for author, change, every, group'):
        server.does(server.app.extensions.load(write('counter', COUNTER.replace('group, members', 'groop, members'))))


def test_every_changes_the_state_as_the_extension_itself(write, server, alice, bob):
    ticking = COUNTER.replace('author, group, members', 'author, group, members, every').replace(
        'def add():', 'every(60, lambda: setattr(state, "count", state.count + 1))\n\n        def add():'
    )
    server.does(server.app.extensions.load(write('counter', ticking)))
    alice.sends('/count 5')
    bob.sees('counts 5')
    server.passes(150)  # and not a few seconds, which a busy machine takes by itself
    bob.sees('counts 7')
