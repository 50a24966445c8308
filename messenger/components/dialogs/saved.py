"""The panel of the messages that a member keeps for later."""

from functools import partial

from nicegui import Client, background_tasks, ui
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.dialogs.dialog import Dialog
from messenger.components.going import go_to
from messenger.components.hits import Hits
from messenger.components.locale import locale_of
from messenger.components.parts import Parts
from messenger.model.changes import Change, GroupDeleted, MemberLeft, MessageDeleted, MessageEdited
from messenger.model.draft import Preference
from messenger.model.ids import GroupId, MemberId, Ordinal, is_id
from messenger.model.record import Record
from messenger.model.saved import SAVED
from messenger.words import _, marked


def show_saved(app: Parts, member_id: MemberId) -> None:
    """Open the panel in the current slot."""
    Saved(app, member_id)


class Saved:
    """What is kept, the last saved first; what is deleted, or taken away in another tab, leaves it at once."""

    def __init__(self, app: Parts, member_id: MemberId) -> None:
        self._app = app
        self._member_id = member_id
        self._client: Client = ui.context.client
        self._hits = Hits(app.store, member_id, locale_of(app.store, member_id, self._client.request))
        with Dialog(_('Saved messages'), side=True) as self._dialog:
            self._dialog.body.classes('search')
            self._dialog.body.on('keydown', js_handler=browser.MOVE_IN_LIST)
            self._dialog.body.on('click', self._choose, js_handler=browser.CHOOSE)
            self._status = ui.label().classes('words').props('role=status')
            self._results = ui.element('div').classes('results')
        self._dialog.follow(app.store.listen, self._hear)
        self._dialog.follow(partial(app.store.listen_to_own, member_id), self._hear_own)
        background_tasks.create(self._show())

    async def _show(self) -> None:
        with self._dialog.refusals():
            found = await self._app.actions.saved.list_saved(self._member_id)
            if self._dialog.is_open:
                with self._dialog:
                    self._results.props['innerHTML'] = self._hits.html(found)
                    self._status.set_text('' if found else _(NOTHING))

    async def _choose(self, event: GenericEventArguments) -> None:
        match event.args:
            case [str(group_id), int(ordinal)] if is_id(group_id):
                self._dialog.close()
                await go_to(self._client, GroupId(group_id), Ordinal(ordinal))

    def _hear(self, change: Change) -> None:
        if isinstance(change.fact, MessageEdited | MessageDeleted | MemberLeft | GroupDeleted):
            background_tasks.create(self._show())

    def _hear_own(self, record: Record) -> None:
        if isinstance(record, Preference) and record.key.startswith(SAVED):
            background_tasks.create(self._show())


NOTHING = marked(
    'Nothing is saved yet. Choose "Save for later" in the menu of a message, and find it here on every device.'
)
