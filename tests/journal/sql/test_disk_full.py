"""A disk without space: the sender is told, reading goes on, and writing resumes by itself."""

import asyncio
import json
import sys
from pathlib import Path

from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal
from tests.journal.story import Story


async def test_a_full_disk_refuses_and_space_brings_writing_back(database: str, tmp_path: Path):
    journal = SqlJournal(database)
    await journal.open()
    await Story(journal).begin()
    process = await asyncio.create_subprocess_exec(
        sys.executable, '-m', 'tests.journal.sql.crammed', database, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    await journal.close()
    told = json.loads(output)

    assert told['accepted']
    assert told['refused'] == 40 - len(told['accepted']) > 0
    assert not told['writable while full']
    assert told['read while full'] == len(told['accepted'])
    assert told['refused again'] == 0
    assert told['texts'] == told['accepted'] + told['accepted again']
    migrate(database, tmp_path)
