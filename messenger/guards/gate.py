"""Who is not signed in reaches no page and no live connection; what does not exist reaches nothing at all.

NiceGUI makes a server-side page for every request it sees, also for an unknown address, and keeps it for a
minute: so it sees only what exists, asked for by a member.
"""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from messenger.accounts.cookies import SessionCookie
from messenger.accounts.session import Session
from messenger.guards.answers import plain, refuse
from messenger.guards.farewell import farewell
from messenger.guards.identity import session_in
from messenger.guards.origins import READS, SOCKET_PATH
from messenger.guards.tabs import Tabs
from messenger.guards.voice import sign_in_first, voice_in
from messenger.pages.plain import message_page
from messenger.problem import API_PATH
from messenger.settings import Settings

FILES = '/_nicegui/'
"""NiceGUI's own scripts and styles: the same for everybody, and no page is made for them."""


class Gate:
    """Passes on the doors (open to all), files, and for members the pages and the live connection."""

    def __init__(
        self, app: ASGIApp, settings: Settings, *, doors: Sequence[BaseRoute], pages: Starlette, tabs: Tabs
    ) -> None:
        self.app = app
        self._title = settings.title
        self._doors = doors
        self._pages = pages
        self._tabs = tabs
        self._cookie_name = SessionCookie(is_https=settings.is_https).name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Decide by path first, then by who asks."""
        answer = None if scope['type'] == 'lifespan' else self._answer(scope)
        if answer is None:
            return await self.app(scope, receive, send)
        return await refuse(scope, receive, send, answer)

    def _answer(self, scope: Scope) -> Response | None:
        session = session_in(scope)
        if scope['path'].startswith(SOCKET_PATH):
            return None if session else farewell(scope, self._cookie_name) or sign_in_first(scope)
        if scope['type'] == 'websocket':
            return plain(404, 'There is no socket here.')
        if is_any(self._doors, scope):
            return None
        if scope['path'].startswith(FILES):
            return None if scope['method'] in READS else plain(405, 'Files are only read.')
        if not is_any(self._pages.routes, scope):
            return self._not_found(scope)
        return self._answer_page(scope, session)

    def _answer_page(self, scope: Scope, session: Session | None) -> Response | None:
        if scope['method'] != 'GET':
            return plain(405, 'Pages are only read.', Allow='GET')
        if session is None:
            return RedirectResponse(f'/sign-in?next={quote(_local(scope), safe="/")}', 303)
        if self._tabs.make_room(session.member_id):
            return None
        voice = voice_in(scope, self._title)
        _ = voice.say
        text = _('You have too many tabs open here. Close some, then try again.')
        return HTMLResponse(message_page(voice, heading=_('Too many tabs'), text=text, label=_('Try again')), 429)

    def _not_found(self, scope: Scope) -> Response:
        if scope['path'].startswith(API_PATH):
            return plain(404, 'There is nothing at this address. See /api/v1/docs.')
        voice = voice_in(scope, self._title)
        _ = voice.say
        page = message_page(voice, heading=_('Not found'), text=_('There is no page at this address.'))
        return HTMLResponse(page, 404)


def is_any(routes: Sequence[BaseRoute], scope: Scope) -> bool:
    """Tell whether one of these routes answers at this path."""
    return any(route.matches(scope)[0] is not Match.NONE for route in routes)


def _local(scope: Scope) -> str:
    query = HTTPConnection(scope).url.query
    return str(scope['path']) + (f'?{query}' if query else '')
