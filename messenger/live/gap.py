"""What a browser has missed: which version of which block it holds, and what it still holds of blocks gone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from messenger.live.block import Block


class Gap:
    """Opened when a browser stops being told everything; closed by one catch-up."""

    __slots__ = ('gone', 'seen')

    def __init__(self, seen: 'dict[Block, int] | None' = None) -> None:
        self.seen: dict[Block, int] = {} if seen is None else seen
        self.gone: dict[int, None] = {}

    def lose(self, block: 'Block') -> None:
        """Note that the page no longer shows a block whose elements the browser may still hold."""
        if self.seen.pop(block, None) is not None:
            self.gone.update(dict.fromkeys(block.ids()))

    def doubt(self, blocks: Iterable['Block']) -> None:
        """Take nothing of these blocks as known to the browser, except that it may hold some of it."""
        self.seen.update(dict.fromkeys(blocks, 0))

    def widen(self, other: 'Gap') -> None:
        """Add what another gap has missed."""
        self.seen = {block: min(version, other.seen.get(block, 0)) for block, version in self.seen.items()}
        self.gone.update(other.gone)

    def deletions(self) -> list[str]:
        """Return the parts of an update that delete what is shown no more."""
        return [f'"{element_id}":null' for element_id in self.gone]

    def changes(self, blocks: Iterable['Block'], client_id: str) -> list[str]:
        """Return the parts of an update after which the browser holds exactly the present state of the blocks."""
        parts = []
        for block in blocks:
            parts += block.since(self.seen[block], client_id) if block in self.seen else block.whole()
        return parts
