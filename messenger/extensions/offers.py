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
class Panel:
    """Something beside a group, opened from its menu, and built anew for each member who opens it.

    `build` places NiceGUI's elements; it may be asynchronous, and `viewer` is the member, here and in handlers.
    """

    title: str
    build: Callable[[], Any]
    icon: str = 'dashboard'
    """A name of https://fonts.google.com/icons."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page at ``/x/<name of the extension>``, with a line at the side, built anew for each member who opens it.

    `build` places NiceGUI's elements; it may be asynchronous, and `viewer` is the member, here and in handlers.
    """

    title: str
    build: Callable[[], Any]
    icon: str = 'article'
    """A name of https://fonts.google.com/icons."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu: its text, and what is done when a member chooses it, which may answer what a command may."""

    text: str
    run: Callable[[], Any]
    icon: str = 'extension'
    """A name of https://fonts.google.com/icons."""
