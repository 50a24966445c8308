"""A command that proves promises: runs the parts that were asked for and prints a line of verdict for each promise."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.command_line import parser_of
from bench.report import Verdict, at_least

Part = Callable[[bool], Sequence[Verdict]]
"""Runs; it is given whether the short form was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What ``python -m NAME [--quick] [part ...]`` does."""

    name: str
    description: str
    parts: Mapping[str, Part]
    quick: str
    """What the short form is."""

    def main(self, arguments: Sequence[str]) -> int:
        """Run what was asked for; return the exit status, 1 when a promise is broken."""
        parser = parser_of(self.name, self.description, parts=self.parts, quick=self.quick)
        asked = parser.parse_args(arguments)
        has_passed = True
        for name in asked.parts or self.parts:
            verdicts = self._run(name, asked.quick)
            print(*verdicts, sep='\n', flush=True)
            has_passed = has_passed and all(verdict.has_passed for verdict in verdicts)
        return 0 if has_passed else 1

    def _run(self, name: str, is_quick: bool) -> Sequence[Verdict]:
        """Run one part; when it does not get to its end, that is a verdict too, and the others follow."""
        began_at = time.monotonic()
        try:
            verdicts: Sequence[Verdict] = self.parts[name](is_quick)
        except* (OSError, RuntimeError, ValueError, LookupError) as errors:
            print(f'{name}: {errors.exceptions[0]}', file=sys.stderr)
            verdicts = [must(f'{name}: got to its end', has_come=False)]
        print(f'{name} took {time.monotonic() - began_at:.0f} s', file=sys.stderr, flush=True)
        return verdicts


def must(name: str, has_come: bool) -> Verdict:
    """Judge what must be so: 1 if it is."""
    return at_least(name, int(has_come), 1)
