"""What a command would post is shown before it is sent, and a command that replies does so."""

import pytest

from messenger.model.refused import Refused

COUNTED = """
    from dataclasses import dataclass

    from nicegui import ui

    from messenger import command, widget

    runs = []

    @dataclass
    class Counter:
        count: int = 0

    @command('/count')
    def start(count: int) -> Counter:
        runs.append(count)
        return Counter(count)

    @command('/quiet')
    def quiet():
        runs.append('quiet')
        return Counter(7)

    @command('/said')
    def said(text: str) -> str:
        runs.append('said')
        return text.upper()

    @widget('counter')
    def draw(state: Counter, every) -> None:
        def add() -> None:
            state.count += 1

        every(1, add)
        ui.button(f'Count {state.count}', on_click=add)
"""


@pytest.fixture
def counted(server, write):
    return server.does(server.app.extensions.load(write('counted', COUNTED))).module


@pytest.fixture
def sample(server):
    def ask(text, name='Bob'):
        member_id = server.app.store.member_named(name).id
        return server.does(server.app.extensions.sample(member_id, server.group().id, text))

    return ask


def test_only_commands_that_say_that_they_return_a_state_are_run_for_it(counted, sample):
    """Others may do whatever they like when they run."""
    assert sample('/quiet') is None
    assert sample('/said hello') is None
    assert sample('hello') is None
    assert counted.runs == []
    assert sample('/count 3').text == 'counter'
    assert counted.runs == [3]


def test_what_a_command_refuses_is_no_sample(counted, sample):
    with pytest.raises(Refused, match='count must be a whole number'):
        sample('/count many')


def test_who_is_not_in_the_group_gets_none(server, counted, sample, carol):
    carol.opens('/')
    with pytest.raises(Refused):
        sample('/count 3', 'Carol')


@pytest.mark.parametrize('text', ['/said hello', '/count 3'])
def test_a_command_that_replies_does_so(server, counted, alice, bob, text):
    alice.sends('Which?')
    ordinal = server.app.store.last_ordinal(server.group().id)
    bob.clicks('Reply', within='Which?')
    bob.sends(text)
    message = server.app.store.newest(server.group().id)
    assert message.reply_to == ordinal
