"""Counts of what the shared blocks did, for operators and load runs."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class LiveStats:
    """What happened since the start, and what is there now."""

    views: int = 0
    blocks: int = 0
    connections: int = 0
    stale: int = 0
    frames: int = 0
    deliveries: int = 0
    events: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
