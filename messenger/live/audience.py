"""Who gets which frame: viewers of the same blocks in the same locale get the same bytes."""

from messenger.live.block import Block
from messenger.live.connection import Connection
from messenger.live.locale import Locale

Blocks = tuple[Block, ...]


class Audience:
    """The connections that show the same blocks in the same locale."""

    __slots__ = ('blocks', 'connections', 'locale')

    def __init__(self, blocks: Blocks, locale: Locale) -> None:
        self.blocks = blocks
        self.locale = locale
        self.connections: dict[Connection, None] = {}


class Audiences:
    """All audiences; an empty one is gone."""

    def __init__(self) -> None:
        self._audiences: dict[tuple[Blocks, Locale], Audience] = {}

    def enter(self, connection: Connection, blocks: Blocks, locale: Locale) -> None:
        """Let a connection hear the changes of these blocks from now on."""
        if not blocks:
            return
        audience = self._audiences.get((blocks, locale))
        if audience is None:
            audience = self._audiences[blocks, locale] = Audience(blocks, locale)
            for block in blocks:
                block.audiences.add(audience)
        audience.connections[connection] = None

    def part(self, connection: Connection, blocks: Blocks, locale: Locale) -> None:
        """Let a connection hear no more of these blocks, at once."""
        audience = self._audiences.get((blocks, locale))
        if audience is None:
            return
        audience.connections.pop(connection, None)
        if not audience.connections:
            del self._audiences[blocks, locale]
            for block in blocks:
                block.audiences.discard(audience)

    def leave(self, connection: Connection) -> None:
        """Let a connection hear nothing more, at once."""
        if connection.page is not None:
            for view in connection.page.views:
                self.part(connection, view.blocks, view.locale)
