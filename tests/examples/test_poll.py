"""A poll that can be closed."""

import pytest


@pytest.fixture(autouse=True)
def poll(extension, bob):
    bob.sends('/poll Lunch? | Pizza | Sushi | Pizza')


def test_everybody_votes_changes_their_mind_and_takes_it_back(server, alice, bob):
    alice.clicks('Pizza')
    bob.clicks('Pizza')
    alice.sees('Pizza · 2')
    alice.clicks('Sushi')
    bob.sees('Pizza · 1')
    server.restarts()
    alice.clicks('Sushi')
    bob.sees('Sushi · 0')


def test_its_author_and_moderators_close_it(server, alice, bob, carol):
    server.admits(carol)
    carol.sees('Pizza')
    carol.sees_not('Close the poll')
    carol.forges('Close the poll')
    carol.is_told('Only the author, moderators and owners can do this here')
    alice.sees('Close the poll')
    bob.clicks('Close the poll')
    carol.sees('This poll is closed.')
    carol.sees_not('Close the poll')
    with pytest.raises(AssertionError, match='disabled'):
        carol.clicks('Pizza')


def test_one_option_is_no_choice(alice, bob):
    bob.sends('/poll Tea? | Yes')
    bob.is_told('A poll needs two different options')
    alice.sees_not('Tea?')
