"""Reads from the journal of a server that has ended what is kept: ``python -m soak.truth FOLDER GROUP-ID ...``.

Prints, as JSON and in the order of the ids, each group's changes and its rows.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.app_alone import running
from messenger.journal.contract import Journal
from messenger.model.changes import Change, MessageDeleted, MessageEdited, MessageSent
from messenger.model.ids import GroupId, Ordinal, StreamId
from messenger.model.message import MessageKind
from soak.history import Fact, Kind, Truth
from soak.words import word_in

PAGE = 500


async def main(folder: Path, group_ids: Sequence[GroupId]) -> None:
    """Read group after group."""
    async with running(folder) as app:
        found = [await _read(app.journal, group_id) for group_id in group_ids]
    print(json.dumps(found))


def truth_of(found: dict[str, Any]) -> Truth:
    """Make of what was printed for a group what a history is held against."""
    facts = [
        Fact(number=number, kind=Kind(kind) if kind else None, key=key, ordinal=ordinal)
        for number, kind, key, ordinal in found['facts']
    ]
    return Truth(facts=facts, rows=dict(found['rows']))


async def _read(journal: Journal, group_id: GroupId) -> dict[str, Any]:
    changes: list[Change] = []
    while page := await journal.read(StreamId(group_id), after=len(changes), limit=PAGE):
        changes += page
    last = max((change.ordinal or 0 for change in changes), default=0)
    rows: list[tuple[int, str]] = []
    for first in range(1, last + 1, PAGE):
        messages = await journal.messages(group_id, first=Ordinal(first), last=Ordinal(first + PAGE - 1))
        rows += [(each.ordinal, word_in(each.text) if each.kind is MessageKind.TEXT else '') for each in messages]
    return {'facts': [_fact(change) for change in changes], 'rows': rows}


def _fact(change: Change) -> tuple[int, str, str, int | None]:
    match change.fact:
        case MessageSent():
            kind, key = Kind.SEND.value, str(change.request_id)
        case MessageEdited(target=target, text=text):
            kind, key = Kind.EDIT.value, f'{target} {word_in(text)}'
        case MessageDeleted(target=target):
            kind, key = Kind.DELETE.value, str(target)
        case _:
            kind, key = '', ''
    return change.number, kind, key, change.ordinal


if __name__ == '__main__':
    asyncio.run(main(Path(sys.argv[1]), [GroupId(group_id) for group_id in sys.argv[2:]]))
