"""The API's application: its operations, its document, and what it says when something goes wrong."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from messenger.actions import Actions
from messenger.api.asking import SECURITY, Authentication
from messenger.api.events import EventRoutes
from messenger.api.files import FileRoutes
from messenger.api.followers import Followers
from messenger.api.groups import GroupRoutes
from messenger.api.members import MemberRoutes
from messenger.api.messages import MessageRoutes
from messenger.api.pins import PinRoutes
from messenger.api.problems import RESPONSES, add_problem_schema, answer_problems
from messenger.api.reference import reference_page
from messenger.api.searching import SearchRoutes
from messenger.api.threads import ThreadRoutes
from messenger.blobs.contract import Blobs
from messenger.store.store import Store

PATH = '/api/v1'
OPEN = frozenset({f'{PATH}/openapi.json', f'{PATH}/docs'})
"""What everybody may read: it is the same for all."""
VERSION = '1.0.0'
"""Of the interface, not of the messenger."""

ABOUT = """What members do, for programs: the same actions with the same rights as on the pages.

A token comes from "Integrations" in the menu of a group and is sent as `Authorization: Bearer …`. Whatever cannot be
done is said as a problem (RFC 9457) with a sentence for people in `detail` and, mostly, a stable word in `code`.
`Idempotency-Key` makes repeating right after a timeout."""


class Api:
    """The operations under ``/api/v1``."""

    def __init__(self, *, title: str, actions: Actions, store: Store, blobs: Blobs) -> None:
        self.followers = Followers(store)
        self._title = title
        self._app = FastAPI(
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            responses=RESPONSES,
            generate_unique_id_function=lambda route: route.name,
        )
        self._document: dict[str, Any] = {}
        answer_problems(self._app)
        for routes in (
            MemberRoutes(store, actions.pictures),
            GroupRoutes(actions, store),
            MessageRoutes(actions, store),
            ThreadRoutes(actions),
            PinRoutes(actions),
            SearchRoutes(actions.search),
            FileRoutes(actions.attachments, blobs),
            EventRoutes(actions.changes, store, self.followers),
        ):
            routes.add_to(self._app.router)
        self._app.add_route('/openapi.json', self.show_document)
        self._app.add_route('/docs', self.show_reference)
        self._guarded = Authentication(self._app, actions.bots, is_open=OPEN)

    def routes(self) -> Sequence[BaseRoute]:
        """Return the door."""
        return [Mount(PATH, app=self._guarded)]

    def before(self, app: ASGIApp) -> ASGIApp:
        """Lead what is asked of the API straight to it, past the layers of the pages, which do nothing for it."""

        async def lead(scope: Scope, receive: Receive, send: Send) -> None:
            if scope['type'] == 'http' and scope['path'].startswith(f'{PATH}/'):
                await self._guarded({**scope, 'root_path': PATH}, receive, send)
            else:
                await app(scope, receive, send)

        return lead

    def document(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        if not self._document:
            document = get_openapi(
                title=self._title,
                version=VERSION,
                summary='The HTTP API of a messenger',
                description=ABOUT,
                routes=self._app.routes,
                servers=[{'url': PATH}],
            )
            document['components']['securitySchemes'] = SECURITY
            document['security'] = [{name: [] for name in SECURITY}]
            add_problem_schema(document)
            self._document = document
        return self._document

    async def show_document(self, _request: Request) -> Response:
        """Give the OpenAPI document out."""
        return JSONResponse(self.document())

    async def show_reference(self, _request: Request) -> Response:
        """Show the operations to a person."""
        return HTMLResponse(reference_page(self.document()))
