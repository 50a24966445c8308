"""What a page's browser is told of."""

import pytest

from messenger.components.notifier import Notifier


class Listening:
    """A page that notes what it is asked to run."""

    has_socket_connection = True

    def __init__(self):
        self.told = []

    def run_javascript(self, code):
        self.told.append(code)


@pytest.fixture
def page():
    return Listening()


@pytest.fixture
def notifier(world, viewer, page):
    with viewer:
        notifier = Notifier(world.store, world.alice.id)
    notifier._client = page
    return notifier


async def test_it_tells_who_said_what_and_where(world, notifier, page):
    await world.say(world.bob, 'hello "@Alice" </script>')
    notifier.tell(world.watercooler.id)
    (code,) = page.told
    assert '"Watercooler"' in code
    assert r'Bob: hello \"@Alice\" </script>' in code


async def test_nobody_hears_of_a_blocked_member(world, notifier, page):
    world.actions.quiet.block(world.alice.id, world.bob.id)
    await world.say(world.bob, 'hello @Alice')
    notifier.tell(world.watercooler.id)
    assert page.told == []


async def test_a_page_without_a_connection_is_told_nothing(world, notifier, page):
    page.has_socket_connection = False
    await world.say(world.bob, 'hello @Alice')
    notifier.tell(world.watercooler.id)
    assert page.told == []
