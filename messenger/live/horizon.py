"""What has surely arrived: the versions of the past, and how long ago something was sent."""

import time
from collections import deque

from nicegui import core

KEPT_SECONDS = 600.0
SPACING_SECONDS = 1.0


class Horizon:
    """Remembers which version had been sent at which time."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    @property
    def seconds(self) -> float:
        """After how long a frame has arrived, or else the connection would have been found dead by then.

        A ping goes out `ping_interval` after the last answer and must be answered within `ping_timeout`; Engine.IO
        looks at each socket once per `ping_timeout`; and the last answer may itself have taken as long.
        """
        eio = core.sio.eio
        return float(eio.ping_interval + 4 * eio.ping_timeout)

    def mark(self, version: int) -> None:
        """Note that everything up to this version has been sent by now."""
        now = time.monotonic()
        if not self._marks or now - self._marks[-1][0] >= SPACING_SECONDS:
            self._marks.append((now, version))
        while self._marks[0][0] < now - KEPT_SECONDS:
            self._marks.popleft()

    def version(self) -> int:
        """Return the newest version that has surely arrived at a connection open all the time; 0 when not known."""
        limit = time.monotonic() - self.seconds
        found = 0
        for at, version in self._marks:
            if at > limit:
                break
            found = version
        return found

    def is_behind(self, at: float) -> bool:
        """Whether what was sent at this time (of the monotonic clock) has surely arrived."""
        return at < time.monotonic() - self.seconds
