"""Builds, told by a build server."""

import json

import pytest


@pytest.fixture
def tell(extension, server, group, alice):
    """A function that tells of a build as a build server does."""
    alice.sends('/ci messenger')
    ordinal = server.app.store.last_ordinal(group.id)
    key = extension.widgets['ci'].states.decode(server.app.store.row(group.id, ordinal).widget.state, 1).key

    def tell(key: str = key, **build: str) -> int:
        path = f'/api/x/ci_status/{group.id}/{ordinal}'
        asked = server.http.post(path, content=json.dumps(build), headers={'x-key': key})
        return server.does(asked).status_code

    return tell


def test_each_branch_has_a_line_that_changes_in_place(tell, bob):
    bob.sees('No build has been told yet.')
    assert tell(branch='main', status='failed', commit='b6d1f02aaaa') == 204
    assert tell(branch='topic', status='running') == 204
    bob.sees('failed b6d1f02')
    bob.sees('1 failed')
    assert tell(branch='main', status='passed') == 204
    bob.sees('all is well')
    bob.sees_not('failed b6d1f02')


def test_nobody_else_tells_and_nothing_else_is_told(tell, bob):
    assert tell(key='guessed', branch='main', status='passed') == 403
    assert tell(branch='main', status='great') == 422
    assert tell(branch='main') == 422
    bob.sees('No build has been told yet.')


def test_the_author_alone_learns_how(tell, alice, bob):
    alice.clicks('Connect a build server')
    alice.sees('X-Key')
    bob.sees('Builds of messenger')
    bob.sees_not('X-Key')
