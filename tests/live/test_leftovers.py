"""What pages that ended leave behind."""

import asyncio
import gc
import weakref

import pytest

from messenger.live.leftovers import FEWEST, SHARE, Leftovers


class Circle:
    """Garbage that only the collector finds."""

    def __init__(self):
        self.own = self


@pytest.fixture(autouse=True)
def _no_other_collections():
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def left():
    return weakref.ref(Circle())


async def a_turn():
    """Let the loop come round."""
    turned = asyncio.Event()
    asyncio.get_running_loop().call_soon(turned.set)
    await turned.wait()


async def test_it_is_freed_when_enough_have_ended(left):
    leftovers = Leftovers()
    for _ in range(FEWEST - 1):
        leftovers.note_end(0)
    await a_turn()
    assert left() is not None
    leftovers.note_end(0)
    await a_turn()
    assert left() is None


async def test_the_more_live_the_more_have_to_end_first(left):
    leftovers = Leftovers()
    for _ in range(2 * FEWEST - 1):
        leftovers.note_end(2 * FEWEST * SHARE)
    await a_turn()
    assert left() is not None
    leftovers.note_end(2 * FEWEST * SHARE)
    await a_turn()
    assert left() is None


async def test_those_that_end_together_are_freed_together():
    leftovers, collections = Leftovers(), []

    def note(phase, info):
        if phase == 'start':
            collections.append(info['generation'])

    gc.callbacks.append(note)
    try:
        for _ in range(10 * FEWEST):
            leftovers.note_end(0)
        await a_turn()
    finally:
        gc.callbacks.remove(note)
    assert collections == [2]


def test_at_the_end_of_the_process_nothing_is_begun(left):
    leftovers = Leftovers()
    for _ in range(2 * FEWEST):
        leftovers.note_end(0)
    assert left() is not None
