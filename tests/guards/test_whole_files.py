"""A browser that leaves while static files load is no defect."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from messenger.guards.whole_files import WholeFiles
from tests.asgi import get

SCRIPT = b'// a script\n' * 1000


@pytest.fixture
def pages(tmp_path):
    """What NiceGUI's application is made of, as far as this goes."""
    (tmp_path / 'script.js').write_bytes(SCRIPT)
    heard = []

    async def listen(request):
        heard.extend([(await request.receive())['type'] for _ in range(2)])
        return Response()

    async def pass_on(request, call_next):
        return await call_next(request)

    app = Starlette(
        routes=[Mount('/_nicegui/3', StaticFiles(directory=tmp_path)), Route('/listen', listen)],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=pass_on), Middleware(GZipMiddleware)],
    )
    app.state.heard = heard
    return app


async def ask(app, path):
    """Ask for something and leave at once; return what was sent."""
    messages = iter([{'type': 'http.request', 'body': b'', 'more_body': False}])
    sent = []

    async def receive():
        return next(messages, {'type': 'http.disconnect'})

    async def send(message):
        sent.append(message)

    async with asyncio.timeout(10):
        await app(get(path), receive, send)
    return sent


async def test_a_static_file_goes_out_whole_to_who_has_left(pages):
    """Without the guard it is broken off before anything was sent, which is taken for a defect."""
    with pytest.raises(RuntimeError, match='No response returned'):
        await ask(pages, '/_nicegui/3/script.js')
    sent = await ask(WholeFiles(pages), '/_nicegui/3/script.js')
    assert sent[0]['status'] == 200
    assert b''.join(message.get('body', b'') for message in sent[1:]) == SCRIPT


async def test_everything_else_hears_that_its_reader_has_gone(pages):
    await ask(WholeFiles(pages), '/listen')
    assert pages.state.heard == ['http.request', 'http.disconnect']
