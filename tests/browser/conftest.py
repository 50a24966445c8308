"""The browser and the servers that the stories share."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.person import Person
from tests.browser.server import Server

INSTALLED = ('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')


def chromium_path() -> str | None:
    """Find a browser on the machine; None leaves it to the one that Playwright installed."""
    return next((path for name in INSTALLED if (path := shutil.which(name))), None)


@pytest_asyncio.fixture(scope='session', loop_scope='session')
async def browser() -> AsyncIterator[Browser]:
    """One browser for all stories; each person has a context of their own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=['--no-sandbox'])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope='module', loop_scope='session')
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """One server for the stories of a file."""
    server = Server(tmp_path_factory.mktemp('data'))
    await server.start()
    yield server
    assert await server.stop() == 0
    assert not [line for line in server.output if 'Traceback' in line], ''.join(server.output)


@pytest_asyncio.fixture(loop_scope='session')
async def own_server(tmp_path: Path) -> AsyncIterator[Server]:
    """A server that one story may stop and start."""
    server = Server(tmp_path / 'data')
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope='session')
async def arrive(browser: Browser) -> AsyncIterator[Callable[..., Awaitable[Person]]]:
    """Let people arrive; their browsers close when the story ends."""
    people: list[Person] = []

    async def arrive(server: Server, name: str, **options: object) -> Person:
        people.append(await Person.arrives(browser, server.url, name, **options))
        return people[-1]

    yield arrive
    for person in people:
        await person.page.context.close()
