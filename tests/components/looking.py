"""Members who look at groups of a world, each through a page of their own, without a browser."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from nicegui.events import GenericEventArguments
from nicegui.testing import User

from messenger.components.conversation import Conversation
from messenger.components.filling import fill
from messenger.components.log import Logs
from messenger.components.status_lines import StatusLines
from messenger.extensions.illustrating import Look
from messenger.live import Block, Live, Locale
from messenger.model.group import Group
from messenger.model.ids import GroupId, LogId
from messenger.model.member import Member
from messenger.model.message import Message
from tests.components.filled import as_read
from tests.world import World

UTC = Locale(zone='UTC', language='en')


class Undrawn:
    """Extensions that draw nothing."""

    def look(self, message: Message) -> Look:
        """Tell that nothing is drawn."""
        return Look.NOTHING

    def draw(self, message: Message) -> None:
        """Draw nothing."""


@dataclass
class Looking:
    """The shared parts of all pages, around a world."""

    world: World
    live: Live = field(init=False)
    logs: Logs = field(init=False)
    lines: StatusLines = field(init=False)

    def __post_init__(self) -> None:
        """Wire them as the app does."""
        world = self.world
        self.live = Live(session_of=lambda connection: None, fill=fill)
        self.logs = Logs(
            store=world.store,
            actions=world.actions,
            bodies=world.bodies,
            live=self.live,
            drawing=Undrawn(),
        )
        self.lines = StatusLines(store=world.store, live=self.live)

    async def open(
        self, viewer: User, member: Member, group: Group, *, around: int = 0, thread: int = 0
    ) -> Conversation:
        """Let a member open a group on a page."""
        with viewer:
            conversation = Conversation(
                logs=self.logs,
                live=self.live,
                store=self.world.store,
                reading=self.world.actions.reading,
                member_id=member.id,
                log=LogId(group.id, thread),
            )
            await conversation.open(UTC, around=around)
        return conversation

    def block(self, group_id: GroupId, index: int, thread: int = 0) -> Block:
        """The block of a stretch that somebody looks at."""
        block = self.live.find((LogId(group_id, thread), index))
        assert block is not None
        return block

    def rows(self, group_id: GroupId, index: int = 0, thread: int = 0) -> list[str]:
        """The HTML of each row of a stretch, in order, as who speaks English reads it."""
        return [as_read(row.props['innerHTML']) for row in self.block(group_id, index, thread).root]

    def classes(self, group_id: GroupId, index: int = 0) -> list[set[str]]:
        """The classes of each row of a stretch, in order."""
        return [set(row.classes) for row in self.block(group_id, index).root]


def holds(text: str) -> Callable[[str], bool]:
    """Make a question of whether a row holds a text."""
    return lambda html: text in html


async def report(conversation: Conversation, first: int, last: int, *, at_bottom: bool, visible: bool = True) -> None:
    """Say what is on screen, as the browser does."""
    log = conversation.log
    await conversation._report(
        GenericEventArguments(sender=log, client=log.client, args=[first, last, at_bottom, visible])
    )


def divided(conversation: Conversation) -> list[str]:
    """Return the rows above which the page draws its 'New' line."""
    return re.findall(r'data-o="(\d+)"]::before', conversation.style._element.props['innerHTML'])


async def talk_until(world: World, rows: int) -> None:
    """Let Bob talk until the group has so many rows."""
    while world.store.last_ordinal(world.watercooler.id) < rows:
        await world.say(world.bob, f'line {world.store.last_ordinal(world.watercooler.id) + 1}')


def read_all(world: World) -> None:
    """Let Alice have read all there is."""
    world.actions.reading.mark_read(
        world.alice.id, world.watercooler.id, world.store.last_ordinal(world.watercooler.id)
    )
