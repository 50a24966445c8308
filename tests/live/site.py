"""A small site of shared blocks, run in a process of its own because NiceGUI keeps global state.

`python -m tests.live.site FD` serves on a listening socket that it inherits.
"""

import socket
import sys
import textwrap
import traceback
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from nicegui import core, ui
from nicegui.client import Client

from messenger.live import Live, Locale, View, Zone, placeholder, redraw, viewer
from messenger.live.entrance import Entrance
from messenger.live.wire import Protocol


class Site:
    """Rooms that fill themselves with a few rows, and a door for tests to run code inside the server."""

    def __init__(self) -> None:
        self.sessions = {'alice', 'bob', 'carol'}
        self.banned: set[str] = set()
        self.views: dict[str, list[View]] = {}
        self.builders: dict[str, Any] = {}
        self.seen: list[Any] = []
        self.outdated: list[str] = []
        self.live = Live(
            session_of=self.session_of,
            fill=self.fill,
            broken='cannot show',
            stale_bytes=64 * 1024,
            on_outdated=self.outdate,
        )
        self.globals: dict[str, Any] = {
            'site': self,
            'live': self.live,
            'ui': ui,
            'core': core,
            'Client': Client,
            'viewer': viewer,
            'placeholder': placeholder,
            'redraw': redraw,
            'Zone': Zone,
            'Locale': Locale,
            'row': self.row,
            'seen': self.seen,
        }

    def session_of(self, connection: Any) -> str | None:
        session = connection.cookies.get('messenger_session')
        return session if session in self.sessions else None

    def fill(self, kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
        return f'{kind}:{",".join(arguments)}@{locale.language}'

    def row(self, text: str) -> ui.element:
        element = ui.element('article')
        element.props['innerHTML'] = f'<b>{text}</b>'
        return element

    def outdate(self, client: Client) -> None:
        self.outdated.append(client.id)
        ui.label('please load the page again')

    def build(self, name: str) -> None:
        if name in self.builders:
            self.builders[name]()
        else:
            self.row(f'first of {name}')

    def page(self, name: str, language: str = 'en') -> None:
        who = ui.context.client.request.cookies.get('messenger_session', '')
        ui.label('a private label')
        ui.button('private', on_click=lambda: self.seen.append((who, 'private')))
        with ui.column():
            view = self.live.view(identity=who, locale=Locale('UTC', language), may_see=lambda: who not in self.banned)
        self.views.setdefault(name, []).append(view)
        view.show([self.live.block(part, lambda part=part: self.build(part)) for part in name.split('+')])

    async def ask(self, request: Request) -> JSONResponse:
        source = textwrap.indent(textwrap.dedent((await request.body()).decode()), '    ')
        scope: dict[str, Any] = {}
        try:
            exec(f'async def run():\n{source}', self.globals, scope)
            return JSONResponse({'value': await scope['run']()})
        except Exception:  # noqa: BLE001 (the test that asked gets it)
            return JSONResponse({'error': traceback.format_exc()})


def main(descriptor: int) -> None:
    """Serve until ended."""
    site = Site()
    app = FastAPI()
    app.add_api_route('/ask', site.ask, methods=['POST'])
    ui.page('/room/{name}', response_timeout=10)(site.page)
    ui.page('/lasting/{name}', response_timeout=10, reconnect_timeout=60)(site.page)
    ui.run_with(
        app,
        reconnect_timeout=2,
        binding_refresh_interval=None,
        tailwind=False,
        message_history_length=200,
        show_welcome_message=False,
    )
    site.live.install()
    config = uvicorn.Config(
        Entrance(app),
        ws=Protocol,
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        log_level='warning',
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == '__main__':
    main(int(sys.argv[1]))
