"""How long a search takes among a million messages, by what is searched for."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path

from bench.app_alone import running
from bench.archive import ONE_OFF, Archive, fill
from bench.options import OURS, Options
from bench.report import Figures, Verdict, at_most

ROUNDS = 9
LIMIT_MS = 50.0


def measure_of(kind: str) -> str:
    """Name the measure of a kind of search."""
    return f'ms to find {kind}'


def kinds(archive: Archive) -> Mapping[str, str]:
    """Return what is typed, by what it is for."""
    often, seldom = archive.words[0], archive.words[2000]
    group, member = archive.group_ids[-1], archive.member_ids[-1]
    return {
        'a word that stands in one message': ONE_OFF,
        'a word that stands in every third': often,
        'two words': f'{archive.words[40]} {archive.words[45]}',
        'a phrase': f'"{archive.words[1]} {often}"',
        'a phrase of frequent words that nobody said': f'"{" ".join(archive.words[11:17])}"',
        'a letter': 't',
        'two letters that stand nowhere': 'zq',
        'a frequent word of a talkative member': f'from:{archive.member_ids[0]} {often}',
        'a frequent word of a quiet member': f'from:{member} {often}',
        'a frequent word in the smallest group': f'in:{group} {often}',
        'a seldom word in the smallest group': f'in:{group} {seldom}',
        'links': 'has:link',
        'a frequent word of one month': f'{often} on:2025-11',
        'nothing': 'hippopotamus',
    }


async def measure(options: Options, figures: Figures) -> None:
    """Fill a database, then search it in turns."""
    if OURS not in options.servers:
        return
    with tempfile.TemporaryDirectory(prefix='messenger-bench-') as folder:
        archive = fill(Path(folder), options.searched_messages)
        async with running(Path(folder)) as app:
            for _ in range(ROUNDS):
                for kind, typed in kinds(archive).items():
                    began_at = time.perf_counter()
                    await app.actions.search.search(archive.member_ids[0], typed, UTC)
                    figures.add(measure_of(kind), OURS.name, 1e3 * (time.perf_counter() - began_at))
    figures.note(f'searched were {options.searched_messages:,} messages')


def judge(figures: Figures, options: Options) -> Iterator[Verdict]:
    """Hold each kind to the limit."""
    medians = [figures.get(measure, OURS.name) for measure in figures.measures() if measure.startswith(measure_of(''))]
    if found := [median for median in medians if median is not None]:
        yield at_most('search, the slowest kind', max(found), LIMIT_MS, 'ms')
