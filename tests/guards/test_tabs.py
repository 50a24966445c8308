"""Pages of a member that are too many."""

import asyncio

import pytest
from nicegui import Client, core
from nicegui.page import page
from starlette.requests import Request

from messenger.guards.tabs import Tabs
from tests.guards.doubles import ALICES_SESSION


@pytest.fixture
def open_page():
    """Open server-side pages, with or without a browser connected, and drop them afterwards."""
    opened = []

    def open_one(session=ALICES_SESSION, *, is_connected):
        scope = {'type': 'http', 'path': '/', 'headers': [], 'query_string': b'', 'state': {'session': session}}
        client = Client(page('/', reconnect_timeout=0), request=Request(scope))
        client.tab_id = 'tab' if is_connected else None
        client.created += len(opened)
        opened.append(client)
        return client

    yield open_one
    for client in opened:
        if client.id in Client.instances:
            client.delete()


async def test_there_is_room_below_the_number(open_page):
    open_page(is_connected=True)
    assert Tabs(2).make_room(ALICES_SESSION.member_id)


async def test_pages_whose_browser_is_gone_make_room_the_oldest_first(open_page):
    oldest, newer, live = open_page(is_connected=False), open_page(is_connected=False), open_page(is_connected=True)
    assert Tabs(3).make_room(ALICES_SESSION.member_id)
    assert oldest.is_deleted
    assert not newer.is_deleted
    assert not live.is_deleted


async def test_a_page_that_made_room_is_not_deleted_again_when_its_browser_was_waited_for(open_page, monkeypatch):
    """As NiceGUI does for a while when a browser goes, after which it complained of every page that was dropped."""
    monkeypatch.setattr(core, 'loop', asyncio.get_running_loop())
    gone = open_page(is_connected=False)
    gone._socket_to_document_id['socket'] = 'document'
    gone._num_connections['document'] = 1
    gone.handle_disconnect('socket')
    (waiting,) = gone._delete_tasks.values()
    await asyncio.sleep(0)  # it begins to wait
    assert Tabs(1).make_room(ALICES_SESSION.member_id)
    assert gone.is_deleted
    await asyncio.wait({waiting}, timeout=5)
    assert waiting.cancelled()


async def test_pages_in_use_are_kept_and_one_more_is_refused(open_page):
    pages = [open_page(is_connected=True) for _ in range(2)]
    assert not Tabs(2).make_room(ALICES_SESSION.member_id)
    assert not any(client.is_deleted for client in pages)


async def test_pages_of_others_do_not_count(open_page):
    open_page(session=None, is_connected=True)
    assert Tabs(1).make_room(ALICES_SESSION.member_id)
