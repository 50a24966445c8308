from typing import Any

import pytest
from nicegui.nicegui import app, sio_app
from starlette.routing import Mount

from messenger.live.entrance import MOUNT, SOCKET_PATH, Entrance
from tests.live.server import Server
from tests.live.tab import Tab


def test_nicegui_serves_its_sockets_where_the_entrance_leads() -> None:
    mounts = {route.path: route.app for route in app.routes if isinstance(route, Mount)}
    assert mounts[MOUNT] is sio_app
    assert MOUNT + sio_app.engineio_path == SOCKET_PATH


async def test_a_page_s_socket_passes_no_middleware_and_no_router(server: Server) -> None:
    async with Tab(server.url) as tab:
        await tab.open('/room/entrance')
        names = server.run(f"""
            page = live._pages['{tab.client_id}']
            connection, = page.connections.values()
            return sorted(connection.http.scope)
        """)
    assert {'path', 'headers'} <= set(names)
    assert not {'app', 'router', 'endpoint', 'fastapi_inner_astack'} & set(names)


@pytest.mark.parametrize(
    ('kind', 'path'),
    [
        ('http', '/'),
        ('http', SOCKET_PATH),
        ('websocket', '/'),
        ('websocket', '/_nicegui_wsx'),
        ('websocket', '/_nicegui_ws/elsewhere'),
        ('lifespan', None),
    ],
)
async def test_everything_else_goes_the_usual_way(kind: str, path: str | None) -> None:
    seen = []

    async def usual(scope: Any, receive: Any, send: Any) -> None:
        seen.append((scope, receive, send))

    scope = {'type': kind} if path is None else {'type': kind, 'path': path}
    receive, send = object(), object()
    await Entrance(usual)(scope, receive, send)
    assert seen == [(scope, receive, send)]
    assert 'root_path' not in scope
