"""``/search``: messages of the asker's groups."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request

from messenger.actions.search import SearchActions
from messenger.api import shapes
from messenger.api.asking import asker
from messenger.api.shaping import message_shape
from messenger.model.ids import GroupId, Ordinal, is_id
from messenger.model.refused import Refused
from messenger.model.search import Place

LONGEST_QUERY = 500
"""Characters."""


class SearchRoutes:
    """Finding messages."""

    def __init__(self, search: SearchActions) -> None:
        self._search = search

    def add_to(self, router: APIRouter) -> None:
        """Place the operation."""
        router.get('/search', tags=['messages'])(self.search)

    async def search(
        self,
        request: Request,
        q: Annotated[str, Query(max_length=LONGEST_QUERY, description='As it is typed into the search of the pages.')],
        zone: Annotated[str, Query(max_length=64, description='Where the days of `before:` begin.')] = 'UTC',
        cursor: Annotated[str | None, Query(max_length=40)] = None,
    ) -> shapes.FoundPage:
        """Find messages in the asker's groups, the newest first, a page at a time."""
        below = None if cursor is None else _read(cursor)
        found = await self._search.search(asker(request), q, _zone(zone), below=below)
        return shapes.FoundPage(
            messages=[message_shape(row) for row in found.messages],
            next=None if found.below is None else f'{found.below[0]}-{found.below[1]}',
        )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Refused('bad_zone', "There is no such time zone. Send one such as 'Europe/Berlin'.") from error


def _read(cursor: str) -> Place:
    group_id, _, ordinal = cursor.partition('-')
    if not is_id(group_id) or not (ordinal.isascii() and ordinal.isdecimal() and len(ordinal) < 17):
        raise Refused('bad_cursor', 'This is no cursor. Send what `next` of the page before said.')
    return GroupId(group_id), Ordinal(int(ordinal))
