"""The plain routes, with people who ask them."""

import httpx
import pytest
from starlette.applications import Starlette

from messenger.accounts.cookies import SessionCookie
from messenger.guards.identity import Identity
from messenger.routes.devices import Devices
from messenger.routes.files import Files
from messenger.routes.hooks import Hooks
from messenger.routes.invitations import Invitations
from messenger.routes.pictures import MemberPictures
from messenger.routes.sign_in import SignIn
from tests.accounts.making import make_accounts

COOKIE = SessionCookie(is_https=False)


@pytest.fixture
async def accounts(world):
    """Sign in to the world's groups."""
    accounts = make_accounts(world)
    await accounts.start(world.watercooler.id)
    yield accounts
    await accounts.stop()


@pytest.fixture
async def somebody(world, accounts):
    """Give a browser that nobody has signed in with yet, as often as asked."""
    routes = [
        *SignIn('Chat', accounts, COOKIE).routes(),
        *Devices('Chat', accounts, COOKIE).routes(),
        *Invitations('Chat', world.actions.invitations).routes(),
        *Hooks(world.actions.incoming, 10_000).routes(),
        *Files(world.actions.attachments, world.blobs).routes(),
        *MemberPictures(world.actions.pictures).routes(),
    ]
    site = Identity(Starlette(routes=routes), accounts, COOKIE)
    opened = []

    def open_browser():
        client = httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url='http://localhost:9999')
        opened.append(client)
        return client

    yield open_browser
    for client in opened:
        await client.aclose()


@pytest.fixture
def member(accounts, somebody):
    """Give a browser in which a member of the cast is signed in."""

    async def open_browser(member):
        client = somebody()
        secret = await accounts.make_device_link(member.id)
        await client.post(f'/device/{secret}')
        return client

    return open_browser
