"""All extensions: what is loaded, what each offers, and how each is doing."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

import structlog

from messenger.actions import Actions
from messenger.actions.enclosed import NOTHING, Enclosed
from messenger.extensions.answer import CommandHelp, Outcome
from messenger.extensions.background import Background
from messenger.extensions.commands import Commands, help_of
from messenger.extensions.drawing import Drawing
from messenger.extensions.extension import Extension, ExtensionReport, Health, Origin, Source, lost_report, report_of
from messenger.extensions.hooking import Hooking
from messenger.extensions.illustrating import Illustrating, Look
from messenger.extensions.loader import CannotLoad, find_sources, fingerprint_of, is_gone, load, source_at
from messenger.extensions.menus import MenuLine, Menus
from messenger.extensions.messenger import LoopClock, Messenger
from messenger.extensions.panels import Panels, Place
from messenger.extensions.routes import Routes
from messenger.extensions.watching import Watching
from messenger.languages import DEFAULT
from messenger.model.changes import Change, ExtensionSwitched
from messenger.model.ids import GroupId, MemberId, RequestId, new_request_id
from messenger.model.message import Message
from messenger.store.listeners import Listeners
from messenger.store.store import Store

log = structlog.get_logger(__name__)

ORDER = list(Origin)


class Extensions:
    """What extensions offer to the rest of the messenger. One that fails harms no other."""

    def __init__(self, *, folder: Path | None, store: Store, actions: Actions, hooking: Hooking) -> None:
        self._folder = folder
        self._hooking = hooking
        self._loaded: dict[str, Extension] = {}
        self._failed: dict[str, tuple[Source, str]] = {}
        self._exchanging = asyncio.Lock()
        self._switching: set[asyncio.Task[None]] = set()
        self._listeners: Listeners[str] = Listeners()
        self._store = store
        self._actions = actions
        self._clock: LoopClock | None = None
        self._forget: Callable[[], None] = _nothing
        self._drawing = Drawing(
            store=store, messages=actions.messages, widgets=actions.widgets, extensions=self._in_order
        )
        self._illustrating = Illustrating(store=store, extensions=self._in_order)
        self._commands = Commands(
            store=store,
            messages=actions.messages,
            widgets=actions.widgets,
            messenger_of=self.messenger_of,
            extensions=self._in_order,
        )
        self._menus = Menus(store=store, hooking=hooking, commands=self._commands, messenger_of=self.messenger_of)
        self._panels = Panels(store=store, hooking=hooking, messenger_of=self.messenger_of)
        self._background = Background(store=store, hooking=hooking, messenger_of=self.messenger_of)
        self._watching = Watching(folder, self._follow) if folder else None
        self.routes = Routes(hooking, self.messenger_of)
        """What answers under ``/api/x/``."""

    # Their life

    async def start(self) -> None:
        """Load everything that is found, start it, and follow the folder; what cannot be loaded is logged, once."""
        for source in find_sources(self._folder).values():
            with contextlib.suppress(CannotLoad):
                await self._exchange(source)
        self._background.listen()
        self._forget = self._store.listen(self._hear)
        if self._watching:
            self._watching.start()

    async def stop(self) -> None:
        """Stop what runs."""
        if self._watching:
            await self._watching.stop()
        self._background.close()
        self._forget()
        for extension in self._loaded.values():
            await self._background.end(extension)

    async def load(self, path: Path) -> Extension:
        """Load a file or the folder of a package, or load it again, and start it. Raises CannotLoad.

        What was loaded under this name before goes on when this one cannot be loaded.
        """
        source = source_at(path)
        if source is None:
            raise CannotLoad(f'{path} is no extension: it takes a file such as poll.py, named in small letters')
        await self._exchange(source)
        return self._loaded[source.name]

    async def reload(self, name: str) -> None:
        """Load an extension again from where it came. Raises CannotLoad; it then goes on as it was."""
        known = self._loaded.get(name)
        source = known.source if known else self._failed[name][0] if name in self._failed else None
        if source is None:
            raise CannotLoad(f'There is no extension {name}. Those there are: {", ".join(sorted(self._loaded))}')
        await self._exchange(source)

    def listen(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Hear the name of each extension that was loaded again, or is gone; returns what stops it."""
        return self._listeners.add(listener)

    async def switch(self, member_id: MemberId, name: str, is_on: bool) -> None:
        """Switch an extension on or off for everybody, at once and lasting. Raises Refused, as for administrators."""
        await self._actions.extensions.switch_extension(member_id, name, is_on, new_request_id())

    # What they offer

    def commands(self, member_id: MemberId, group_id: GroupId, language: str = DEFAULT) -> list[CommandHelp]:
        """Return the commands a member may run in a group, by name, in the member's language."""
        return self._commands.help(member_id, group_id, language)

    def find_command(self, text: str) -> CommandHelp | None:
        """Return the command a text begins with; None for a text that is to be sent as it is."""
        found = self._commands.find(text)
        return help_of(*found) if found else None

    async def run_command(
        self,
        member_id: MemberId,
        group_id: GroupId,
        text: str,
        request_id: RequestId,
        enclosed: Enclosed = NOTHING,
    ) -> Outcome:
        """Run a command; see `Commands.run` for what it does with what is enclosed, and what it raises."""
        return await self._commands.run(member_id, group_id, text, request_id, enclosed)

    async def sample(self, member_id: MemberId, group_id: GroupId, text: str) -> Message | None:
        """Return the widget that a command would post, as a message that nobody keeps; None for any other text.

        Raises what the command refuses.
        """
        return await self._commands.sample(member_id, group_id, text)

    def message_lines(self, member_id: MemberId, message: Message) -> list[MenuLine]:
        """Return what extensions add to the menu of a message for a member."""
        return self._menus.of_message(member_id, message)

    def group_lines(self, member_id: MemberId, group_id: GroupId) -> list[MenuLine]:
        """Return what extensions add to the menu of a group for a member."""
        return self._menus.of_group(member_id, group_id)

    def composer_lines(self, member_id: MemberId, group_id: GroupId) -> list[MenuLine]:
        """Return what extensions add to the menu at the box in which a member writes."""
        return self._menus.of_composer(member_id, group_id)

    def panels(self, member_id: MemberId, group_id: GroupId) -> list[Place]:
        """Return what extensions show beside a group for a member."""
        return self._panels.of_group(member_id, group_id)

    def pages(self, member_id: MemberId) -> list[Place]:
        """Return the pages that extensions have for a member, by title."""
        return self._panels.pages(member_id)

    def look(self, message: Message) -> Look:
        """Tell what of a message is drawn below its row."""
        return Look.INSTEAD if message.widget is not None else self._illustrating.look(message)

    def draw(self, message: Message) -> None:
        """Draw a message's widget, or what extensions make of its text, in the current slot of a shared block.

        A sample is drawn in the slot of a page, and nothing that is done with it is kept.
        """
        if message.widget is not None:
            self._drawing.draw(message)
        else:
            self._illustrating.draw(message)

    def redraw(self, message: Message) -> None:
        """Draw a message's widget as it stands now, where it is drawn; its changes are followed without this."""
        self._drawing.redraw(message)

    def report(self) -> list[ExtensionReport]:
        """Return how each extension is doing, by name, with those that could not be loaded."""
        reports = [self._report(extension) for extension in self._loaded.values()]
        lost = [lost_report(*each) for name, each in self._failed.items() if name not in self._loaded]
        return sorted([*reports, *lost], key=lambda each: each.name)

    def _report(self, extension: Extension) -> ExtensionReport:
        _, reason = self._failed.get(extension.name, (None, ''))
        is_on = self._store.is_extension_on(extension.name)
        return report_of(extension, self._hooking.names(extension.name), reason=reason, is_on=is_on)

    def messenger_of(self, extension: Extension) -> Messenger:
        """Return what an extension acts by on its own account."""
        self._clock = self._clock or LoopClock()
        return Messenger(extension, store=self._store, actions=self._actions, clock=self._clock)

    def _in_order(self) -> list[Extension]:
        """Return those that are on; those that win come last."""
        on = [each for each in self._loaded.values() if self._store.is_extension_on(each.name)]
        return sorted(on, key=lambda each: ORDER.index(each.source.origin))

    # Switching

    def _hear(self, change: Change) -> None:
        self._drawing.hear(change)
        match change.fact:
            case ExtensionSwitched(name=name) if name in self._loaded:
                self._illustrating.forget()
                self._drawing.renew(self._loaded[name].widgets)
                task = asyncio.create_task(self._follow_switch(name), name=f'switching {name}')
                self._switching.add(task)
                task.add_done_callback(self._switching.discard)

    async def _follow_switch(self, name: str) -> None:
        """Start or stop what an extension does by itself; whatever is asked of it is refused already."""
        async with self._exchanging:
            extension = self._loaded.get(name)
            if extension is None:
                return
            await self._background.end(extension)
            if self._store.is_extension_on(name):
                await self._background.start(extension)
        self._listeners.tell(name)

    # Loading

    async def _exchange(self, source: Source) -> None:
        """Load a source, then let it take the place of what has its name. Raises CannotLoad: that one then goes on."""
        async with self._exchanging:
            old = self._loaded.get(source.name)
            new = self._try(source, old.health if old else Health())
            if old:
                await self._background.end(old)
            self._hooking.add(new)
            self._loaded[source.name] = new
            self._illustrating.forget()
            await self._background.start(new)
            self._drawing.renew({*new.widgets, *(old.widgets if old else ())})
        log.info('extension_loaded', extension=source.name, origin=source.origin.value)
        self._listeners.tell(source.name)

    def _try(self, source: Source, health: Health) -> Extension:
        try:
            new = load(source, health)
            self._failed.pop(source.name, None)
        except CannotLoad as error:
            self._failed[source.name] = (source, str(error))
            log.error('extension_not_loaded', extension=source.name, reason=str(error))  # noqa: TRY400 - it is no defect of ours
            raise
        return new

    async def _remove(self, name: str) -> None:
        """Let go of what is no longer in the folder; what it hid comes back."""
        async with self._exchanging:
            old = self._loaded.pop(name, None)
            self._failed.pop(name, None)
            self._illustrating.forget()
            if old is None:
                return
            await self._background.end(old)
            self._hooking.remove(name)
            self._drawing.renew(old.widgets)
        log.info('extension_gone', extension=name)
        hidden = find_sources(None).get(name)
        if hidden:
            await self._exchange(hidden)
        else:
            self._listeners.tell(name)

    async def _follow(self, path: Path) -> None:
        """Take in what was saved or removed in the folder."""
        source = source_at(path)
        with contextlib.suppress(CannotLoad):
            if source is not None and not self._is_as_loaded(source):
                await self._exchange(source)
            elif is_gone(path):
                await self._remove(path.stem)

    def _is_as_loaded(self, source: Source) -> bool:
        loaded = self._loaded.get(source.name)
        is_same = loaded is not None and loaded.source == source
        if not is_same or loaded is None or loaded.fingerprint != fingerprint_of(source.path):
            return False
        self._failed.pop(source.name, None)  # a save that was broken has been taken back
        return True


def _nothing() -> None:
    """Stand in for what stops the listening before that has begun."""
