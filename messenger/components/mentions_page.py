"""The page of the messages that mention a member, of all groups, the newest first."""

import asyncio
from html import escape

from nicegui import Client, background_tasks, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.button import Button, icon_button
from messenger.components.going import go_to
from messenger.components.locale import locale_of
from messenger.components.message_links import MessageLinks
from messenger.components.parts import Parts
from messenger.components.toast import refusals
from messenger.model.changes import Change, GroupDeleted, MemberLeft, MessageDeleted, MessageEdited, MessageSent
from messenger.model.ids import GroupId, MemberId, Ordinal, is_id
from messenger.model.message import Message
from messenger.model.search import Place
from messenger.words import _, marked, spoken_by

NOTHING = marked('Nobody has mentioned you yet. When somebody writes @ and your name, the message stands here.')
FOLLOW_SECONDS = 1.0
"""At most this often the list follows what is said."""


class MentionsPage:
    """One viewer's list. It follows what is said, edited and deleted while it is open."""

    def __init__(self, app: Parts, member_id: MemberId) -> None:
        """Build the page in the current slot."""
        self._app = app
        self._member_id = member_id
        self._client: Client = ui.context.client
        self._links = MessageLinks(app.store, member_id, locale_of(app.store, member_id, self._client.request))
        self._shown: list[Message] = []
        self._below: Place | None = None
        self._timer: asyncio.TimerHandle | None = None
        with Element('section').classes('extension-page mentions') as self._page:
            with Element('header').classes('head').on('click', _home, args=[], js_handler=browser.CLICK):
                back = icon_button(_('Back to the groups'), 'back', 'arrow_back')
                Element('div').classes('part').props['innerHTML'] = f'{back}<h1>{escape(_("Mentions"))}</h1>'
            with Element('div').classes('extension-body').on('click', self._choose, js_handler=browser.CHOOSE):
                self._status = ui.label().classes('words').props('role=status')
                self._list = Element('div').classes('results')
                self._more = Button(_('Show more'), self._show_older).classes('more-choices')
        self._more.set_visibility(False)
        self._forget = app.store.listen(self._hear)
        background_tasks.create(self._show())

    def close(self) -> None:
        """Follow nothing any more; closing twice is no error."""
        self._forget()
        if self._timer:
            self._timer.cancel()

    async def _show(self) -> None:
        """Show the newest, as many as were shown before."""
        with self._page, refusals():
            found = await self._app.actions.mentioned.list_mentions(self._member_id)
            messages, below = list(found.messages), found.below
            while below is not None and len(messages) < len(self._shown):
                found = await self._app.actions.mentioned.list_mentions(self._member_id, below=below)
                messages, below = [*messages, *found.messages], found.below
            self._draw(messages, below)

    async def _show_older(self) -> None:
        below, self._below = self._below, None  # a second click asks for nothing
        if below is None:
            return
        with refusals():
            found = await self._app.actions.mentioned.list_mentions(self._member_id, below=below)
            self._draw([*self._shown, *found.messages], found.below)

    def _draw(self, messages: list[Message], below: Place | None) -> None:
        if self._page.is_deleted:
            return
        self._shown, self._below = messages, below
        html = f'<ul role="list">{"".join(map(self._line, messages))}</ul>' if messages else ''
        if self._list.props.get('innerHTML') != html:
            self._list.props['innerHTML'] = html
        self._status.set_text('' if messages else _(NOTHING))
        self._more.set_visibility(below is not None)

    def _line(self, message: Message) -> str:
        group = self._app.store.group_as(self._member_id, message.group_id, spoken_by(self._client))
        where = f'<bdi class="where">{escape(group.name if group else "")}</bdi> '
        is_new = self._app.actions.mentioned.is_new(self._member_id, message)
        return f'<li>{self._links.link(message, where=where, is_new=is_new)}</li>'

    async def _choose(self, event: GenericEventArguments) -> None:
        match event.args:
            case [str(group_id), int(ordinal)] if is_id(group_id):
                await go_to(self._client, GroupId(group_id), Ordinal(ordinal))

    def _hear(self, change: Change) -> None:
        if self._page.is_deleted:
            self.close()
        elif self._concerns(change) and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(FOLLOW_SECONDS, self._follow)

    def _concerns(self, change: Change) -> bool:
        match change.fact:
            case MessageSent() | MessageEdited() as said:
                is_shown = any(each.group_id == said.group_id for each in self._shown)
                return any(mention.member_id == self._member_id for mention in said.mentions) or (
                    is_shown and isinstance(said, MessageEdited)
                )
            case MessageDeleted(group_id=group_id, target=target):
                return any((each.group_id, each.ordinal) == (group_id, target) for each in self._shown)
            case MemberLeft(member_id=member_id):
                return member_id == self._member_id
            case GroupDeleted():
                return True
        return False

    def _follow(self) -> None:
        self._timer = None
        background_tasks.create(self._show())


def _home() -> None:
    ui.navigate.to('/')
