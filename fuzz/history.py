"""Random actions of four members; store, journal, replay and a simple model must agree after each."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis.stateful import invariant, run_state_machine_as_test

from bench.report import Verdict, at_least, at_most
from fuzz.hypothesis_run import faults_in, settings_for
from fuzz.plan import Plan
from messenger.journal.migrate import migrate
from tests.store.disk import OnDisk
from tests.store.test_random_actions import RandomActions

FEWEST_STEPS = 0.2
"""Of the steps that are allowed: Hypothesis makes many runs shorter, to see how they end."""


def run(plan: Plan) -> Sequence[Verdict]:
    """Act at random over the journal in memory, then less often over the one on disk."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / 'template'
        template.mkdir()
        migrate(f'sqlite:///{template}/messenger.db', template)

        class CountedOnDisk(Counting, OnDisk):
            def new_folder(self) -> Path:
                copy = Path(tempfile.mkdtemp(dir=folder))
                shutil.copytree(template, copy, dirs_exist_ok=True)
                return copy

        class Counted(Counting, RandomActions):
            pass

        return [
            *_judge('memory', Counted, plan.runs, plan.steps),
            *_judge('disk', CountedOnDisk, plan.runs_on_disk, plan.steps),
        ]


class Counting:
    """Counts the steps of all runs of a machine."""

    steps = 0

    @invariant()
    def count(self) -> None:
        """One more."""
        type(self).steps += 1


def _judge(where: str, machine: type, runs: int, steps: int) -> Sequence[Verdict]:
    faults = faults_in(
        f'history in {where}', lambda: run_state_machine_as_test(machine, settings=settings_for(runs, steps))
    )
    return [
        at_least(f'history in {where}: steps of {runs} runs', machine.steps, FEWEST_STEPS * runs * steps),
        at_most(f'history in {where}: steps after which something differed', faults, 0),
    ]
