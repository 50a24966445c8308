"""The pages of who is signed in: ``/`` and ``/groups/<id>``, one page that switches without reloading."""

from nicegui import ui
from starlette.requests import Request

from messenger.accounts.session import Session
from messenger.components import stylesheet
from messenger.components.parts import Parts
from messenger.components.rounds import Rounds
from messenger.components.shared import Shared
from messenger.components.shell import Shell
from messenger.model.ids import GroupId
from messenger.pages.group import GroupPage

BUILDING_SECONDS = 60.0
"""When everybody comes back at once each page waits for its turn; after NiceGUI's 3 s it would be an error for good."""


def register(app: Parts) -> None:
    """Answer at these addresses from now on; the guard lets only those come here who are signed in."""
    shared = Shared.of(app)
    rounds = Rounds(app.store)

    @ui.page('/', response_timeout=BUILDING_SECONDS)
    @ui.page('/groups/{group_id}', response_timeout=BUILDING_SECONDS)
    @ui.page('/mentions', response_timeout=BUILDING_SECONDS)
    @ui.page('/x/{name}', response_timeout=BUILDING_SECONDS)
    async def messenger(request: Request) -> None:
        session: Session = request.state.session
        ui.add_head_html(stylesheet.link())

        async def show_group(group_id: GroupId, ordinal: int, thread: int) -> GroupPage:
            page = GroupPage(app, shared, session.member_id, group_id)
            try:
                await page.open(on_back=lambda: ui.navigate.to('/'), around=ordinal, thread=thread)
            except BaseException:  # also when the viewer goes elsewhere before it is built
                page.close()
                raise
            return page

        await Shell(app, rounds, session, show_group).shown()
