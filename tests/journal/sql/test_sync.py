"""What was acknowledged was brought to the disk, as the operating system saw it."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from messenger.journal.sql import SqlJournal
from tests.journal.story import Story

CALLS = 'trace=fdatasync,write'
ENOUGH = 200


def can_watch() -> bool:
    """Tell whether there is strace, and whether it may watch here: some containers forbid it."""
    watching = ['strace', '-qq', '-o', '/dev/null', 'true']
    return bool(shutil.which('strace')) and subprocess.run(watching, check=False).returncode == 0


@pytest.mark.skipif(not can_watch(), reason='strace, which watches system calls, is not installed or not allowed here')
async def test_between_two_acknowledged_batches_the_disk_is_synced(database: str, tmp_path: Path):
    """Of what one sender is told, each next answer needs a commit that came after the one before."""
    journal = SqlJournal(database)
    await journal.open()
    await Story(journal).begin()
    await journal.close()
    trace = tmp_path / 'trace'
    process = await asyncio.create_subprocess_exec(
        *('strace', '-f', '-qq', '-e', CALLS, '-e', 'signal=none', '-s', '40', '-o', str(trace)),
        *(sys.executable, '-m', 'tests.journal.sql.sender', database, '0'),
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    lines = [await process.stdout.readline() for _ in range(ENOUGH)]
    os.killpg(process.pid, signal.SIGKILL)
    await process.stdout.read()
    await process.wait()
    assert all(lines), 'the sender ended by itself'
    assert _told_between_syncs(trace.read_text(errors='replace')) > 0


def _told_between_syncs(trace: str) -> int:
    """Count the acknowledgements of sender 0; each must come after a sync that its previous one had not."""
    told, is_synced = 0, False
    for line in trace.splitlines():
        if ('fdatasync(' in line and line.endswith('= 0')) or 'fdatasync resumed' in line:
            is_synced = True
        elif 'write(1, "0 ' in line or '\\n0 ' in line:
            assert is_synced, line
            told, is_synced = told + 1, False
    return told
