"""What administrators see of extensions, and how they switch them."""

import pytest

from messenger.extensions.loader import CannotLoad

BROKEN = """
    from messenger import command

    __version__ = '1.2'

    @command('/broken')
    def broken():
        raise RuntimeError('a secret')
"""


@pytest.fixture
def opened(alice):
    """Alice, who is administrator, at the panel."""
    alice.clicks('Alice, your settings')
    alice.clicks('Extensions')
    return alice


def test_each_is_listed_with_what_it_adds(opened):
    opened.sees('From: the messenger itself')
    opened.sees('Commands: /poll · Widgets: poll')
    opened.sees('no error')


def test_nobody_else_is_offered_it(bob):
    bob.clicks('Bob, your settings')
    bob.sees('Preferences')
    bob.sees_not('Extensions')


def test_who_is_administrator_no_more_sees_nothing(server, opened, monkeypatch):
    opened.sees('/poll')
    monkeypatch.setattr(type(server.member('Alice')), 'is_administrator', False, raising=False)
    server.does(server.app.extensions.reload('poll'))
    opened.sees_not('/poll')
    opened.sees('Only administrators see how extensions are doing')


def test_switched_off_it_leaves_its_summary_and_switched_on_all_is_back(server, opened, bob):
    opened.sends('/poll Lunch? | Pizza | Sushi')
    bob.clicks('Pizza')
    opened.clicks('poll is on')
    bob.sees('“poll” cannot be shown by this server just now')
    bob.sends('/poll Tea? | Yes | No')
    bob.sees('/poll Tea?')
    server.restarts()
    bob.sees('cannot be shown')
    opened.clicks('Alice, your settings')
    opened.clicks('Extensions')
    opened.clicks('poll is on')
    bob.sees('Pizza Bob 1')


def test_errors_are_counted_and_say_where_and_no_secret(write, server, opened, bob):
    server.does(server.app.extensions.load(write('broken', BROKEN)))
    opened.sees('broken 1.2')
    bob.sends('/broken')
    bob.is_told('made a mistake')
    server.does(server.app.extensions.reload('broken'))
    opened.sees('1 error')
    opened.sees('RuntimeError at ')
    opened.sees_not('a secret')


def test_what_cannot_be_loaded_says_why(write, server, opened):
    with pytest.raises(CannotLoad):
        server.does(server.app.extensions.load(write('torn', 'def')))
    opened.clicks('Alice, your settings')
    opened.clicks('Extensions')
    opened.sees('It could not be loaded:')
    opened.sees('torn.py:1')
