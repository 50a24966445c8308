"""The random actions over the journal on disk."""

import shutil
from pathlib import Path
from typing import Any

from messenger.journal.sql import SqlJournal
from messenger.store.store import Store
from tests.store.test_random_actions import RandomActions
from tests.world import World


class DiskWorld(World):
    """A world whose journal is a database; a restart opens it anew."""

    def __init__(self, folder: Path) -> None:
        self.url = f'sqlite:///{folder}/messenger.db'
        super().__init__(journal=self._journal())

    def _journal(self) -> Any:
        return SqlJournal(self.url)

    async def restart(self) -> None:
        await self.actions.stop()
        await self.feed.stop()
        await self.journal.close()
        self.journal = self._journal()
        self.store = Store()
        await self.open()


class OnDisk(RandomActions):
    """A database of its own for each run."""

    folder: Path

    def new_folder(self) -> Path:
        """Make a folder that holds a migrated, empty database."""
        raise NotImplementedError

    def new_world(self) -> World:
        self.folder = self.new_folder()
        return DiskWorld(self.folder)

    def teardown(self) -> None:
        super().teardown()
        shutil.rmtree(self.folder, ignore_errors=True)
