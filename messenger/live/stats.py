"""Counts of what the shared blocks did, for operators and load runs."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class LiveStats:
    """What is there now, and what happened since the start."""

    pages: int = 0
    views: int = 0
    blocks: int = 0
    connections: int = 0
    stale: int = 0
    frames: int = 0
    deliveries: int = 0
    refused: Counter[str] = field(default_factory=Counter)
