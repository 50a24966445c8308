"""What a browser has missed: which version of which block it holds, and what it still holds of blocks gone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from messenger.live.block import Block


class Gap:
    """Opened when a browser stops being told everything; closed by one catch-up."""

    __slots__ = ('gone', 'seen')

    def __init__(self, seen: dict['Block', int]) -> None:
        self.seen = seen
        self.gone: dict[int, None] = {}

    def lose(self, block: 'Block') -> None:
        """Note that the page no longer shows a block whose elements the browser still holds."""
        if self.seen.pop(block, None) is not None:
            self.gone.update(dict.fromkeys(block.ids()))

    def parts(self, blocks: list['Block']) -> list[str]:
        """Return the parts of an update that makes the browser hold exactly the present state of the blocks."""
        parts = [f'"{element_id}":null' for element_id in self.gone]
        for block in blocks:
            parts += block.since(self.seen.get(block, 0))
        return parts
