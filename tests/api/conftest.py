"""The API over the cast's groups, and bots that ask it."""

import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from messenger.api.api import Api
from messenger.client import Client
from messenger.model.group import Group
from tests.api.ready import Ready
from tests.browser.server import ROOT, Server
from tests.world import World

ADDRESS = 'http://localhost:9999'

Asks = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def api(world: World) -> Api:
    return Api(title='Chat', actions=world.actions, store=world.store, blobs=world.blobs)


@pytest.fixture
def site(api: Api) -> ASGIApp:
    return Starlette(routes=list(api.routes()))


@pytest.fixture
def transport(site: ASGIApp) -> httpx.ASGITransport:
    return httpx.ASGITransport(site, raise_app_exceptions=False)


@pytest.fixture
async def token(world: World) -> str:
    """Make Helper, a bot of Design."""
    return await world.actions.bots.add_bot(world.alice.id, world.design.id, 'Helper')


@pytest.fixture
async def helper(transport: httpx.ASGITransport, token: str) -> AsyncIterator[Client]:
    """Give Helper's client."""
    async with Client(ADDRESS, token, transport=transport) as client:
        yield client


@pytest.fixture
async def other(world: World, transport: httpx.ASGITransport) -> AsyncIterator[Client]:
    """Give the client of a bot that is in Watercooler alone."""
    token = await world.actions.bots.add_bot(world.alice.id, world.watercooler.id, 'Other')
    async with Client(ADDRESS, token, transport=transport) as client:
        yield client


@pytest.fixture
async def ask(transport: httpx.ASGITransport, token: str) -> AsyncIterator[Asks]:
    """Let Helper ask for something below ``/api/v1``, as any program would."""
    headers = {'Authorization': f'Bearer {token}'}
    async with httpx.AsyncClient(transport=transport, base_url=f'{ADDRESS}/api/v1', headers=headers) as client:
        yield client.request


@pytest.fixture
def design(world: World) -> Group:
    return world.design


@pytest.fixture(scope='session')
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Make a data folder in which a bot is at home, once; answers it and what is printed of the bot."""
    data = tmp_path_factory.mktemp('prepared')
    command = [sys.executable, '-m', 'tests.api.prepare', str(data)]
    return data, subprocess.check_output(command, cwd=ROOT, text=True).split()[-4:]


@pytest.fixture
async def ready(prepared: tuple[Path, list[str]], tmp_path: Path):
    """Start a server in which a bot is at home, and that takes any number of requests."""
    folder, known = prepared
    data = Path(shutil.copytree(folder, tmp_path / 'data', ignore=shutil.ignore_patterns('*.sock')))
    paces = ('requests_per_minute', 'sends_per_10_seconds', 'send_burst', 'searches_per_minute', 'uploads_per_minute')
    server = Server(data, **dict.fromkeys(paces, '1000000'), reactions_per_minute='1000000')
    await server.start()
    yield Ready(server, *known)
    assert await server.stop() == 0
    assert not [line for line in server.output if 'Traceback' in line], ''.join(server.output)
