"""Finding messages by what was typed into a search, and the first one of a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TypeVar

from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
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
        own = {group.id: group.name for group in self._store.groups_of(member_id)}
        groups = _called(query.groups, own, _no_group)
        return Sought(
            words=query.words,
            group_ids=tuple(groups) or tuple(own),
            author_ids=(*self._authors(query.authors), *([member_id] if query.is_own else [])),
            holds=query.holds,
            since=query.since,
            until=query.until,
        )

    def _authors(self, names: Sequence[str]) -> Iterable[MemberId]:
        if not names:
            return ()
        members = {member.id: member.name for member in self._store.members()}
        return _called(names, members, _nobody)


def _next(rows: Sequence[Message]) -> Place | None:
    """Return the key of the page below the one that these rows begin."""
    return (rows[HITS - 1].group_id, rows[HITS - 1].ordinal) if len(rows) > HITS else None


def _called(names: Sequence[str], things: dict[Id, str], none: Callable[[str], Refused]) -> Iterable[Id]:
    """Return which are called so, or else begin so. Raises what `none` says when none does."""
    keys = {id_: name_key(name) for id_, name in things.items()} if names else {}
    found: dict[Id, None] = {}
    for name in names:
        wanted = name_key(name)
        exact = [id_ for id_, key in keys.items() if key == wanted]
        fits = exact or [id_ for id_, key in keys.items() if wanted and key.startswith(wanted)]
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
