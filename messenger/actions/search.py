"""Finding messages by what was typed into a search, and the first one of a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TypeVar

from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.languages import LANGUAGES
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from messenger.model.names import name_key
from messenger.model.permissions import Action
from messenger.model.refused import Refused
from messenger.model.search import Place, Query, Sought, day_begins, read_query

HITS = 20
"""Messages in one page of results."""

Id = TypeVar('Id', bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of results."""

    messages: Sequence[Message] = ()
    """Newest first."""
    words: tuple[str, ...] = ()
    """What stands in each of them."""
    below: Place | None = None
    """The key of the next page; None when this is the last one."""


class SearchActions:
    """What a member does to find messages in the groups they are in."""

    def __init__(self, *, scope: Scope, history: History, limits: Limits) -> None:
        self._scope = scope
        self._store = scope.store
        self._history = history
        self._limits = limits

    async def search(self, member_id: MemberId, typed: str, zone: tzinfo, *, below: Place | None = None) -> Found:
        """Find messages in the member's groups, newest first, at most `HITS`; a blank query finds nothing.

        Days in the query begin at midnight in `zone`. With `below`, the key of a page, find the next one.

        Raises:
            NotFound: nobody signed in.
            Refused: ``nobody``, ``no_group`` for names in the query, ``too_fast``, ``unavailable``, ``bad_request``.
        """
        member = self._scope.signed_in(member_id, Action.SEARCH)
        query = read_query(_text(typed), zone)
        if query == Query():
            return Found()
        sought = self._look_up(member.id, query)
        self._limits.spend(Pace.SEARCH, member.id)
        rows = await self._history.search(sought, below=below, limit=HITS + 1)
        hits = [row for row in rows[:HITS] if self._store.membership(row.group_id, member.id) is not None]
        return Found(messages=hits, words=query.words, below=_next(rows))

    async def find_day(self, member_id: MemberId, group_id: GroupId, day: date, zone: tzinfo) -> Ordinal:
        """Find the first message of a group that was sent on a day in `zone` or later, else its newest one.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``nothing`` when there is no message at all, ``too_fast``, ``unavailable``.
        """
        self._scope.place(member_id, group_id, Action.FIND_DAY)
        self._limits.spend(Pace.SEARCH, member_id)
        found = await self._history.first_since(group_id, day_begins(day, zone)) or self._store.newest(group_id)
        self._scope.place(member_id, group_id, Action.FIND_DAY)
        if found is None:
            raise Refused('nothing', 'Nothing was said here yet. Write the first message.')
        return found.ordinal

    def _look_up(self, member_id: MemberId, query: Query) -> Sought:
        groups = _called(query.groups, self._group_names(member_id), _no_group) if query.groups else ()
        return Sought(
            words=query.words,
            group_ids=tuple(groups) or tuple(group.id for group in self._store.groups_of(member_id)),
            author_ids=(*self._authors(query.authors), *([member_id] if query.is_own else [])),
            holds=query.holds,
            since=query.since,
            until=query.until,
        )

    def _group_names(self, member_id: MemberId) -> dict[GroupId, set[str]]:
        """List what the member's groups are called in each language: a direct one is named by its reader's."""
        names: defaultdict[GroupId, set[str]] = defaultdict(set)
        for language in LANGUAGES:
            for group in self._store.groups_of(member_id, language):
                names[group.id].add(group.name)
        return names

    def _authors(self, names: Sequence[str]) -> Iterable[MemberId]:
        if not names:
            return ()
        members = {member.id: {member.name} for member in self._store.members()}
        return _called(names, members, _nobody)


def _next(rows: Sequence[Message]) -> Place | None:
    """Return the key of the page below the one that these rows begin."""
    return (rows[HITS - 1].group_id, rows[HITS - 1].ordinal) if len(rows) > HITS else None


def _called(names: Sequence[str], things: Mapping[Id, set[str]], none: Callable[[str], Refused]) -> Iterable[Id]:
    """Return which are called so, or else begin so, by one of their names. Raises what `none` says when none does."""
    keys = {id_: set(map(name_key, called)) for id_, called in things.items()}
    found: dict[Id, None] = {}
    for name in names:
        wanted = name_key(name)
        exact = [id_ for id_, own in keys.items() if wanted in own]
        fits = exact or [id_ for id_, own in keys.items() if wanted and any(key.startswith(wanted) for key in own)]
        if not fits:
            raise none(name)
        found |= dict.fromkeys(fits)
    return found


def _no_group(name: str) -> Refused:
    return Refused('no_group', 'You are in no group called “{name}”.', name=name)


def _nobody(name: str) -> Refused:
    return Refused('nobody', 'Nobody here is called “{name}”.', name=name)


def _text(typed: object) -> str:
    if not isinstance(typed, str):  # what a page sends may be anything
        raise Refused('bad_request', 'This search cannot be read. Reload the page and try again.')
    return typed
