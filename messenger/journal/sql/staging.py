"""Setting the scene: reading just what a batch of drafts is judged against."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, or_, select

from messenger.journal.scene import Scene
from messenger.journal.sql.codec import change_from, group_from, member_from, membership_from
from messenger.journal.sql.needs import Needs
from messenger.journal.sql.remembered import Remembered
from messenger.journal.sql.rows import read_rows
from messenger.journal.sql.tables import changes, extensions, groups, members, memberships, messages, streams
from messenger.model.ids import SITE


def _one_of(column: ColumnElement[Any], keys: str) -> ColumnElement[bool]:
    """Say that a column is one of some keys, which are given when the query is run.

    A parameter for each key, made anew for each batch, would cost more than the query.
    """
    return column.in_(bindparam(keys, expanding=True))


# In one order, so that two nodes never wait for each other in a ring. SQLite has one writer and no such lock.
STREAMS = select(streams).where(_one_of(streams.c.id, 'streams')).order_by(streams.c.id).with_for_update()
REQUESTS = select(changes).where(_one_of(changes.c.request_id, 'request_ids'))
REQUEST = select(changes).where(changes.c.request_id == bindparam('request_id'))
"""For one alone: the list that grows with its keys takes half as long again."""
GROUPS = select(groups).where(_one_of(groups.c.id, 'groups'))
# The first two conditions find rows by their key; the third drops the pairs that nobody asked for. Ids have one
# length, so a pair of them written together is one place.
PLACES = select(memberships).where(
    _one_of(memberships.c.group_id, 'groups'),
    _one_of(memberships.c.member_id, 'members'),
    _one_of(memberships.c.group_id + memberships.c.member_id, 'places'),
)
WHOLE_GROUPS = select(memberships).where(_one_of(memberships.c.group_id, 'groups'))
MEMBERS = select(members).where(or_(_one_of(members.c.id, 'members'), _one_of(members.c.name_key, 'name_keys')))
EXTENSIONS = select(extensions).where(_one_of(extensions.c.name, 'names'))
TARGETS = select(messages).where(_one_of(messages.c.group_id, 'groups'), _one_of(messages.c.ordinal, 'ordinals'))


def set_scene(connection: Connection, needs: Needs, remembered: Remembered) -> Scene:
    """Read what drafts are judged against and is not remembered; what is read stays locked until the commit.

    Earlier requests are never remembered: a request may be repeated days later, and what it
    was answered with may have been deleted since.
    """
    scene = remembered.recall(needs) or _read_scene(connection, needs)
    _read_requests(connection, needs, scene)
    return scene


def _read_scene(connection: Connection, needs: Needs) -> Scene:
    scene = Scene()
    _read_streams(connection, needs, scene)
    _read_groups(connection, needs, scene)
    _read_memberships(connection, needs, scene)
    _read_members(connection, needs, scene)
    _read_targets(connection, needs, scene)
    if needs.extensions:
        scene.extensions = {row.name: row.is_on for row in _rows(connection, EXTENSIONS, names=needs.extensions)}
    return scene


def _rows(
    connection: Connection, query: Select[*tuple[Any, ...]], **keys: Collection[object]
) -> Sequence[Row[*tuple[Any, ...]]]:
    lists = {name: list(values) for name, values in keys.items()}
    return connection.execute(query, lists).all()


def _read_streams(connection: Connection, needs: Needs, scene: Scene) -> None:
    for row in _rows(connection, STREAMS, streams=needs.streams):
        scene.heads[row.id] = row.number
        if row.id != SITE:
            scene.ordinals[row.id] = row.ordinal


def _read_requests(connection: Connection, needs: Needs, scene: Scene) -> None:
    # An id is unique in its stream alone; what another stream holds of the same id is put where nobody looks.
    if len(needs.request_ids) == 1:
        found = connection.execute(REQUEST, {'request_id': next(iter(needs.request_ids))}).all()
    else:
        found = list(_rows(connection, REQUESTS, request_ids=needs.request_ids))
    for row in found:
        scene.accepted[row.stream, row.request_id] = change_from(row)


def _read_groups(connection: Connection, needs: Needs, scene: Scene) -> None:
    if not needs.groups:
        return
    for row in _rows(connection, GROUPS, groups=needs.groups):
        scene.groups[row.id] = group_from(row)
        scene.memberships[row.id] = {}


def _read_memberships(connection: Connection, needs: Needs, scene: Scene) -> None:
    if not scene.groups:
        return
    asked = _rows(
        connection,
        PLACES,
        groups=needs.groups,
        members={member_id for _, member_id in needs.places},
        places={group_id + member_id for group_id, member_id in needs.places},
    )
    whole = _rows(connection, WHOLE_GROUPS, groups=needs.whole_groups) if needs.whole_groups else []
    for row in (*asked, *whole):
        scene.memberships[row.group_id][row.member_id] = membership_from(row)


def _read_members(connection: Connection, needs: Needs, scene: Scene) -> None:
    if not needs.members:
        return
    for row in _rows(connection, MEMBERS, members=needs.members, name_keys=needs.name_keys):
        scene.members[row.id] = member_from(row)
        scene.name_keys[row.name_key] = row.id


def _read_targets(connection: Connection, needs: Needs, scene: Scene) -> None:
    for group_id, ordinals in needs.targets.items():
        rows = read_rows(connection, TARGETS, {'groups': [group_id], 'ordinals': list(ordinals)})
        scene.rows[group_id] = {row.ordinal: row for row in rows}
