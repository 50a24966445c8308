"""Pages whose session ended while their browser was away."""

import pytest

from messenger.guards.gate import Gate
from messenger.guards.tabs import Tabs
from messenger.settings import Settings
from tests.guards.doubles import As, behind

ADDRESS = '/_nicegui_ws/socket.io/?EIO=4&transport=polling&client_id=x'
STALE = {'Cookie': 'messenger_session=ended'}


@pytest.fixture
def gate():
    return As(Gate(behind, Settings(), doors=[], pages=None, tabs=Tabs(1)), None)


async def test_a_page_that_comes_back_is_told_to_load_anew(browser, gate):
    async with browser(gate) as client:
        opened = await client.get(ADDRESS, headers=STALE)
        assert opened.text.startswith('0{"sid": "signed-out"')
        assert (await client.post(f'{ADDRESS}&sid=signed-out', headers=STALE, content='40')).text == 'ok'
        told = await client.get(f'{ADDRESS}&sid=signed-out', headers=STALE)
    assert told.text == '44{"message": "Implicit handshake failed"}\x1e1'


@pytest.mark.parametrize(
    ('method', 'address', 'headers'),
    [
        ('GET', ADDRESS, {}),
        ('GET', f'{ADDRESS}&sid=signed-out', {}),
        ('GET', f'{ADDRESS}&sid=another', STALE),
        ('POST', ADDRESS, STALE),
        ('POST', f'{ADDRESS}&sid=another', STALE),
        ('DELETE', f'{ADDRESS}&sid=signed-out', STALE),
        ('GET', '/_nicegui_ws/socket.io/?EIO=4&transport=polling', STALE),
        ('GET', '/_nicegui_ws/socket.io/?EIO=4&transport=websocket&client_id=x', STALE),
    ],
)
async def test_anything_else_of_the_anonymous_is_refused(browser, gate, method, address, headers):
    async with browser(gate) as client:
        assert (await client.request(method, address, headers=headers)).status_code == 401
