"""Lines of name, value, limit and verdict for what was counted rather than measured."""

import sys
from collections.abc import Iterator, Sequence

from bench.report import Verdict, at_least, at_most
from soak.history import Fault, History, count
from soak.site import Site

MOST_SHOWN = 30


def of_history(part: str, history: History, faults: Sequence[Fault]) -> Iterator[Verdict]:
    """Judge a history, kind by kind; the first faults are told to whoever watches."""
    for fault in faults[:MOST_SHOWN]:
        print(f'{part}: {fault.kind}: {fault.text}', file=sys.stderr)
    yield at_least(f'{part}: requests acknowledged', len(history.ok), 1)
    for kind, times in count(faults).items():
        yield at_most(f'{part}: {kind}', times, 0)


def of_tabs(part: str, site: Site) -> Iterator[Verdict]:
    """Judge how tabs end up: all there, with nothing that waits for an answer."""
    yield at_most(f'{part}: tabs away in the end', sum(not tab.is_connected for tab in site.tabs), 0)
    yield at_most(f'{part}: pages answered with an error', sum(tab.errors for tab in site.tabs), 0)
    yield at_most(f'{part}: messages without an answer', sum(len(tab.storage.unsent) for tab in site.tabs), 0)
