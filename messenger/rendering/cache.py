"""Keeps what was rendered, the longest unused forgotten first."""

import sys
from collections import OrderedDict
from collections.abc import Hashable

from messenger.rendering.safe_html import SafeHtml

ENTRY_BYTES = 400
"""What an entry costs beside its markup and its text: key, tuple and links, measured with `sys.getsizeof`."""


class Cache:
    """Markup by what it was made from, at most `limit_bytes` of it."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._entries: OrderedDict[Hashable, tuple[SafeHtml, int]] = OrderedDict()
        self.size_bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> SafeHtml | None:
        """Return the markup kept under a key, which counts as a use."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: Hashable, html: SafeHtml, key_bytes: int) -> None:
        """Keep markup; `key_bytes` is what the key holds on to."""
        self._forget(key)
        size = sys.getsizeof(html) + key_bytes + ENTRY_BYTES
        self._entries[key] = (html, size)
        self.size_bytes += size
        while self.size_bytes > self._limit_bytes and self._entries:
            self._forget(next(iter(self._entries)))

    def _forget(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.size_bytes -= entry[1]
