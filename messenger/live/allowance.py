"""How many messages a socket may send: a token bucket."""

import time


class Allowance:
    """Refills with `per_second` tokens up to `burst`."""

    __slots__ = ('_at', '_burst', '_per_second', '_tokens')

    def __init__(self, *, per_second: float = 20, burst: float = 60) -> None:
        self._per_second = per_second
        self._burst = burst
        self._tokens = float(burst)
        self._at = time.monotonic()

    def take(self) -> bool:
        """Use one token; False when there is none."""
        now = time.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
