"""A chart of values that a program pushes."""

import pytest


@pytest.fixture
def push(extension, server, group, alice):
    """A function that pushes what a program says, with the chart's key or another."""
    alice.sends('/chart Temperature')
    ordinal = server.app.store.last_ordinal(group.id)
    key = extension.widgets['chart'].states.decode(server.app.store.row(group.id, ordinal).widget.state, 1).key

    def push(text: str, key: str = key, ordinal: int = ordinal) -> int:
        path = f'/api/x/live_chart/{group.id}/{ordinal}'
        return server.does(server.http.post(path, content=text, headers={'x-key': key})).status_code

    return push


def test_who_has_the_key_pushes_values_for_all_to_see(push, server, alice, bob):
    bob.sees('No values yet.')
    assert (push('21.5'), push('22')) == (204, 204)
    bob.sees('Temperature: 22')
    bob.sees_not('No values yet.')
    server.restarts()
    alice.sees('Temperature: 22')


def test_nobody_else_does_and_nothing_but_numbers(push, bob):
    assert push('21.5', key='guessed') == 403
    assert push('warm') == 400
    assert push('21.5', ordinal=1) == 404  # a notice, which is no chart
    assert push('21.5', ordinal=99) == 404
    bob.sees('No values yet.')


def test_the_author_alone_learns_how(push, alice, bob):
    bob.sees('Temperature')
    bob.sees_not('How to push values')
    alice.clicks('How to push values')
    alice.sees('curl -H "X-Key: ')
    bob.sees_not('curl')
