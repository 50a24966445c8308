"""Somebody who uses the messenger, in the words of a test."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from messenger.model.ids import MemberId
from messenger.testing import choosing, gestures
from messenger.testing.gestures import Message
from messenger.testing.looking import composer, group_of, message, one, places, shown, told, use
from messenger.testing.reading import text_of
from messenger.testing.tab import Tab
from messenger.testing.tree import Node

if TYPE_CHECKING:
    from messenger.testing.server import Server

PATIENCE_SECONDS = 2.0
"""How long something is waited for that is done outside of the event loop, such as colouring code."""

Step = Awaitable[None]
"""What a person does. In an `async def` test it is awaited; in a plain one it is done when the call returns."""


class Person:
    """A member at a page of their own; the page is opened when it is first needed."""

    def __init__(self, server: 'Server', name: str) -> None:
        self.name = name
        self._server = server
        self._tab: Tab | None = None
        self._path = ''

    def __repr__(self) -> str:
        return f'<{self.name}>'

    @property
    def id(self) -> MemberId:
        """The id of the member."""
        return self._server.member(self.name).id

    # What a person does

    def opens(self, place: str) -> Step:
        """Open a group by its name, or a page by its address, such as `/x/notes`."""
        return self._server.run(self._open(self._server.path_of(place)))

    def sends(self, text: str, *, files: Mapping[str, bytes] | None = None) -> Step:
        """Write a message, or a command, into the open group and press Enter; `files` are contents by name."""
        if not files:
            return self._act('send', lambda page: gestures.send(composer(page), text))

        async def attach() -> None:
            tab = await self._look()
            group_id = group_of(composer(tab.tree()))
            try:
                ids = [await tab.upload(group_id, name, content) for name, content in files.items()]
            except LookupError as error:
                raise self._failed('send files', str(error)) from None
            tab.emit(gestures.send(composer(tab.tree()), text, ids))
            await self._settle(tab)

        return self._server.run(attach())

    def types(self, text: str, *, into: str = '', within: str = '') -> Step:
        """Type into a field, found by its label; into the box for messages, without sending, if none is named."""
        if not into:
            return self._act('type', lambda page: gestures.type_in_box(composer(page), text))
        return self._act(f'type into {into!r}', lambda page: gestures.change(use(page, into, within), text))

    def clicks(self, name: str, *, within: str = '') -> Step:
        """Click on a button, link, switch or option; `within` is a text of the message that it stands in.

        A name that is written out is preferred to one that it begins, and that to one that contains it: `Pizza`
        finds the button `Pizza 2` if none is just called `Pizza`.
        """
        return self._act(f'click {name!r}', lambda page: self._click(use(page, name, within)))

    def chooses(self, option: str, *, of: str, within: str = '') -> Step:
        """Choose an option of a select, which is found by its label."""
        return self._act(f'choose {option!r}', lambda page: choosing.choose(use(page, of, within), option))

    def sets(self, name: str, value: Any, *, within: str = '') -> Step:
        """Give a slider, a knob, a number or a date a value."""
        return self._act(f'set {name!r}', lambda page: gestures.change(use(page, name, within), value))

    def presses(self, key: str, *, at: str, within: str = '') -> Step:
        """Press a key in a field, such as `Enter`."""
        return self._act(f'press {key}', lambda page: gestures.press(use(page, at, within), key))

    def points_at(self, picture: str, x: float, y: float, *, within: str = '') -> Step:
        """Click on a `ui.interactive_image` at a place in pixels of the picture, which is found by its label."""
        return self._act(f'point at {picture!r}', lambda page: gestures.point(use(page, picture, within), x, y))

    def reacts(self, text: str, emoji: str) -> Step:
        """Put an emoji under the message that holds a text, or take one's own away."""
        return self._act(f'react to {text!r}', lambda page: gestures.react(message(page, text), emoji))

    def forges(self, name: str, *, within: str = '') -> Step:
        """Send the click on something even if it is hidden or disabled, as one does who tampers with the page."""

        def forge(page: Node) -> Iterable[Message]:
            around = places(page, within)
            found = choosing.best_named((node for place in around for node in choosing.anything(place)), name)
            return self._click(one(found, name, around))

        return self._act(f'forge a click on {name!r}', forge)

    # What a person sees

    def sees(self, text: str, *, within: str = '', times: int | None = None) -> Step:
        """Have a text on the page, or in the message that holds `within`; exactly so many `times` if that is given."""

        def holds(page: Node) -> bool:
            count = shown(page, within).count(text)
            return count > 0 if times is None else count == times

        wish = f'see {text!r}' + ('' if times is None else f' {times} times') + _where(within)
        return self._wait_until(holds, wish)

    def sees_not(self, text: str, *, within: str = '') -> Step:
        """Not have a text on the page, or in the message that holds `within`, when everything has come to rest."""
        return self._wait_until(lambda page: text not in shown(page, within), f'not see {text!r}{_where(within)}')

    def is_told(self, text: str) -> Step:
        """Be told something that nobody else is: in a notice, a whisper or at the box for messages."""
        return self._wait_until(lambda page: text in self._told(page), f'be told {text!r}')

    def is_told_nothing(self) -> Step:
        """Not have been told anything since the page was opened."""
        return self._wait_until(lambda page: not self._told(page), 'be told nothing')

    # How it is done

    async def leave(self) -> None:
        """Close the browser; whoever comes back finds the page that was open."""
        tab, self._tab = self._tab, None
        if tab is not None:
            await tab.leave()

    def _act(self, what: str, gesture: Callable[[Node], Iterable[Message]]) -> Step:
        async def act() -> None:
            tab = await self._look()
            try:
                is_heard = tab.emit(gesture(tab.tree()))
            except LookupError as error:
                raise self._failed(what, str(error)) from None
            if not is_heard and tab.next_path is None:
                raise self._failed(what, 'nothing listens to that')
            await self._settle(tab)

        return self._server.run(act())

    def _wait_until(self, holds: Callable[[Node], bool], wish: str) -> Step:
        async def wait() -> None:
            tab, why = await self._look(), ''
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    while why := _reason_against(holds, tab.tree()):
                        await tab.next_frame()
            except TimeoutError:
                raise self._failed(wish, why) from None

        return self._server.run(wait())

    async def _look(self) -> Tab:
        """Return the tab, with a page open and up to date."""
        if self._tab is None:
            await self._open(self._path or self._server.path_of(''))
        assert self._tab is not None
        await self._settle(self._tab)
        return self._tab

    async def _open(self, path: str) -> None:
        if self._tab is None:
            self._tab = Tab(self._server.asgi, await self._server.cookies_of(self.name))
        await self._tab.open(path)
        await self._settle(self._tab)

    async def _settle(self, tab: Tab) -> None:
        """Let everything arrive, and go where the page says."""
        await self._server.settle()
        while (path := tab.next_path) is not None:
            await tab.open(path)
            await self._server.settle()
        self._path = tab.path

    def _click(self, node: Node) -> Iterable[Message]:
        link = next((each.attributes['href'] for each in node.around() if each.attributes.get('href')), None)
        if isinstance(link, str) and link.startswith('/') and self._tab is not None:
            self._tab.next_path = link
        return choosing.click(node)

    def _told(self, page: Node) -> str:
        notices = [] if self._tab is None else [data for kind, data in self._tab.screen.messages if kind == 'notify']
        return ' '.join([*(str(notice.get('message', '')) for notice in notices), *told(page)])

    def _failed(self, wish: str, why: str) -> AssertionError:
        assert self._tab is not None
        page = self._tab.tree()
        lines = [f'{self.name} expected to {wish}: {why}.', f'{self.name} sees: {text_of(page)}']
        if words := self._told(page):
            lines.append(f'{self.name} was told: {words}')
        return AssertionError('\n'.join(lines))


def _where(within: str) -> str:
    return f' in the message with {within!r}' if within else ''


def _reason_against(holds: Callable[[Node], bool], page: Node) -> str:
    """Say why something does not hold; nothing when it does."""
    try:
        return '' if holds(page) else 'it is not so'
    except LookupError as error:
        return str(error)
