"""The hooks of the extensions that are on, and the calls of those on the path of a message."""

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import structlog

from messenger.extensions.calls import Failed, call, call_in_thread, note
from messenger.extensions.extension import Extension
from messenger.extensions.plugins import new_plugins
from messenger.model.group import Group
from messenger.model.member import Member

PATH_SECONDS = 0.2
"""What one extension may hold up a message."""
FAILURES_IN_A_ROW = 5
"""After so many a hook on the path of messages is off until its extension is loaded again."""

log = structlog.get_logger(__name__)


class Hooking:
    """Knows which extension implements which hook."""

    def __init__(self, is_on: Callable[[str], bool]) -> None:
        """`is_on` tells of an extension's name whether it may act now."""
        self._is_on = is_on
        self._plugins = new_plugins()
        self._extensions: dict[str, Extension] = {}
        self._failures: dict[str, int] = {}

    def add(self, extension: Extension) -> None:
        """Take in the hooks of an extension, in the place of one of the same name."""
        self.remove(extension.name)
        self._plugins.register(extension.module, extension.name)
        self._extensions[extension.name] = extension

    def remove(self, name: str) -> None:
        """Let go of the hooks of an extension."""
        self._extensions.pop(name, None)
        self._failures.pop(name, None)
        if self._plugins.has_plugin(name):
            self._plugins.unregister(name=name)

    def extension(self, name: str) -> Extension | None:
        """Return an extension that is loaded and on."""
        return self._extensions.get(name) if self._is_on(name) else None

    def names(self, name: str) -> tuple[str, ...]:
        """Return which hooks an extension has, sorted."""
        plugin = self._plugins.get_plugin(name)
        callers = self._plugins.get_hookcallers(plugin) if plugin is not None else None
        return tuple(sorted(each.name for each in callers or ()))

    def of(self, hook: str, name: str | None = None, **given: Any) -> Iterator[tuple[Extension, Callable[[], Any]]]:
        """Yield the implementations of a hook that are on, first registered first, each ready to be called."""
        for each in getattr(self._plugins.hook, hook).get_hookimpls():
            extension = self._extensions.get(each.plugin_name)
            if extension is None or name not in {None, extension.name} or not self._is_on(extension.name):
                continue
            yield extension, partial(each.function, *(given[argument] for argument in each.argnames))

    def with_messenger(
        self, hook: str, messenger_of: Callable[[Extension], Any], **given: Any
    ) -> Iterator[tuple[Extension, Callable[[], Any]]]:
        """Yield as `of` does, with each extension's own messenger among what its implementation is given."""
        names = [extension.name for extension, _ in self.of(hook, messenger=None, **given)]
        for extension in filter(None, map(self.extension, names)):
            yield from self.of(hook, extension.name, messenger=messenger_of(extension), **given)

    async def before_message(self, member: Member, group: Group, text: str) -> str:
        """Let extensions change a text before it is accepted. Raises Refused when one of them says no."""
        names = [extension.name for extension, _ in self.of('before_message', member=member, group=group, text=text)]
        for name in names:
            for extension, run in self.of('before_message', name, member=member, group=group, text=text):
                text = await self._ask(extension, run, text)
        return text

    async def _ask(self, extension: Extension, run: Callable[[], Any], text: str) -> str:
        if self._failures.get(extension.name, 0) >= FAILURES_IN_A_ROW:
            return text
        is_asynchronous = inspect.iscoroutinefunction(getattr(run, 'func', run))
        ask = call if is_asynchronous else call_in_thread
        try:
            answer = await ask(extension, 'before_message', run, PATH_SECONDS)
        except Failed:
            self._count_failure(extension)
            return text
        self._failures.pop(extension.name, None)
        if answer is None or isinstance(answer, str):
            return answer or text
        note(extension, 'before_message', TypeError())
        return text

    def _count_failure(self, extension: Extension) -> None:
        failures = self._failures[extension.name] = self._failures.get(extension.name, 0) + 1
        if failures == FAILURES_IN_A_ROW:
            log.error('hook_switched_off', extension=extension.name, hook='before_message', failures=failures)
