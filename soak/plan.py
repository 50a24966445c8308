"""How much of everything a run does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole form, unless said otherwise."""

    members: int = 25
    """In each group."""
    load_groups: int = 20
    load_seconds: float = 300
    load_per_second: float = 20
    kill_rounds: int = 12
    stalled_seconds: float = 60
    churn_seconds: float = 600
    churn_warm_up_seconds: float = 150
    """Longer than a page without its browser is kept, so that as many end as begin."""
    churn_watches_memory: bool = True
    cut_seconds: tuple[float, ...] = (2, 5, 30)
    restart_groups: int = 20
    browser_cut_seconds: tuple[float, ...] = (2, 5, 30, 60)
    browser_stale_rounds: int = 10
    browser_down_seconds: tuple[float, ...] = (0, 5, 20)


WHOLE = Plan()
QUICK = Plan(
    load_groups=4,
    load_seconds=30,
    kill_rounds=2,
    stalled_seconds=40,
    churn_seconds=30,
    churn_warm_up_seconds=5,
    churn_watches_memory=False,
    cut_seconds=(2, 5),
    restart_groups=4,
    browser_cut_seconds=(2, 5),
    browser_stale_rounds=3,
    browser_down_seconds=(0, 5),
)
