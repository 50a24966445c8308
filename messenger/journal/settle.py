"""Drafts become changes here: judged one after the other, numbered without gaps, each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messenger.journal.contract import Conflict
from messenger.journal.rules import check
from messenger.journal.scene import Scene, fold
from messenger.journal.scrub import is_superseded, scrubbed, superseded, worded
from messenger.model.changes import (
    AdministratorChanged,
    Change,
    Draft,
    ExtensionSwitched,
    GroupCreated,
    GroupFact,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MemberPictured,
    MemberRegistered,
    MemberRenamed,
    MessageSent,
    StatusChanged,
)
from messenger.model.ids import SITE, GroupId, Ordinal

SITE_FACTS = (
    MemberRegistered,
    MemberRenamed,
    MemberPictured,
    StatusChanged,
    AdministratorChanged,
    ExtensionSwitched,
)
ROW_FACTS = (MessageSent, GroupCreated, GroupRenamed, MemberJoined, MemberLeft)
"""Facts that add a row to their group's log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of some drafts: an answer for each, and the new changes in their order."""

    answers: Sequence[Change | Conflict]
    changes: Sequence[Change]


def settle(scene: Scene, drafts: Sequence[Draft], at: datetime) -> Settled:
    """Judge drafts in order and fold what is accepted into the scene.

    A request that was accepted before is answered with its first change and adds nothing.
    """
    answers: list[Change | Conflict] = []
    changes: list[Change] = []
    for draft in drafts:
        earlier = scene.accepted.get((draft.stream, draft.request_id))
        if earlier is not None:
            answers.append(_as_it_stands(scene, earlier))
            continue
        try:
            change = _accept(scene, draft, at)
        except Conflict as conflict:
            answers.append(conflict)
            continue
        answers.append(change)
        changes.append(change)
    return Settled(answers=answers, changes=changes)


def check_stream(draft: Draft) -> None:
    """Raise ValueError for a draft in a stream that its fact does not belong to."""
    stream = SITE if isinstance(draft.fact, SITE_FACTS) else draft.fact.group_id
    if draft.stream != stream:
        raise ValueError(f'{type(draft.fact).__name__} belongs in stream {stream!r}, not in {draft.stream!r}.')


def _as_it_stands(scene: Scene, change: Change) -> Change:
    """Return an earlier change without what was deleted or superseded since, even by a draft just before."""
    ordinal = worded(change)
    if ordinal is None:
        return change
    group_id = GroupId(change.stream)
    row = scene.row(group_id, ordinal)
    is_gone = group_id not in scene.groups or (row is not None and row.is_deleted)
    if is_gone:
        return scrubbed(change)
    return superseded(change) if row is not None and is_superseded(change, row) else change


def _accept(scene: Scene, draft: Draft, at: datetime) -> Change:
    check(scene, draft)
    change = Change(
        stream=draft.stream,
        number=scene.heads.get(draft.stream, 0) + 1,
        at=at,
        by=draft.by,
        request_id=draft.request_id,
        fact=draft.fact,
        ordinal=_next_ordinal(scene, draft.fact) if isinstance(draft.fact, ROW_FACTS) else None,
    )
    fold(scene, change)
    return change


def _next_ordinal(scene: Scene, fact: GroupFact) -> Ordinal:
    group_id: GroupId = fact.group_id
    return Ordinal(scene.ordinals.get(group_id, 0) + 1)
