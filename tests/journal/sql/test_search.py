"""Searching a database of many rows: whichever way is taken, what is found is what fits, the newest first."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import insert

from messenger.journal.migrate import migrate
from messenger.journal.plain import fits, plainly
from messenger.journal.sql import SqlJournal, codec
from messenger.journal.sql.search import FEW_ROWS, LINK_GRAMS
from messenger.journal.sql.tables import groups, messages
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.search import LINK_BEGINNINGS, Content, Sought

LARGE, SMALL = GroupId('large2222222'), GroupId('small2222222')
BUSY, QUIET = MemberId('busy22222222'), MemberId('quiet2222222')
BEGAN_AT = datetime(2024, 1, 1, tzinfo=UTC)
COUNT = 2 * FEW_ROWS + 3000


def row(number: int) -> Message:
    """One of many messages: a few words each, of which most stand in every row and some in few."""
    said = f'the row {number % 100} of them' + (' rare' if number % 5000 == 0 else '')
    said += ' at https://example.org' if number % 3000 == 7 else ''
    is_small = number % 40 == 0
    return Message(
        group_id=SMALL if is_small else LARGE,
        ordinal=Ordinal(1 + (number // 40 if is_small else number - 1 - number // 40)),
        author_id=QUIET if number % 400 in {0, 1} else BUSY,
        text=said,
        sent_at=BEGAN_AT + timedelta(minutes=number),
    )


ROWS = [row(number) for number in range(COUNT)]


@pytest_asyncio.fixture(scope='module', loop_scope='module')
async def journal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SqlJournal]:
    """A journal with all of them."""
    folder = tmp_path_factory.mktemp('many')
    migrate(f'sqlite:///{folder}/messenger.db', folder)
    journal = SqlJournal(f'sqlite:///{folder}/messenger.db')
    await journal.open()
    there = [{'id': each, 'name': each, 'kind': 'open', 'created_at': BEGAN_AT} for each in (LARGE, SMALL)]
    await journal.write(lambda connection: connection.execute(insert(groups), there) and None)
    rows = [codec.new_message_columns(each, each.ordinal) for each in ROWS]
    await journal.write(lambda connection: connection.execute(insert(messages), rows) and None)
    yield journal
    await journal.close()


def expected(sought: Sought, limit: int) -> list[Message]:
    plain = plainly(sought)
    assert plain is not None
    return [row for row in reversed(ROWS) if fits(row, plain)][:limit]


MIDDLE = ROWS[COUNT // 2].sent_at
LINK = frozenset({Content.LINK})
SEARCHES = {
    'a frequent word': {'words': ('the',)},
    'a seldom word': {'words': ('rare',)},
    'a phrase': {'words': ('77 of',)},
    'two words': {'words': ('row 77', 'them')},
    'nothing': {'words': ('them the',)},
    'a letter': {'words': ('7',)},
    'a word of a quiet member': {'words': ('rare',), 'author_ids': (QUIET,)},
    'a letter of a quiet member': {'words': ('r',), 'author_ids': (QUIET,)},
    'a letter of a busy member': {'words': ('7',), 'author_ids': (BUSY,)},
    'a busy member': {'author_ids': (BUSY,)},
    'both members': {'author_ids': (BUSY, QUIET), 'words': ('rare',)},
    'a small group': {'group_ids': (SMALL,), 'words': ('rare',)},
    'a large group': {'group_ids': (LARGE,)},
    'links': {'holds': LINK},
    'links with a word': {'holds': LINK, 'words': ('of',)},
    'days': {'since': MIDDLE, 'until': MIDDLE + timedelta(days=1)},
    'a word and days': {'words': ('the',), 'until': MIDDLE},
    'a busy member and days': {'author_ids': (BUSY,), 'until': MIDDLE},
}


@pytest.mark.asyncio(loop_scope='module')
@pytest.mark.parametrize('kind', SEARCHES)
async def test_what_fits_is_found_newest_first_and_page_by_page(journal: SqlJournal, kind: str):
    sought = Sought(**{'group_ids': (LARGE, SMALL), **SEARCHES[kind]})
    wanted = expected(sought, 30)
    first = await journal.search(sought, limit=15)
    assert first == wanted[:15]
    if first:
        below = (first[-1].group_id, first[-1].ordinal)
        assert await journal.search(sought, below=below, limit=15) == wanted[15:]


@pytest.mark.asyncio(loop_scope='module')
@pytest.mark.parametrize('minutes', [-1, 0, 39, 40, 41, COUNT // 2, COUNT - 40, COUNT])
async def test_a_moment_is_found_among_many_rows(journal: SqlJournal, minutes: int):
    at = BEGAN_AT + timedelta(minutes=minutes)
    for group_id in (LARGE, SMALL):
        earlier = [row for row in ROWS if row.group_id == group_id and row.sent_at < at]
        assert await journal.first_at(group_id, at) == len(earlier) + 1


def test_every_link_holds_the_trigrams_that_are_asked_for():
    assert all(gram in beginning for beginning in LINK_BEGINNINGS for gram in LINK_GRAMS)
