"""What random actions need besides their rules: a world to run in, and a place to write down what happened."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from messenger.journal.contract import Picture
from messenger.model.changes import Change
from messenger.model.receipt import ThreadReceipt
from messenger.model.record import Record
from messenger.model.refused import Refused
from tests.store.conversation import Conversation
from tests.world import World

Result = TypeVar('Result')

NAMES = ('Alice', 'Bob', 'Carol', 'Dave')
TEXTS = ('hi', 'hi @Bob', '@all look', '@Alice @carol see `@Dave`', 'bye')

people = st.integers(0, len(NAMES) - 1)
places = st.integers(0, 5)


class Machine(RuleBasedStateMachine):
    """A world, the model of its groups, and what happened since the last snapshot."""

    runner: asyncio.Runner
    world: World
    ids: list[str]
    groups: dict[str, Conversation]
    order: list[str]

    def new_world(self) -> World:
        return World()

    def watch(self) -> None:
        self.picture: Picture = self.run(self.world.picture())
        journal = self.world.journal
        self.rows = [row for group in self.groups for row in self.run(journal.messages(group, first=1, last=500))]
        self.events: list[Change | Record] = []
        self.world.store.listen(self.events.append)
        for member_id in self.ids:
            self.world.store.listen_to_own(member_id, partial(self.note_thread, self.events))

    @staticmethod
    def note_thread(events: list[Change | Record], record: Record) -> None:
        if isinstance(record, ThreadReceipt):
            events.append(record)

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        return self.runner.run(coroutine)

    def tried(self, coroutine: Coroutine[Any, Any, object]) -> bool:
        try:
            self.run(coroutine)
        except Refused:
            return False
        return True

    def answered(self, coroutine: Coroutine[Any, Any, Result]) -> Result | None:
        try:
            return self.run(coroutine)
        except Refused:
            return None

    def does(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except Refused:
            return False
        return True

    def at(self, place: int) -> tuple[str, Conversation] | None:
        if not self.order:
            return None
        group_id = self.order[place % len(self.order)]
        return (group_id, self.groups[group_id]) if group_id in self.groups else None
