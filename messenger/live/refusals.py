"""What browsers sent and was not acted upon: counted always, logged at most once a second for each reason."""

import logging
import time
from collections import Counter

log = logging.getLogger(__name__)

LOG_SECONDS = 1.0


class Refusals:
    """Counts by reason."""

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        self._logged_at: dict[str, float] = {}

    def count(self, reason: str, detail: str = '', *, error: Exception | None = None) -> None:
        """Count one; the log names the reason and a detail, never what was sent."""
        self._counts[reason] += 1
        now = time.monotonic()
        if now - self._logged_at.get(reason, -LOG_SECONDS) >= LOG_SECONDS:
            self._logged_at[reason] = now
            log.warning(
                'Refused: %s %s(%s so far)', reason, detail and f'{detail} ', self._counts[reason], exc_info=error
            )


class OncePerSecond(logging.Filter):
    """Lets one line a second through: Engine.IO logs a traceback for each frame it cannot read."""

    def __init__(self) -> None:
        super().__init__()
        self._at = -LOG_SECONDS

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is logged."""
        if record.levelno < logging.WARNING:
            return True
        now = time.monotonic()
        if now - self._at < LOG_SECONDS:
            return False
        self._at = now
        return True
