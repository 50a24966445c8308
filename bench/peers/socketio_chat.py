"""Peer 2: a group chat on python-socketio and uvicorn. Runs as ``python -m bench.peers.socketio_chat PORT``."""

import sys
from collections import defaultdict, deque
from typing import Any

import socketio
import uvicorn
from starlette.applications import Starlette
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bench.peers.page import SHOWN_MESSAGES, group_page

Groups = defaultdict[str, deque[dict[str, str]]]


def build() -> ASGIApp:
    """Wire the app: sign-in, the page of a group, and its live events."""
    groups: Groups = defaultdict(lambda: deque(maxlen=SHOWN_MESSAGES))
    app = socketio.ASGIApp(live(groups), pages(groups))
    return SessionMiddleware(app, secret_key='bench')


def pages(groups: Groups) -> Starlette:
    """Make the two routes."""

    async def sign_in(request: Request) -> Response:
        form = await request.form()
        request.session['name'] = form['name']
        return RedirectResponse('/groups/lobby', status_code=303)

    async def show(request: Request) -> Response:
        if 'name' not in request.session:
            return Response('Sign in first', status_code=403)
        group = request.path_params['group']
        return HTMLResponse(group_page(group, groups[group]))

    return Starlette(routes=[Route('/sign-in', sign_in, methods=['POST']), Route('/groups/{group}', show)])


def live(groups: Groups) -> socketio.AsyncServer:
    """Make the live events."""
    server = socketio.AsyncServer(async_mode='asgi')

    @server.event  # type: ignore[untyped-decorator]
    async def connect(sid: str, environ: dict[str, Any]) -> None:
        await server.save_session(sid, {'name': environ['asgi.scope']['session']['name']})

    @server.event  # type: ignore[untyped-decorator]
    async def join(sid: str, event: dict[str, str]) -> None:
        await server.enter_room(sid, event['group'])

    @server.event  # type: ignore[untyped-decorator]
    async def message(sid: str, event: dict[str, str]) -> None:
        session = await server.get_session(sid)
        entry = {'name': session['name'], 'text': event['text']}
        groups[event['group']].append(entry)
        await server.emit('message', entry, room=event['group'])

    return server


if __name__ == '__main__':
    uvicorn.run(build(), host='127.0.0.1', port=int(sys.argv[1]), log_level='warning')
