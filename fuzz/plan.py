"""How much of everything a run does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole form, unless said otherwise."""

    frames: int = 100_000
    attackers: int = 100
    """Pages that send them; one socket is heard 20 times a second."""
    texts: int = 100_000
    runs: int = 2_000
    """Of random actions, over the journal in memory."""
    runs_on_disk: int = 100
    steps: int = 100
    """Actions of one run, at most."""


WHOLE = Plan()
QUICK = Plan(frames=5_000, attackers=20, texts=5_000, runs=50, runs_on_disk=5)
