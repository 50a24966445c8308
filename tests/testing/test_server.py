"""A server in memory: its time, its restarts, and what it asks of a test."""

from datetime import timedelta

import pytest

from messenger.model.group import Group
from messenger.testing import Person, Server
from messenger.testing.settings import settings_in_memory


def test_what_was_said_is_there_after_a_restart(server: Server, alice: Person, bob: Person) -> None:
    """Pages load again where they were, signed in as before."""
    server.creates('Design', by=alice, members=[bob])
    bob.opens('Design')
    alice.opens('Design')
    alice.sends('before')
    server.restarts()
    bob.sees('before')
    bob.sends('after')
    alice.sees('after')


def test_time_passes_without_waiting(server: Server, alice: Person) -> None:
    """Times of messages follow it."""
    alice.sends('early')
    server.passes(3 * 3600)
    alice.sends('late')
    early, late = [each.sent_at for each in server.app.store.rows(server.group().id, 3, 4)]
    assert timedelta(hours=3) <= late - early < timedelta(hours=3, minutes=1)


async def test_steps_are_awaited_where_a_loop_runs(server: Server, alice: Person, bob: Person) -> None:
    """The same fixtures serve tests that are `async def`."""
    await alice.sends('hello')
    await bob.sees('hello')
    await server.passes(60)
    await server.restarts()
    await bob.sees('hello')


def test_steps_may_be_awaited_twice_as_well(alice: Person) -> None:
    """What is done already is done."""
    step = alice.sends('hello')
    with pytest.raises(StopIteration):
        next(step.__await__())
    alice.sees('hello', within='hello')


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run the same on every machine."""
    monkeypatch.setenv('MESSENGER_TITLE', 'Elsewhere')
    assert settings_in_memory().title == 'Messenger'
    assert settings_in_memory(title='Here').title == 'Here'


def test_nobody_asks_a_server_that_has_not_started() -> None:
    """The remedy is in the error."""
    with pytest.raises(AssertionError, match='use it by `with`'):
        Server().group()


def test_strangers_are_named(server: Server, group: Group) -> None:
    """A name that nobody bears is said."""
    assert group.name == 'Watercooler'
    with pytest.raises(LookupError, match='Mallory'):
        server.member('Mallory')
    with pytest.raises(LookupError, match='Nowhere'):
        server.path_of('Nowhere')


def test_routes_are_asked_without_a_browser(server: Server) -> None:
    """In a plain test by `does`."""
    assert server.does(server.http.get('/healthz')).status_code == 200


async def test_routes_are_asked_on_the_loop_of_the_test(server: Server) -> None:
    """Where a loop runs, `does` says to await."""
    assert (await server.http.get('/healthz')).status_code == 200
    asking = server.http.get('/healthz')
    with pytest.raises(AssertionError, match='use await'):
        server.does(asking)
    asking.close()
