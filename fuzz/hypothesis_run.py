"""Runs of Hypothesis outside of pytest: counted, and told where they went wrong."""

import sys
import traceback
from collections.abc import Callable

from hypothesis import HealthCheck, settings


def settings_for(examples: int, steps: int = 50) -> settings:
    """Return settings for a long run; nothing is kept between runs, so that each looks elsewhere."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def faults_in(name: str, run: Callable[[], object]) -> int:
    """Run; return 0, or 1 when it failed, of which the smallest example is told to whoever watches."""
    try:
        run()
    except Exception:  # noqa: BLE001 (whatever it finds is a fault, and the other parts follow)
        print(f'{name}:', traceback.format_exc(), sep='\n', file=sys.stderr, flush=True)
        return 1
    return 0
