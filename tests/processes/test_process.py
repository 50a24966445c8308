"""What any worker process is given, and what becomes of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from messenger.processes.process import LINE_BYTES, TookTooLong, WorkerProcess

STARTED: list[str] = []


@pytest.fixture
async def process() -> AsyncIterator[WorkerProcess]:
    STARTED.clear()
    process = WorkerProcess(
        'tests.processes.telling_worker',
        first=0,
        limit_seconds=10,
        wait_seconds=1,
        on_start=lambda: STARTED.append('started'),
    )
    yield process
    await process.stop()


async def test_a_worker_has_none_of_the_settings(process: WorkerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """They hold secrets; everything else of the environment is its own, too."""
    monkeypatch.setenv('MESSENGER_STORAGE_SECRET', 'hush')
    monkeypatch.setenv('LANG', 'C.UTF-8')
    assert await process.ask('MESSENGER_STORAGE_SECRET') == [None]
    assert await process.ask('LANG') == ['C.UTF-8']


async def test_a_worker_finds_our_code_from_anywhere(
    process: WorkerProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv('PYTHONPATH', raising=False)
    monkeypatch.chdir(tmp_path)
    assert await process.ask(1) == 'x'


async def test_one_worker_answers_everything_until_it_ends_and_then_another_does(process: WorkerProcess) -> None:
    for _ in range(3):
        assert await process.ask(2, before=[1]) == 'xx'
    assert STARTED == ['started']
    with pytest.raises(TookTooLong):
        await process.ask('end')
    assert await process.ask(3) == 'xxx'
    assert STARTED == ['started'] * 2


async def test_an_answer_may_be_long(process: WorkerProcess) -> None:
    count = LINE_BYTES - 100
    assert len(await process.ask(count)) == count
