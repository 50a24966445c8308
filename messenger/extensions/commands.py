"""Runs commands: finds the one that a text begins with, reads its arguments and does what it answers."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from messenger.actions.enclosed import NOTHING, Enclosed
from messenger.actions.messages import MessageActions
from messenger.actions.widgets import WidgetActions
from messenger.extensions.acting import acting_in
from messenger.extensions.answer import CommandHelp, Outcome, Whisper
from messenger.extensions.audience import standings_of
from messenger.extensions.calls import Failed, call
from messenger.extensions.extension import Command, Extension
from messenger.extensions.messenger import Messenger, posting_of
from messenger.extensions.viewer import Acting, acting_as
from messenger.languages import DEFAULT, translate
from messenger.model.group import Group
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.permissions import Action, is_allowed
from messenger.model.refused import NotFound, Refused
from messenger.store.store import Store

REMEMBERED = 1000
"""Requests whose outcome is at hand, so that asking again runs a command no second time."""

Key = tuple[MemberId, GroupId, RequestId]


class Commands:
    """The commands of all extensions that are on."""

    def __init__(
        self,
        *,
        store: Store,
        messages: MessageActions,
        widgets: WidgetActions,
        messenger_of: Callable[[Extension], Messenger],
        extensions: Callable[[], Iterable[Extension]],
    ) -> None:
        self._store = store
        self._messages = messages
        self._widgets = widgets
        self._messenger_of = messenger_of
        self._extensions = extensions
        self._running: OrderedDict[Key, asyncio.Task[Outcome]] = OrderedDict()

    def find(self, text: str) -> tuple[Extension, Command] | None:
        """Return the command that a text begins with; None for any other text, such as ``/etc is a folder``."""
        word = text.split(maxsplit=1)[0] if text.startswith('/') and text.strip() else ''
        return self._known().get(word)

    def help(self, member_id: MemberId, group_id: GroupId, language: str) -> list[CommandHelp]:
        """Return what a member may run in a group, by name and in a language; nothing for who is not in it."""
        membership = self._store.membership(group_id, member_id)
        if membership is None:
            return []
        standings = standings_of(membership.role, member_id, None)
        allowed = [
            help_of(extension, command, language)
            for extension, command in self._known().values()
            if command.mark.allow is None or command.mark.allow.has(standings)
        ]
        return sorted(allowed, key=lambda each: each.name)

    async def run(
        self,
        member_id: MemberId,
        group_id: GroupId,
        text: str,
        request_id: RequestId,
        enclosed: Enclosed = NOTHING,
    ) -> Outcome:
        """Run the command that a text begins with; the same request again returns the same outcome.

        What it posts stands where what is enclosed says: as a reply, or in a thread.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``unknown_command``, ``not_allowed``, ``bad_arguments``, ``extension_failed``, what the command
                itself refuses, and what sending raises.
        """
        key = (member_id, group_id, request_id)
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(
                self._run(*key, text, enclosed), name=f'command of {member_id}'
            )
            task.add_done_callback(partial(self._forget_failed, key))
            if len(self._running) > REMEMBERED:
                self._running.popitem(last=False)
        return await asyncio.shield(task)

    def _forget_failed(self, key: Key, task: asyncio.Task[Outcome]) -> None:
        if (task.cancelled() or task.exception() is not None) and self._running.get(key) is task:
            del self._running[key]

    async def _run(
        self, member_id: MemberId, group_id: GroupId, request_id: RequestId, text: str, enclosed: Enclosed
    ) -> Outcome:
        acting, group = self.acting(member_id, group_id)
        found = self.find(text)
        if found is None:
            raise Refused('unknown_command', 'There is no such command here. Type / to see those that there are.')
        extension, command = found
        if command.mark.allow is not None:
            command.mark.allow.require(acting.standings)
        answer = await self._ask(extension, command, acting, (group, text))
        return await self.deliver(acting, extension, answer, request_id, enclosed)

    async def sample(self, member_id: MemberId, group_id: GroupId, text: str) -> Message | None:
        """Return what a command that posts a widget would post, kept by nobody; None for any other text.

        It is run for that, which commands that say that they return a state allow. Raises as `run` does.
        """
        found = self.find(text)
        if found is None or not _returns_state(*found):
            return None
        (extension, command), (acting, group) = found, self.acting(member_id, group_id)
        posting = posting_of(extension, await self._ask(extension, command, acting, (group, text)))
        if posting is None:
            return None
        return Message(
            group_id=group_id,
            ordinal=Ordinal(0),
            author_id=member_id,
            text=posting.summary,
            widget=posting.widget,
            sent_at=datetime.now(UTC),
        )

    async def deliver(
        self,
        acting: Acting,
        extension: Extension,
        answer: Any,
        request_id: RequestId,
        enclosed: Enclosed = NOTHING,
    ) -> Outcome:
        """Do what an extension answered to a member: send a text, post a widget, or whisper. Raises Refused."""
        member_id, group_id = acting.member.id, acting.group_id
        match answer:
            case None:
                return Outcome()
            case Whisper():
                return Outcome(told=answer if answer.text.strip() else None)
            case str():
                enclosed = replace(enclosed, via=extension.name)
                change = await self._messages.send_message(member_id, group_id, answer, request_id, enclosed)
                return Outcome(posted=change)
        if posting := posting_of(extension, answer):
            posting = replace(posting, enclosed=enclosed)
            return Outcome(posted=await self._widgets.post_widget(member_id, group_id, posting, request_id))
        raise Refused(
            'extension_failed',
            '{extension} answered a {kind}, which cannot be posted. Tell the operator.',
            extension=extension.name,
            kind=type(answer).__name__,
        )

    async def _ask(self, extension: Extension, command: Command, acting: Acting, said: tuple[Group, str]) -> Any:
        group, text = said
        rest = text.strip().removeprefix(command.mark.word)
        placed, named = command.arguments.read(rest, partial(self._member_named, group.id))
        given = {'group': group, 'messenger': self._messenger_of(extension)}
        named |= {name: given[name] for name in command.arguments.given}
        with acting_as(acting):
            try:
                return await call(extension, command.mark.word, partial(command.function, *placed, **named))
            except Failed as failed:
                raise failed.refusal from failed

    def acting(self, member_id: MemberId, group_id: GroupId) -> tuple[Acting, Group]:
        """Return a member who may write in a group, and the group. Raises NotFound, Refused ``not_allowed``."""
        acting, group = acting_in(self._store, member_id, group_id), self._store.group_as(member_id, group_id)
        if group is None:
            raise NotFound('group')
        if not is_allowed(Action.SEND_MESSAGE, acting.standings):
            raise Refused('not_allowed', 'You cannot write in {group}. Ask one of its owners.', group=group.name)
        return acting, group

    def _member_named(self, group_id: GroupId, name: str) -> Member | None:
        member = self._store.member_named(name.removeprefix('@'))
        return member if member and self._store.membership(group_id, member.id) else None

    def _known(self) -> Mapping[str, tuple[Extension, Command]]:
        return {
            word: (extension, command)
            for extension in self._extensions()
            for word, command in extension.commands.items()
        }


def _returns_state(extension: Extension, command: Command) -> bool:
    return any(kind.states.kind is command.returns for kind in extension.widgets.values())


def help_of(extension: Extension, command: Command, language: str = DEFAULT) -> CommandHelp:
    """Return what a completion list shows of a command."""
    return CommandHelp(
        name=command.mark.word,
        usage=command.arguments.usage.said(language),
        help=translate(language, command.help),
        extension=extension.name,
    )
