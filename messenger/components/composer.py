"""Where a member writes: the box, what went wrong, and the draft that outlives the page."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from html import escape

from nicegui import Client, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.attachments import AttachmentLimits
from messenger.actions.enclosed import Enclosed
from messenger.actions.messages import MessageActions
from messenger.actions.reading import ReadingActions
from messenger.components import browser
from messenger.components.button import icon_button
from messenger.components.completion import Completion, attributes, list_of
from messenger.components.log_key import log_key
from messenger.components.replying import Replying
from messenger.components.sent import enclosed_in
from messenger.components.stand_ins import await_nothing
from messenger.components.suggestions import Suggest, suggest_commands
from messenger.components.too_long import too_long
from messenger.components.tray import Tray
from messenger.components.unheard import unheard_call
from messenger.extensions.extensions import Extensions
from messenger.model.changes import Change
from messenger.model.group import Group
from messenger.model.ids import NO_THREAD, GroupId, LogId, MemberId, Ordinal, RequestId, is_id, is_request_id
from messenger.model.message import Message
from messenger.model.refused import NotFound, Refused, TooFast, Unavailable
from messenger.store.store import Store
from messenger.words import _, spoken_by

SETTLE_SECONDS = 0.5
"""How long accepted messages wait to be forgotten together; until then a resend is recognised as such."""

ACKNOWLEDGE_SECONDS = 2.0
"""How long a page keeps a draft of its own; by then the server has written it down."""


class Composer:
    """One viewer's box for one group, or one of its threads.

    The text lives in the browser alone: nothing here sets it while a person types.
    """

    def __init__(
        self,
        *,
        messages: MessageActions,
        reading: ReadingActions,
        member_id: MemberId,
        group: Group,
        thread: Ordinal,
        store: Store,
        suggest: Mapping[str, Suggest],
        most_characters: int,
        attachable: AttachmentLimits,
        extensions: Extensions,
    ) -> None:
        """Place the box.

        `thread` is what the thread hangs below that it is for, `NO_THREAD` for none.
        `suggest` says what a sign may mean.
        """
        self._extensions = extensions
        self._messages = messages
        self._reading = reading
        self._member_id = member_id
        self._group = group
        self._client: Client = ui.context.client
        self._log = LogId(group.id, thread)
        self._draft = partial(store.draft, group.id, member_id, thread)
        self._typed = self._kept = self._draft()
        self._sent = 0
        self._turn = asyncio.Lock()
        self._settled: list[RequestId] = []
        self._is_acknowledging = self._is_too_long = False
        self.on_sent: Callable[[], Awaitable[None]] = await_nothing
        self.on_edit_last: Callable[[], Awaitable[None]] = await_nothing
        self.tell: Callable[[str], object] = self._client.run_javascript
        """Runs in the browser what may be lost."""
        self.box_id = f'box-{log_key(self._log)}'
        self._most_characters = most_characters
        self.has_extras = bool(extensions.composer_lines(member_id, group.id))
        with Element('div').classes('composer') as self.element:
            self._problem = Element('div').classes('problem').props('role=alert')
            self._whisper = Element('div').classes('whisper').props('role=status')
            self._tray = Tray(self._log, attachable, complain=self._show_problem)
            self._replying = Replying(
                store=store, messages=messages, reading=reading, member_id=member_id, log=self._log
            )
            Element('div').classes('box').props['innerHTML'] = self._box(self._kept)
            if thread != NO_THREAD:
                too = escape(_('Also send to the group'))
                Element('div').props['innerHTML'] = f'<label class="too"><input type="checkbox"> {too}</label>'
        for event in ('keydown', 'click'):
            self.element.on(event, self._on_send, js_handler=browser.SEND)
        self.element.on('file', self._tray.hear, js_handler=browser.TOLD)
        self.element.on('input', self._on_draft, js_handler=browser.DRAFT, throttle=0.5)
        commands = suggest_commands(lambda: extensions.commands(member_id, group.id, spoken_by(self._client)))
        self._completion = Completion(self.element, self.box_id, {**suggest, '/': commands})

    def wake(self, *, wants_focus: bool = True) -> None:
        """Bring back what the browser kept for this group, and set the focus; call when the page is connected."""
        self._completion.wake()
        self._client.run_javascript(browser.marking(self.box_id))
        self._client.run_javascript(browser.restore(self.box_id))
        self._tray.wake()
        if wants_focus:
            self.take_focus()

    async def restore_reply(self) -> None:
        """Go on with the reply that was begun before."""
        await self._replying.restore()

    def take_focus(self) -> None:
        """Set the focus in the box, where that opens no touch keyboard."""
        self._client.run_javascript(browser.focus(self.box_id))

    def take_focus_if_free(self) -> None:
        """Set the focus in the box, unless the person is at something else by now."""
        self._client.run_javascript(browser.focus_if_free(self.box_id))

    def follow_draft(self) -> None:
        """Show what was typed, sent or cleared in another tab, unless something else was typed here."""
        if (draft := self._draft()) != self._kept:
            self._client.run_javascript(browser.follow(self.box_id, self._typed, draft))
            self._typed = self._kept = draft

    def reply(self, message: Message) -> None:
        """Let what is written reply to a message, and set the focus in the box."""
        self._replying.to(message)
        self._client.run_javascript(browser.focus(self.box_id, opens_keyboard=True))

    def follow_deletion(self, ordinal: int) -> None:
        """Say that the message which is being replied to is gone, and show nothing of it."""
        if self._replying.is_to(ordinal):
            self._replying.end()
            with self._problem:
                self._show_problem(_('The message you were replying to was deleted.'))

    async def send_unsent(self) -> None:
        """Send what this tab could not get an answer for, to whichever group; asking twice sends once."""
        unsent = await browser.ask(self._client, browser.UNSENT)
        for request_id in filter(is_request_id, unsent if isinstance(unsent, list) else []):
            match await browser.ask(self._client, browser.unsent(request_id)):
                case [_, group_id, str(text), *rest] if is_id(group_id):
                    await self._send(RequestId(request_id), GroupId(group_id), text, enclosed_in(rest))

    def _box(self, draft: str) -> str:
        """Write the box natively: a framework's would write its value again at every update."""
        is_group = self._log.thread == NO_THREAD
        send = escape(_('Send'))
        place = _('Message {group}', group=self._group.name) if is_group else _('Reply in thread')
        # HTML drops a line break that a text area begins with: the one here is for that.
        return (
            f'{list_of(self.box_id)}'
            f'{self._tray.picker()}'
            f'<textarea id="{self.box_id}" rows="1" autocomplete="off" enterkeyhint="enter" dir="auto"'
            f' {attributes(self.box_id)}'
            f' aria-label="{escape(_("Message") if is_group else place)}"'
            f' placeholder="{escape(place)}"'
            f' data-log="{log_key(self._log)}" data-group="{self._group.id}" data-thread="{self._log.thread}"'
            f' data-most="{self._most_characters}">\n{escape(draft)}</textarea>'
            f'{icon_button(_("More"), "extras", "add_circle") if self.has_extras else ""}'
            f'{icon_button(_("Preview"), "look", "visibility")}'
            f'<button type="button" class="send" aria-label="{send}"><span>{send}</span></button>'
        )

    async def _on_send(self, event: GenericEventArguments) -> None:
        match event.args:
            case ['last', _, _]:
                await self.on_edit_last()
            case ['long', _, int(count)]:
                self._show_problem(too_long(count, self._most_characters))
                self._is_too_long = True
            case ['unready', _, _]:
                self._show_problem(self._tray.unready())
            case ['unreply', _, _]:
                self._replying.end()
            case [request_id, str(text), int(), *rest] if is_request_id(request_id):
                self._sent += 1
                self._replying.end()
                with suppress(NotFound):  # the sending says so
                    self._save('')
                if await self._send(RequestId(request_id), self._group.id, text, enclosed_in(rest)):
                    await self.on_sent()

    async def _send(self, request_id: RequestId, group_id: GroupId, text: str, enclosed: Enclosed) -> bool:
        """Send a text and what goes with it after those before them, or give them back with the reason.

        Where neither happens, by a mistake of ours, the page keeps the text and sends it again when it is next loaded.
        """
        files = self._tray.take_out(enclosed.uploads)
        try:
            async with self._turn:  # a long text takes longer to render than the short one behind it
                change = await self._post(request_id, group_id, text, enclosed)
        except Refused as refused:
            self._settle(request_id)
            self._tray.put_back(files)
            is_here = group_id == self._group.id
            self._give_back(text if is_here else '', refused)
            if is_here and enclosed.reply_to is not None:
                await self._replying.to_ordinal(enclosed.reply_to)
            return False
        self._settle(request_id)
        self._tray.let_go(files)
        if self._problem.default_slot.children:
            self._show_problem('')
        if change is not None and (reason := unheard_call(self._messages, self._member_id, change)):
            self._show_problem(_('Sent, but {reason}', reason=reason))
        return True

    async def _post(self, request_id: RequestId, group_id: GroupId, text: str, enclosed: Enclosed) -> Change | None:
        """Send a text, or run the command that it is; returns what became of it for all to see. Raises Refused."""
        if self._whisper.default_slot.children:
            self._whisper.clear()
        if enclosed.uploads or self._extensions.find_command(text) is None:
            return await self._messages.send_message(self._member_id, group_id, text, request_id, enclosed)
        run = self._extensions.run_command
        outcome = await run(self._member_id, group_id, text, request_id, enclosed)
        self._reading.stops(self._member_id, group_id, enclosed.thread or NO_THREAD)
        if outcome.told:
            with self._whisper:
                ui.label(outcome.told.said(spoken_by(self._client)))
        return outcome.posted

    def _settle(self, request_id: RequestId) -> None:
        """Let the page forget soon what it kept in case it got no answer: many messages at once, not one by one.

        If that is lost, the page sends them again when it is back, which is recognised.
        """
        if not self._settled:
            asyncio.get_running_loop().call_later(SETTLE_SECONDS, self._forget_settled)
        self._settled.append(request_id)

    def _forget_settled(self) -> None:
        if not self._client.is_deleted:
            self.tell(browser.accepted(self._settled))
        self._settled = []

    def _give_back(self, text: str, refused: Refused) -> None:
        if text:
            self._client.run_javascript(browser.give_back(self.box_id, text))
        self._show_problem(
            refused.said(spoken_by(self._client)), can_retry=bool(text) and isinstance(refused, (Unavailable, TooFast))
        )

    def _on_draft(self, event: GenericEventArguments) -> None:
        """Keep what is typed, unless it was sent meanwhile: this event may be older than the sending."""
        match event.args:
            case [str(text), int(sent)] if sent >= self._sent:
                with suppress(NotFound):  # removed meanwhile: the page is about to leave
                    self._save(text)
                    self._acknowledge_soon()
                    self._forgive_length(len(text))
                    if text:
                        self._reading.types(self._member_id, *self._log)

    def _save(self, text: str) -> None:
        if text or self._draft():
            self._reading.save_draft(self._member_id, self._group.id, text, thread=self._log.thread)
        self._typed, self._kept = text, self._draft()

    def _forgive_length(self, count: int) -> None:
        if self._is_too_long and count <= self._most_characters:
            self._is_too_long = False
            self._show_problem('')

    def _acknowledge_soon(self) -> None:
        """Let the page forget its own copy of a draft once that is written down.

        Else it would bring the text back after another tab has sent it.
        """
        if not self._is_acknowledging:
            self._is_acknowledging = True
            asyncio.get_running_loop().call_later(ACKNOWLEDGE_SECONDS, self._acknowledge)

    def _acknowledge(self) -> None:
        self._is_acknowledging = False
        if not self._client.is_deleted:
            self._client.run_javascript(browser.kept(log_key(self._log), self._typed))

    def _show_problem(self, reason: str, *, can_retry: bool = False) -> None:
        self._problem.clear()
        if not reason:
            return
        with self._problem:
            ui.label(reason)
            if can_retry:
                Element('button').classes('send retry').props('type=button').props['innerHTML'] = escape(_('Retry'))
