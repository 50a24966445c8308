"""What was measured, as one table with ratios and as lines of name, value, target and verdict."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether one target was reached."""

    name: str
    value: float
    limit: float
    unit: str
    is_lower_better: bool

    @property
    def has_passed(self) -> bool:
        """Whether the value is on the right side of its limit."""
        return self.value <= self.limit if self.is_lower_better else self.value >= self.limit

    def __str__(self) -> str:
        sign = '≤' if self.is_lower_better else '≥'
        verdict = 'PASS' if self.has_passed else 'FAIL'
        return f'{self.name:<64} {figure(self.value):>10} {sign} {figure(self.limit):>9} {self.unit:<24} {verdict}'


def at_most(name: str, value: float, limit: float, unit: str = '') -> Verdict:
    """Judge a value that should be small."""
    return Verdict(name=name, value=value, limit=limit, unit=unit, is_lower_better=True)


def at_least(name: str, value: float, limit: float, unit: str = '') -> Verdict:
    """Judge a value that should be large."""
    return Verdict(name=name, value=value, limit=limit, unit=unit, is_lower_better=False)


class Figures:
    """Values by measure and server; of several of the same, the median counts."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self.notes: list[str] = []

    def add(self, measure: str, server: str, value: float) -> None:
        """Keep a value."""
        self._values[measure][server].append(value)

    def note(self, text: str) -> None:
        """Keep a remark for the end of the report, such as a saturated load."""
        self.notes.append(text)

    def get(self, measure: str, server: str) -> float | None:
        """Return the median of a measure at a server, None when it was not measured."""
        values = self._values.get(measure, {}).get(server)
        return statistics.median(values) if values else None

    def measures(self) -> list[str]:
        """List what was measured, in order."""
        return list(self._values)


def table(figures: Figures, servers: Sequence[str]) -> str:
    """Write a row per measure and a column per server; in brackets a peer's value divided by ours."""
    ours, *_ = servers
    width = max((len(measure) for measure in figures.measures()), default=0)
    lines = [f'{"":<{width}} ' + ''.join(f'{server:>26}' for server in servers)]
    for measure in figures.measures():
        base = figures.get(measure, ours)
        cells = [_cell(figures.get(measure, server), None if server == ours else base) for server in servers]
        lines.append(f'{measure:<{width}} ' + ''.join(f'{cell:>26}' for cell in cells))
    return '\n'.join(lines)


def judgement(verdicts: Iterable[Verdict]) -> str:
    """Write a line per target."""
    return '\n'.join(str(verdict) for verdict in verdicts)


def figure(value: float) -> str:
    """Write a number as a person reads it: three digits that count."""
    if abs(value) >= 100:
        return f'{value:,.0f}'
    return f'{value:.3g}'


def _cell(value: float | None, base: float | None) -> str:
    if value is None:
        return '–'
    if not base:
        return figure(value)
    return f'{figure(value)} ({figure(value / base)}×)'
