"""Work from the event loop, done in threads."""

import asyncio
import threading

import pytest

from messenger.journal.sql.workers import Workers


async def test_work_is_answered_with_what_it_returns_or_raises():
    threads = Workers(2)

    assert await threads.run(lambda: 6 * 7) == 42
    with pytest.raises(ZeroDivisionError):
        await threads.run(lambda: 1 // 0)
    assert await threads.run(threading.get_ident) != threading.get_ident()

    threads.stop()


async def test_one_thread_keeps_the_order():
    threads, done = Workers(1), list[int]()

    await asyncio.gather(*(threads.run(lambda number=number: done.append(number)) for number in range(50)))

    assert done == list(range(50))
    threads.stop()


async def test_work_is_done_though_nobody_waits_for_it_any_more():
    threads, may_go_on, done = Workers(1), threading.Event(), list[str]()
    waiting = asyncio.create_task(threads.run(lambda: may_go_on.wait(20)))
    asking = asyncio.create_task(threads.run(lambda: done.append('done')))
    await asyncio.sleep(0)

    asking.cancel()
    may_go_on.set()

    assert await waiting
    await asyncio.to_thread(threads.stop)
    assert done == ['done']


def test_threads_outlive_the_loop_that_asked():
    threads, may_go_on = Workers(1), threading.Event()

    async def ask_and_leave() -> None:
        asking = asyncio.create_task(threads.run(lambda: may_go_on.wait(20)))
        await asyncio.sleep(0)
        asking.cancel()

    asyncio.run(ask_and_leave())
    may_go_on.set()

    assert asyncio.run(threads.run(lambda: 'still here')) == 'still here'
    threads.stop()


def test_threads_that_never_worked_can_be_stopped():
    Workers(3).stop()
