"""Writing a batch: its changes, and the current state they lead to, with one statement for each table."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from messenger.journal.settle import Settled, settle
from messenger.journal.sql.difference import difference
from messenger.journal.sql.engine import version_of
from messenger.journal.sql.needs import needs_of
from messenger.journal.sql.remembered import Remembered
from messenger.journal.sql.staging import set_scene
from messenger.model.changes import Draft


def commit_drafts(connection: Connection, drafts: Sequence[Draft], at: datetime, remembered: Remembered) -> Settled:
    """Judge drafts and write what is accepted, inside the caller's transaction."""
    remembered.forget_unless(version_of(connection))
    scene = set_scene(connection, needs_of(drafts), remembered)
    before = scene.copy()
    settled = settle(scene, drafts, at)
    if settled.changes:
        for statement, rows in difference(before, scene, settled.changes):
            connection.execute(statement, rows)
    remembered.learn(drafts, scene)
    return settled
