"""A timer that all see run."""

from datetime import datetime

import pytest


@pytest.fixture(autouse=True)
def wall_clock(extension, server, monkeypatch):
    """The time of day passes as the server's does."""

    class WallClock(datetime):
        @classmethod
        def now(cls, tz=None):
            return server.clock.now().astimezone(tz)

    monkeypatch.setattr(extension.module, 'datetime', WallClock)


def test_it_runs_for_all_and_its_author_gives_more(server, alice, bob):
    alice.sends('/timer 1 Stand-up')
    server.passes(30)
    bob.sees('0:2')  # a few seconds pass with each step
    alice.clicks('5 minutes more')
    bob.sees('5:2')
    alice.clicks('Stop')
    bob.sees('Time is up.')


def test_it_ends_by_itself(server, alice, bob):
    bob.sends('/timer 1')
    server.passes(61)
    alice.sees('Time is up.')


def test_no_time_is_no_timer(bob):
    bob.sends('/timer 0')
    bob.is_told('A timer runs for 1 to 1440 minutes')
