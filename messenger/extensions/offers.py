"""What hooks return."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something to be done every so often, for the first time after one interval; by one server alone."""

    interval: timedelta
    run: Callable[[], Awaitable[None] | None]
