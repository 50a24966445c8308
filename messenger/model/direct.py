"""Direct groups: two to eight members who write to each other, one group for each set of them."""

import uuid
from collections.abc import Iterable

from messenger.languages import DEFAULT, listed
from messenger.model.ids import GroupId, MemberId, RequestId, derived_id

FEWEST_MEMBERS = 2
MOST_MEMBERS = 8

_OPENINGS = uuid.UUID('b1d3a0e6-5c1f-4b60-9d53-0a8c7be0d1f4')
"""Makes of a group's id the request that opens it (RFC 9562, version 5)."""


def direct_members(member_ids: Iterable[MemberId]) -> tuple[MemberId, ...]:
    """Return members in the one order in which a set of them is written, each once."""
    return tuple(sorted(set(member_ids)))


def direct_id(member_ids: Iterable[MemberId]) -> GroupId:
    """Return the id of the one direct group of these members: it is found again by knowing who they are."""
    return GroupId(derived_id(' '.join(['direct', *direct_members(member_ids)])))


def opening_of(group_id: GroupId) -> RequestId:
    """Return the request that opens a direct group, the same for everybody: two who ask at once open it once."""
    return RequestId(str(uuid.uuid5(_OPENINGS, group_id)))


def direct_name(names: Iterable[str], language: str = DEFAULT) -> str:
    """Write what a direct group is called by a member who sees these others in it and reads this language.

    >>> direct_name(['Bob', 'Carol', 'Alice']), direct_name(['Bob', 'Carol', 'Alice'], 'de_AT')
    ('Alice, Bob and Carol', 'Alice, Bob und Carol')
    """
    return listed(sorted(names, key=str.casefold), language)
