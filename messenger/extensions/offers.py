"""What hooks return."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something to be done every so often, for the first time after one interval; by one server alone."""

    interval: timedelta
    run: Callable[[], Awaitable[None] | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu: its text, and what is done when a member chooses it, which may answer what a command may."""

    text: str
    run: Callable[[], Any]
    icon: str = 'extension'
    """A name of https://fonts.google.com/icons."""
