"""A database with a past: messages of a made-up language, as many as are wanted, written past the journal's writer."""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, text

from messenger.journal.migrate import migrate
from messenger.journal.plain import plain_text
from messenger.journal.sql.engine import begin, blocking_engine
from messenger.journal.sql.tables import groups, members, memberships, messages, streams
from messenger.model.ids import ID_ALPHABET, ID_LENGTH, GroupId, MemberId
from messenger.model.names import name_key

COMMON = 'the to and of a in is it you that for on with this we be have not are as at can will if but so do'
SYLLABLES = [first + vowel + last for first in 'bdfgklmnprstvz' for vowel in 'aeiou' for last in ('', 'n', 'r', 's')]
VOCABULARY = 20_000
GROUPS, MEMBERS = 20, 200
LINK_EVERY = 40
ROWS_AT_ONCE = 10_000
SECONDS_APART = 60
ENDS_AT = datetime(2026, 1, 1, tzinfo=UTC)
ONE_OFF = 'quetzalcoatlus'
"""A word that one message in the middle holds."""

SWIFT = ('journal_mode = OFF', 'synchronous = OFF', 'cache_size = -400000')
"""A database that is thrown away need not survive anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What is in it, each in the order of how often it comes."""

    group_ids: Sequence[GroupId]
    member_ids: Sequence[MemberId]
    words: Sequence[str]


def fill(folder: Path, count: int) -> Archive:
    """Make a database of so many messages in a folder."""
    url = f'sqlite:///{folder}/messenger.db'
    migrate(url, folder)
    archive = Archive(group_ids=_ids('group', GROUPS), member_ids=_ids('member', MEMBERS), words=_vocabulary())
    engine = blocking_engine(url, 1, is_reading=False)
    with engine.connect() as connection:
        for pragma in SWIFT:
            connection.exec_driver_sql(f'PRAGMA {pragma}')
        begin(connection)
        _write(connection, archive, count)
        connection.commit()
    engine.dispose()
    return archive


def _write(connection: Connection, archive: Archive, count: int) -> None:
    began_at = ENDS_AT - timedelta(seconds=SECONDS_APART * count)
    connection.execute(insert(members), [_member(each, began_at) for each in archive.member_ids])
    connection.execute(insert(groups), [_group(each, began_at) for each in archive.group_ids])
    places = list(itertools.product(archive.group_ids, archive.member_ids))
    connection.execute(insert(memberships), [_membership(*place, began_at) for place in places])
    # One pass over all texts at the end takes half as long as the triggers do row by row.
    triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for name, _ in triggers:
        connection.execute(text(f'DROP TRIGGER {name}'))
    last = dict.fromkeys(archive.group_ids, 0)
    rows = _messages(archive, count, began_at, last)
    while batch := list(itertools.islice(rows, ROWS_AT_ONCE)):
        connection.execute(insert(messages), batch)
    connection.execute(insert(streams), [{'id': each, 'number': last[each], 'ordinal': last[each]} for each in last])
    connection.execute(text("INSERT INTO message_search(message_search) VALUES ('rebuild')"))
    for _, statement in triggers:
        connection.exec_driver_sql(statement)


def _messages(archive: Archive, count: int, began_at: datetime, last: dict[GroupId, int]) -> Iterator[dict[str, Any]]:
    luck = random.Random(1)
    wheres = luck.choices(archive.group_ids, _falling(GROUPS), k=count)
    whose = luck.choices(archive.member_ids, _falling(MEMBERS), k=count)
    frequencies = list(itertools.accumulate(_falling(VOCABULARY)))
    for number, (group_id, member_id) in enumerate(zip(wheres, whose, strict=True), 1):
        said = ' '.join(luck.choices(archive.words, cum_weights=frequencies, k=luck.randint(2, 20)))
        said += f' {ONE_OFF}' if number == count // 2 else ''
        said += f' https://example.org/{number}' if number % LINK_EVERY == 0 else ''
        last[group_id] += 1
        yield {
            'id': number,
            'group_id': group_id,
            'ordinal': last[group_id],
            'number': last[group_id],
            'kind': 'text',
            'author_id': member_id,
            'text': said,
            'mentions': '',
            'about': None,
            'detail': '',
            'sent_at': began_at + timedelta(seconds=SECONDS_APART * number),
            'edited_at': None,
            'revision': 1,
            'is_deleted': False,
            'plain': plain_text(said),
        }


def _vocabulary() -> list[str]:
    luck = random.Random(2)
    made = {luck.choice(SYLLABLES) + luck.choice(SYLLABLES) + luck.choice(SYLLABLES) for _ in range(2 * VOCABULARY)}
    return [*COMMON.split(), *sorted(made, key=lambda _: luck.random())][:VOCABULARY]


def _falling(count: int) -> list[float]:
    """Weigh as words and people are: the tenth comes a tenth as often as the first (Zipf's law)."""
    return [1 / rank for rank in range(1, count + 1)]


def _ids(stem: str, count: int) -> list[Any]:
    letters = ID_ALPHABET
    return [f'{stem}{letters[n // 32]}{letters[n % 32]}'.ljust(ID_LENGTH, '2') for n in range(count)]


def _member(member_id: MemberId, at: datetime) -> dict[str, Any]:
    return {
        'id': member_id,
        'name': member_id,
        'name_key': name_key(member_id),
        'is_administrator': False,
        'is_bot': False,
        'registered_at': at,
    }


def _group(group_id: GroupId, at: datetime) -> dict[str, Any]:
    return {'id': group_id, 'name': group_id, 'kind': 'open', 'created_at': at}


def _membership(group_id: GroupId, member_id: MemberId, at: datetime) -> dict[str, Any]:
    return {'group_id': group_id, 'member_id': member_id, 'role': 'member', 'joined_at': at}
