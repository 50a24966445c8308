"""How long texts take from Enter to the last page of their group."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Delivery:
    """One text on its way."""

    sent_at: float
    missing: int
    came_at: float = 0.0


@dataclass(slots=True)
class Deliveries:
    """All texts of a stretch of time; what was begun before it is not counted."""

    texts: dict[str, Delivery] = field(default_factory=dict)

    def begin(self, word: str, readers: int) -> None:
        """Note that a text leaves for so many pages."""
        self.texts[word] = Delivery(time.perf_counter(), readers)

    def arrive(self, word: str) -> None:
        """Note that a page shows a text for the first time."""
        if delivery := self.texts.get(word):
            delivery.missing -= 1
            delivery.came_at = time.perf_counter()

    @property
    def missing(self) -> int:
        """How many pages still wait for something."""
        return sum(max(0, delivery.missing) for delivery in self.texts.values())

    def milliseconds(self) -> list[float]:
        """Return how long each text took that has reached everybody, shortest first."""
        whole = (delivery for delivery in self.texts.values() if delivery.missing <= 0)
        return sorted(1e3 * (delivery.came_at - delivery.sent_at) for delivery in whole)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many percent of the sorted values do not exceed; infinite when there are none.

    >>> percentile([1, 2, 3, 4], 50), percentile([], 99)
    (2, inf)
    """
    if not values:
        return float('inf')
    return values[max(0, -(-len(values) * int(percent) // 100) - 1)]
