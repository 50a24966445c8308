"""A process killed in a storm of sends loses and doubles nothing."""

import asyncio
import sys
from pathlib import Path

from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal
from messenger.model.ids import Ordinal, StreamId
from tests.journal.sql.sender import SENDERS, request_id, text
from tests.journal.story import ALICE, BOB, WATERCOOLER, Story

STORMS = 3
ENOUGH = 400
"""Acknowledged messages before the kill."""


async def test_killed_three_times_it_loses_and_doubles_nothing(database: str, tmp_path: Path):
    await _begin(database)
    expected: dict[int, str] = {}
    for storm in range(STORMS):
        acknowledged = await _storm(database, storm)
        migrate(database, tmp_path)
        journal = SqlJournal(database)
        await journal.open()
        expected |= await _repeat(journal, storm, acknowledged)
        await _check(journal, expected)
        await journal.close()


async def _begin(database: str) -> None:
    journal = SqlJournal(database)
    await journal.open()
    await Story(journal).begin()
    await journal.close()


async def _storm(database: str, storm: int) -> dict[tuple[int, int], int]:
    """Kill the senders in the middle; return the ordinal of each message that was acknowledged."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, '-m', 'tests.journal.sql.sender', database, str(storm), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    lines = [await process.stdout.readline() for _ in range(ENOUGH)]
    process.kill()
    lines += (await process.stdout.read()).splitlines()
    await process.wait()
    told = [tuple(int(part) for part in line.split()) for line in lines]
    return {(sender, index): ordinal for sender, index, ordinal in told}


async def _repeat(journal: SqlJournal, storm: int, acknowledged: dict[tuple[int, int], int]) -> dict[int, str]:
    """Send everything again, and what was under way: who was acknowledged gets the same answer."""
    story = Story(journal)
    under_way = [
        (each, max([-1, *(index for sender, index in acknowledged if sender == each)]) + 1) for each in range(SENDERS)
    ]
    requests = [*acknowledged, *under_way]
    ordinals = await asyncio.gather(
        *(
            story.say((ALICE, BOB)[sender % 2], text(storm, sender, index), request_id=request_id(storm, sender, index))
            for sender, index in requests
        )
    )
    again = dict(zip(requests, ordinals, strict=True))
    assert {request: again[request] for request in acknowledged} == acknowledged
    return {ordinal: text(storm, *request) for request, ordinal in again.items()}


async def _check(journal: SqlJournal, expected: dict[int, str]) -> None:
    """Everything is there once, in the order in which it was acknowledged, without gaps."""
    rows = await journal.messages(WATERCOOLER, first=Ordinal(1), last=Ordinal(1_000_000))
    said = {row.ordinal: row.text for row in rows if row.kind == 'text'}
    changes = await journal.read(StreamId(WATERCOOLER), after=0, limit=1_000_000)

    assert said == expected
    assert [row.ordinal for row in rows] == list(range(1, len(rows) + 1))
    assert [change.number for change in changes] == list(range(1, len(changes) + 1))
    assert len({change.request_id for change in changes}) == len(changes)
