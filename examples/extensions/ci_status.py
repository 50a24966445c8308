"""How the builds of a project stand, told by the build server: each branch has one line, which changes in place.

/ci messenger
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import compare_digest

from nicegui import ui
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from messenger import Message, Messenger, Refused, author, command, hook, only, widget

MOST_BRANCHES = 20
LOOKS = {'passed': ('check_circle', 'positive'), 'failed': ('cancel', 'negative'), 'running': ('pending', 'warning')}


class Build(BaseModel):
    """What the build server says of one branch."""

    branch: str
    status: str
    commit: str = ''


@dataclass
class Board:
    """A project, the newest build of each branch, the latest first, and the key of the build server."""

    project: str
    key: str
    builds: list[Build] = field(default_factory=list)


@command('/ci')
def start(project: str) -> Board:
    """Show how builds stand, as your build server tells: /ci messenger"""
    return Board(project, secrets.token_urlsafe(16))


def summary(board: Board) -> str:
    """Say how many branches fail."""
    failed = sum(build.status == 'failed' for build in board.builds)
    return f'Builds of {board.project}: {f"{failed} failed" if failed else "all is well"}'


@widget('ci', summary=summary)
def board(state: Board, message: Message) -> None:
    """Draw a line for each branch."""

    def tell() -> None:
        path = f'/api/x/ci_status/{message.group_id}/{message.ordinal}'
        told = json.dumps({'branch': 'main', 'status': 'passed', 'commit': 'b6d1f02'})
        with ui.dialog() as dialog, ui.card():
            ui.label('Let the build server run this; status is passed, failed or running:')
            ui.code(f"curl -H 'X-Key: {state.key}' -d '{told}' http://localhost:9999{path}", language='bash')
            ui.button('Close', on_click=dialog.close)
        dialog.on('hide', dialog.delete)
        dialog.open()

    ui.label(f'Builds of {state.project}').classes('widget-title')
    for build in state.builds:
        icon, colour = LOOKS[build.status]
        with ui.row().classes('items-center no-wrap'):
            ui.icon(icon, color=colour, size='20px')
            ui.label(build.branch)
            ui.label(f'{build.status} {build.commit[:7]}').classes('widget-note')
    if not state.builds:
        ui.label('No build has been told yet.').classes('widget-note')
    with only(author):
        ui.button('Connect a build server', on_click=tell).props('flat dense no-caps')


@hook
def routes(messenger: Messenger) -> Sequence[BaseRoute]:
    """Answer at /api/x/ci_status/<group>/<number of the message>."""

    async def take(request: Request) -> Response:
        try:
            build = Build.model_validate_json(await request.body())
        except ValidationError as error:
            return JSONResponse({'wrong': error.errors(include_url=False, include_input=False)}, 422)
        if build.status not in LOOKS:
            return JSONResponse({'wrong': f'status is one of {", ".join(LOOKS)}'}, 422)

        def put(board: Board) -> None:
            if not compare_digest(board.key.encode(), request.headers.get('x-key', '').encode()):
                raise Refused('wrong_key', 'This is not the key of the board.')
            others = [each for each in board.builds if each.branch != build.branch]
            board.builds = [build, *others][:MOST_BRANCHES]

        try:
            await messenger.change(request.path_params['group'], request.path_params['message'], put)
        except Refused as refused:
            return JSONResponse({'wrong': refused.reason}, 404 if refused.code == 'not_found' else 403)
        return Response(status_code=204)

    return [Route('/{group}/{message:int}', take, methods=['POST'])]
