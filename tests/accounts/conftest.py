"""A clock that only tests move."""

from datetime import UTC, datetime, timedelta

import pytest


class Clock:
    """Tells the time that a test set."""

    def __init__(self):
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        """Tell the time."""
        return self.now

    def advance(self, **delta):
        """Let time pass."""
        self.now += timedelta(**delta)


@pytest.fixture
def clock():
    """Give a clock at noon of the first of March."""
    return Clock()
