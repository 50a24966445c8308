"""How many messages a socket may send: a token bucket."""

import time

PER_SECOND = 20.0
BURST = 60.0


class Allowance:
    """Refills with `PER_SECOND` tokens a second up to `BURST`."""

    __slots__ = ('_at', '_tokens')

    def __init__(self) -> None:
        self._tokens = BURST
        self._at = time.monotonic()

    def take(self) -> bool:
        """Use one token; False when there is none."""
        now = time.monotonic()
        self._tokens = min(BURST, self._tokens + (now - self._at) * PER_SECOND)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
