"""Who comes when, where few may be at once."""

import asyncio

import pytest

from messenger.model.ids import MemberId
from messenger.previews.turns import Turns
from messenger.tasks import end_tasks

ALICE, BOB, CAROL = MemberId('alice'), MemberId('bob'), MemberId('carol')


class Work:
    """Does things of members in turn, and notes in which order they begin."""

    def __init__(self, at_once: int) -> None:
        self.turns = Turns(at_once)
        self.begun: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}

    async def begin(self, member_id: MemberId, name: str) -> asyncio.Task[None]:
        """Ask for a turn."""
        task = asyncio.create_task(self._do(member_id, name))
        await self.settle()
        return task

    async def end(self, name: str) -> None:
        """Let something that has begun come to its end."""
        self._ends[name].set()
        await self.settle()

    async def settle(self) -> None:
        """Let everybody go on as far as they can."""
        for _ in range(5):
            await asyncio.sleep(0)

    async def _do(self, member_id: MemberId, name: str) -> None:
        self._ends[name] = asyncio.Event()
        async with self.turns.take(member_id):
            self.begun.append(name)
            await self._ends[name].wait()


async def test_who_comes_while_there_is_room_waits_for_nobody() -> None:
    work = Work(2)
    await work.begin(ALICE, 'a1')
    await work.begin(ALICE, 'a2')
    await work.begin(ALICE, 'a3')
    assert work.begun == ['a1', 'a2']
    for name in ('a1', 'a2', 'a3'):
        await work.end(name)
    assert work.begun == ['a1', 'a2', 'a3']
    await work.begin(BOB, 'b1')
    assert work.begun[-1] == 'b1'
    await work.end('b1')


async def test_those_who_wait_go_one_of_each_member() -> None:
    work = Work(1)
    for name in ('a1', 'a2', 'a3', 'a4'):
        await work.begin(ALICE, name)
    for member_id, name in ((BOB, 'b1'), (BOB, 'b2'), (CAROL, 'c1')):
        await work.begin(member_id, name)
    order = ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']
    for name in order:
        await work.end(name)
    assert work.begun == order


@pytest.mark.parametrize('is_about_to_begin', [False, True])
async def test_who_goes_away_while_waiting_takes_nobodys_turn(is_about_to_begin: bool) -> None:
    work = Work(1)
    await work.begin(ALICE, 'a1')
    gone = await work.begin(BOB, 'b1')
    await work.begin(CAROL, 'c1')
    if is_about_to_begin:
        work._ends['a1'].set()
        await asyncio.sleep(0)  # the turn is passed on to who goes away at the same moment
        assert work.begun == ['a1']
        await end_tasks(gone)
    else:
        await end_tasks(gone)
        await work.end('a1')
    await work.settle()
    assert work.begun == ['a1', 'c1']
    await work.end('c1')
    await work.begin(ALICE, 'a2')
    assert work.begun == ['a1', 'c1', 'a2']
    await work.end('a2')


async def test_what_fails_passes_its_turn_on() -> None:
    turns = Turns(1)
    for _ in range(2):
        with pytest.raises(ValueError, match='no'):
            async with turns.take(ALICE):
                raise ValueError('no')
