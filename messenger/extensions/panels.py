"""What extensions show beside groups and as pages of their own, each built for the member who opens it."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from nicegui import ui

from messenger.extensions.acting import NOWHERE, acting_in
from messenger.extensions.calls import Failed, call, watched
from messenger.extensions.extension import Extension
from messenger.extensions.hooking import Hooking
from messenger.extensions.messenger import Messenger
from messenger.extensions.offers import Page, Panel
from messenger.extensions.viewer import Acting, Private
from messenger.model.ids import GroupId, MemberId
from messenger.model.refused import Refused
from messenger.store.store import Store
from messenger.words import language

T = TypeVar('T')


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something that can be opened: what it is called, and what builds it in the current slot."""

    name: str
    """The extension's."""
    title: str
    icon: str
    build: Callable[[], Awaitable[None]]


class Panels:
    """Asks the extensions that are on; one that fails adds nothing."""

    def __init__(self, *, store: Store, hooking: Hooking, messenger_of: Callable[[Extension], Messenger]) -> None:
        self._store = store
        self._hooking = hooking
        self._messenger_of = messenger_of

    def of_group(self, member_id: MemberId, group_id: GroupId) -> list[Place]:
        """Return the panels of a group for a member."""
        group = self._store.group_as(member_id, group_id)
        if group is None:
            return []
        acting = partial(acting_in, self._store, member_id, group_id)
        return list(self._places('group_panel', Panel, acting, group=group, member=self._store.member(member_id)))

    def pages(self, member_id: MemberId) -> list[Place]:
        """Return the pages of all extensions for a member, by title."""
        acting = partial(acting_in, self._store, member_id, NOWHERE)
        found = {place.name: place for place in self._places('page', Page, acting)}
        return sorted(found.values(), key=lambda place: place.title.casefold())

    def _places(
        self, hook: str, kind: type[Panel] | type[Page], acting: Callable[[], Acting], **given: Any
    ) -> Iterator[Place]:
        for extension, run in self._hooking.with_messenger(hook, self._messenger_of, **given):
            for each in _answers(extension, hook, run, kind):
                build = partial(_build, extension, each, acting)
                yield Place(name=extension.name, title=each.title, icon=each.icon, build=build)


async def _build(extension: Extension, what: Panel | Page, acting: Callable[[], Acting]) -> None:
    """Build it in the current slot; what cannot be built is a card that says so."""
    with Private(acting) as part:
        try:
            await call(extension, what.title, what.build)
        except (Failed, Refused) as error:
            part.clear()
            with ui.element('div').classes('widget-failed').props('role=note'):
                ui.label(error.said(language()))


def _answers(extension: Extension, hook: str, run: Callable[[], Any], kind: type[T]) -> list[T]:
    try:
        with watched(extension, hook):
            answer = run()
            answers = list(answer) if isinstance(answer, list | tuple) else [answer] if answer is not None else []
            if not all(isinstance(each, kind) for each in answers):
                raise TypeError(f'{hook} returns {kind.__name__}("Title", function)')
            return answers
    except (Failed, Refused):
        return []
