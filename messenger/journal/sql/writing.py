"""Writing a batch: its changes, and the current state they lead to, with one statement for each table."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.journal.scene import Scene
from messenger.journal.settle import Settled, settle
from messenger.journal.sql.difference import Work, difference
from messenger.journal.sql.staging import set_scene
from messenger.model.changes import Change, Draft

HEAVY_CHARACTERS = 50_000
"""Texts of a batch beyond this are folded for the search in a thread (10,000 characters take 1 ms)."""


async def commit_drafts(connection: AsyncConnection, drafts: Sequence[Draft], at: datetime) -> Settled:
    """Judge drafts and write what is accepted, inside the caller's transaction."""
    scene = await set_scene(connection, drafts)
    before = scene.copy()
    settled = settle(scene, drafts, at)
    if settled.changes:
        for statement, rows in await _work(before, scene, settled.changes):
            await connection.execute(statement, rows)
    return settled


async def _work(before: Scene, after: Scene, changes: Sequence[Change]) -> Work:
    """Keep the event loop free of what takes long."""
    characters = sum(len(getattr(change.fact, 'text', '')) for change in changes)
    if characters > HEAVY_CHARACTERS:
        return await asyncio.to_thread(difference, before, after, changes)
    return difference(before, after, changes)
