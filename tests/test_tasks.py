"""The end of what runs in the background."""

import asyncio

from messenger.tasks import end_tasks


async def test_tasks_have_ended_however_they_do():
    ended: list[str] = []

    async def run(name: str, error: Exception | None = None) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)  # what it does at its end takes a moment
            ended.append(name)
            if error:
                raise error

    tasks = [asyncio.create_task(run('one')), asyncio.create_task(run('two', ValueError()))]
    await asyncio.sleep(0)
    await end_tasks(*tasks)
    assert sorted(ended) == ['one', 'two']
    assert all(task.done() for task in tasks)


async def test_what_never_began_or_is_over_is_no_error():
    async def nothing() -> None:
        """End at once."""

    over = asyncio.create_task(nothing())
    await over
    await end_tasks(None, over)
    await end_tasks()
