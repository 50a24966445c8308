"""Waiting for what comes about by itself."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar('T')

PATIENCE_SECONDS = 5


async def eventually(look: Callable[[], T]) -> T:
    """Look again and again until there is something, and return it."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not (found := look()):  # noqa: ASYNC110 - pages announce nothing that a test could await
            await asyncio.sleep(0.005)
    return found
