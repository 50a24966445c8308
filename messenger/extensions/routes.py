"""What answers under ``/api/x/<name>``: the routes of extensions, as they are loaded at the moment of the request."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Mount, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from messenger.extensions.calls import Failed, watched
from messenger.extensions.extension import Extension
from messenger.extensions.hooking import Hooking
from messenger.extensions.messenger import Messenger
from messenger.problem import problem

PATH = '/api/x'


class Routes:
    """One door for the routes of all extensions; they stand behind the same guards as the messenger's own."""

    def __init__(self, hooking: Hooking, messenger_of: Callable[[Extension], Messenger]) -> None:
        self._hooking = hooking
        self._messenger_of = messenger_of
        self._routers: dict[str, tuple[Extension, ASGIApp]] = {}

    def routes(self) -> list[BaseRoute]:
        """Return the door."""
        return [Mount(PATH, app=self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to the extension that the path names."""
        path = scope['path'].removeprefix(PATH)
        name = path.strip('/').partition('/')[0]
        extension = self._hooking.extension(name)
        if extension is None:
            return await problem(404, 'There is no extension at this address.')(scope, receive, send)
        scope = {**scope, 'root_path': f'{scope.get("root_path", "")}/{name}'}
        has_begun = False

        async def send_noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            with watched(extension, 'routes'):
                await self._router(extension)(scope, receive, send_noted)
        except Failed as failed:
            if has_begun:
                raise
            await problem(500, str(failed))(scope, receive, send)

    def _router(self, extension: Extension) -> ASGIApp:
        known = self._routers.get(extension.name)
        if known is None or known[0] is not extension:
            known = self._routers[extension.name] = (
                extension,
                ExceptionMiddleware(Router(self._found(extension))),
            )
        return known[1]

    def _found(self, extension: Extension) -> Sequence[BaseRoute]:
        routes: list[BaseRoute] = []
        for _, run in self._hooking.of('routes', extension.name, messenger=self._messenger_of(extension)):
            routes.extend(_checked(run))
        return routes


def _checked(run: Callable[[], Any]) -> list[BaseRoute]:
    routes = list(run())
    for route in routes:
        if not isinstance(route, BaseRoute):
            raise TypeError(f'{route!r} is no route: return Route("/push", push, methods=["POST"]) or an APIRoute')
    return routes
