"""Searching the messages of one's groups: results as one types."""

from html import escape
from zoneinfo import ZoneInfo

from nicegui import Client, background_tasks, ui
from nicegui.events import GenericEventArguments

from messenger.actions.search import Found
from messenger.components import browser
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.going import go_to
from messenger.components.hits import Hits
from messenger.components.locale import locale_of
from messenger.components.parts import Parts
from messenger.model.changes import Change, GroupDeleted, MemberLeft, MessageDeleted, MessageEdited, WidgetChanged
from messenger.model.ids import GroupId, MemberId, Ordinal, is_id
from messenger.model.refused import Refused
from messenger.model.search import Place, operator
from messenger.words import _, language, marked, ngettext, spoken_by

PAUSE_MILLISECONDS = 150
"""A pause in typing so long is the end of a word, or near enough."""

OPERATORS = {
    '"green tea"': marked('these words together'),
    'from:ann': marked('what Ann wrote; from:me for your own'),
    'in:design': marked('in the group Design'),
    'has:link': marked('with a link; also has:file, has:image'),
    'on:2026-03-14': marked('that day; or a month, or a year'),
    'before:2026-03': marked('earlier'),
    'after:2026': marked('later'),
}
"""What may be typed, with what it finds."""


class Search:
    """The panel with a field and what is found, in which the newest query wins and typing waits for nobody."""

    def __init__(self, app: Parts, member_id: MemberId, typed: str = '') -> None:
        """Open it in the current slot; `typed` stands in the field from the beginning."""
        self._app = app
        self._member_id = member_id
        self._client: Client = ui.context.client
        self._locale = locale_of(app.store, member_id, self._client.request)
        self._hits = Hits(app.store, member_id, self._locale)
        self._shown: set[Place] = set()
        self._asked: str | None = None
        self._below: Place | None = None
        self._is_asking = False
        with Dialog(_('Search'), side=True) as self._dialog:
            self._dialog.body.classes('search')
            self._dialog.body.on('keydown', js_handler=browser.MOVE_IN_LIST)
            self._dialog.body.on('click', self._choose, js_handler=browser.CHOOSE)
            self._field = self._dialog.field(_('Search messages'), typed).props(f'debounce={PAUSE_MILLISECONDS}')
            self._field.on_value_change(self._look)
            self._status = ui.label().classes('words').props('role=status')
            self._results = ui.element('div').classes('results')
            self._more = Button(_('Show older'), self._show_older, look='wide').classes('more-choices')
            self._help = ui.element('div').classes('operators')
        self._help.props['innerHTML'] = _help()
        self._more.set_visibility(False)
        self._dialog.follow(app.store.listen, self._hear)
        if typed:
            background_tasks.create(self._look())

    async def _look(self) -> None:
        """Search for what stands in the field, until it is what was searched for last."""
        if self._is_asking:
            return
        self._is_asking = True
        try:
            while self._dialog.is_open and self._field.typed != self._asked:
                self._asked = self._field.typed
                await self._ask(self._asked)
        finally:
            self._is_asking = False

    async def _ask(self, typed: str) -> None:
        found, said = Found(), ''
        try:
            found = await self._find(typed)
            with self._client:
                said = _count(found) if typed.strip() else ''
        except Refused as refused:
            said = refused.said(spoken_by(self._client))
        if self._dialog.is_open:
            self._results.clear()
            self._results.props['data-for'] = typed
            self._shown.clear()
            self._add(found)
            self._status.set_text(said)
            self._help.set_visibility(not found.messages)

    async def _find(self, typed: str, below: Place | None = None) -> Found:
        return await self._app.actions.search.search(self._member_id, typed, ZoneInfo(self._locale.zone), below=below)

    async def _show_older(self) -> None:
        before, asked, below = len(self._shown), self._asked, self._below
        if asked is None or below is None:
            return
        self._below = None  # a second click asks for nothing
        with self._dialog.refusals():
            found = await self._find(asked, below)
            if self._dialog.is_open and asked == self._asked:
                self._add(found)
                self._status.set_text(_count(found, before))
                self._client.run_javascript(browser.focus_line(before))

    def _add(self, found: Found) -> None:
        """Show one more page of results, under the names of their groups."""
        self._below = found.below
        self._more.set_visibility(found.below is not None)
        self._shown |= {(message.group_id, message.ordinal) for message in found.messages}
        with self._results:
            ui.element('div').props['innerHTML'] = self._hits.html(found.messages, found.words)

    async def _choose(self, event: GenericEventArguments) -> None:
        match event.args:
            case [str(group_id), int(ordinal)] if is_id(group_id):
                self._dialog.close()
                await go_to(self._client, GroupId(group_id), Ordinal(ordinal))

    def _hear(self, change: Change) -> None:
        """Search again when something happens to what is shown: what was deleted must not stay in sight."""
        if self._concerns(change):
            self._asked = None
            background_tasks.create(self._look())

    def _concerns(self, change: Change) -> bool:
        match change.fact:
            case (MessageEdited() | MessageDeleted() | WidgetChanged()) as fact:
                return (fact.group_id, fact.target) in self._shown
            case MemberLeft(group_id=group_id, member_id=member_id) if member_id == self._member_id:
                return any(shown == group_id for shown, _ in self._shown)
            case GroupDeleted(group_id=group_id):
                return any(shown == group_id for shown, _ in self._shown)
        return False


def search_in(app: Parts, member_id: MemberId, group_id: GroupId) -> None:
    """Open the panel for one group."""
    group = app.store.group_as(member_id, group_id, language())
    Search(app, member_id, f'{operator("in", group.name)} ' if group else '')


def _count(found: Found, before: int = 0) -> str:
    count = before + len(found.messages)
    if count == 0:
        return _('Nothing found. Try fewer words, or other ones.')
    if found.below is not None:
        return ngettext('The newest {count} messages', 'The newest {count} messages', count)
    return ngettext('{count} message', '{count} messages', count)


def _help() -> str:
    """Say what may be typed."""
    lines = ''.join(
        f'<dt><code>{escape(typed)}</code></dt><dd>{escape(_(meaning))}</dd>' for typed, meaning in OPERATORS.items()
    )
    what = _('Finds messages in your groups that hold every word. Narrow it down with')
    return f'<p>{escape(what)}</p><dl>{lines}</dl>'
