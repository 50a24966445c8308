"""Moving windows in memory, for the library `limits`."""

import time
from collections import deque
from collections.abc import Callable

from limits.storage import MemoryStorage

TIDY_EVERY = 1000
"""After so many requests the windows in which nothing is left are dropped."""


class Windows(MemoryStorage):
    """When each key was used lately.

    The library's own memory starts a thread to expire entries, at every request that comes more than
    10 ms after the last: measured 0.6 ms of CPU, and up to 2 ms in which the event loop waits for it
    (limits 5.8). Here entries expire when their window is looked at.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._times: dict[str, deque[float]] = {}
        self._expiries: dict[str, int] = {}
        self._asked = 0

    def __len__(self) -> int:
        return len(self._times)

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` requests if the window of `expiry` seconds has room for them under `limit`."""
        self._tidy_now_and_then()
        times = self._window(key, expiry)
        if len(times) + amount > limit:
            return False
        times.extend([self._clock()] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Return when the oldest counted request came, and how many are counted."""
        times = self._window(key, expiry)
        return (times[0] if times else self._clock()), len(times)

    def _window(self, key: str, expiry: int) -> deque[float]:
        times = self._times.setdefault(key, deque())
        self._expiries[key] = expiry
        over = self._clock() - expiry
        while times and times[0] <= over:
            times.popleft()
        return times

    def _tidy_now_and_then(self) -> None:
        self._asked += 1
        if self._asked % TIDY_EVERY:
            return
        for key in tuple(self._times):
            if not self._window(key, self._expiries[key]):
                del self._times[key], self._expiries[key]
