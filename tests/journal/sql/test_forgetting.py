"""What is deleted is not left in the files either."""

from pathlib import Path

from messenger.journal.sql import SqlJournal
from tests.journal.story import ALICE, DESIGN, Story

SECRET = 'the password is swordfish'


async def test_after_the_close_no_file_holds_a_deleted_message(database: str, tmp_path: Path):
    journal = SqlJournal(database)
    await journal.open()
    story = await Story(journal).begin()
    await story.say(ALICE, 'this one stays')
    target = await story.say(ALICE, SECRET)
    await story.edit(ALICE, target, SECRET.upper())
    await story.delete(ALICE, target)
    poll = await story.post(ALICE, f'"{SECRET} 1"', SECRET)
    await story.vote(ALICE, poll, f'"{SECRET} 2"', 2, text=SECRET)
    await story.delete(ALICE, poll)
    await story.say(ALICE, SECRET, DESIGN)
    await story.delete_group(ALICE, DESIGN)
    await journal.close()

    content = _all_bytes(tmp_path)

    assert b'this one stays' in content
    assert SECRET.encode() not in content
    assert SECRET.upper().encode() not in content


async def test_after_the_close_no_file_holds_a_state_that_another_replaced(database: str, tmp_path: Path):
    journal = SqlJournal(database)
    await journal.open()
    story = await Story(journal).begin()
    poll = await story.post(ALICE, f'"{SECRET} first"', 'Poll')
    await story.vote(ALICE, poll, f'"{SECRET} second"', 2, text=SECRET.upper())
    await story.vote(ALICE, poll, '"this one stays"', 3, text='Poll')
    await journal.close()

    content = _all_bytes(tmp_path)

    assert b'this one stays' in content
    assert SECRET.encode() not in content
    assert SECRET.upper().encode() not in content


def _all_bytes(folder: Path) -> bytes:
    return b''.join(each.read_bytes() for each in sorted(folder.iterdir()) if each.is_file())
