"""Fills an empty data folder with members in private groups: ``python -m soak.prepare FOLDER GROUPS MEMBERS-EACH``.

Prints, as JSON, the id of each group and the secrets of its members' sessions, which their cookies carry.
"""

import asyncio
import json
import sys
from pathlib import Path

from bench.app_alone import running
from messenger.app import App
from messenger.components.preferences import Preference, prefer
from messenger.model.changes import Draft, GroupCreated, MemberJoined
from messenger.model.group import GroupKind
from messenger.model.ids import GroupId, StreamId, new_id, new_request_id
from soak.words import group_name


async def main(folder: Path, groups: int, members: int) -> None:
    """Make the groups one after the other."""
    async with running(folder) as app:
        made = [await _make_group(app, number, members) for number in range(groups)]
    print(json.dumps(made))


async def _make_group(app: App, number: int, members: int) -> dict[str, object]:
    name = group_name(number)
    signed_in = [await app.accounts.sign_in(f'Member {name} {each}', 'soak') for each in range(members)]
    group_id = GroupId(new_id())
    owner, *others = [each.session.member_id for each in signed_in]
    facts: list[GroupCreated | MemberJoined] = [
        GroupCreated(group_id=group_id, name=f'Group {name}', kind=GroupKind.PRIVATE, owner_id=owner)
    ]
    facts += [MemberJoined(group_id=group_id, member_id=other) for other in others]
    for fact in facts:
        await app.journal.append(Draft(stream=StreamId(group_id), by=owner, request_id=new_request_id(), fact=fact))
    for each in signed_in:  # the tabs of the soak do not scroll: one that opened further up would stay there
        prefer(app.actions.reading, each.session.member_id, Preference.OPENS_AT_THE_NEWEST, is_on=True)
    return {'id': group_id, 'secrets': [each.secret for each in signed_in]}


if __name__ == '__main__':
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
