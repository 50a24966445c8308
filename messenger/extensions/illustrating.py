"""Draws what extensions make of code blocks of some language and of links to some hosts, below the text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit

from nicegui import ui

from messenger.extensions.acting import acting_in
from messenger.extensions.calls import Failed, call, watched
from messenger.extensions.drawn import MOST_ELEMENTS, TooManyElements, tell
from messenger.extensions.extension import Extension, Illustration
from messenger.extensions.viewer import acting_as
from messenger.live import Zone, viewer
from messenger.live.zone import Run
from messenger.model.message import Message, MessageKind
from messenger.model.refused import Refused
from messenger.store.store import Store
from messenger.words import plain_word

MOST_DRAWN = 3
"""Of one message; what comes after is only text."""

FENCE = re.compile(
    r'^(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+#-]+)[^\n]*\n(?P<code>.*?)^(?P=fence)[ \t]*$', re.M | re.S
)
LINK = re.compile(r'https?://[^\s<>()\[\]"\'`|]+')


Known = Mapping[str, tuple[Extension, Illustration]]
"""Who draws what, by the language or the host."""


class Look(StrEnum):
    """What is drawn of a message below its row."""

    NOTHING = 'nothing'
    BELOW = 'below'
    """Something in its text."""
    INSTEAD = 'instead'
    """All that it says: the text itself is for who hears it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something in a text that an extension draws."""

    extension: Extension
    illustration: Illustration
    argument: str
    """The code, or the address."""


class Illustrating:
    """All that is drawn so now; what is drawn has no state, and is drawn once for all who look."""

    def __init__(self, *, store: Store, extensions: Callable[[], Iterable[Extension]]) -> None:
        self._store = store
        self._extensions = extensions
        self._known: Known | None = None

    def forget(self) -> None:
        """Ask anew who draws what: an extension was loaded, switched or is gone."""
        self._known = None

    def look(self, message: Message) -> Look:
        """Tell what is drawn of a text: when it is nothing but one code block, it need not be seen itself."""
        found = self.find(message)
        if not found:
            return Look.NOTHING
        whole = FENCE.fullmatch(message.text.strip())
        is_whole = len(found) == 1 and whole is not None and found[0].argument == whole['code']
        return Look.INSTEAD if is_whole else Look.BELOW

    def find(self, message: Message) -> list[Found]:
        """Return what of a message is to be drawn, in the order of the text."""
        if message.is_deleted or message.widget is not None or message.kind is not MessageKind.TEXT:
            return []
        if self._known is None:
            self._known = {
                word: (extension, illustration)
                for extension in self._extensions()
                for illustration in extension.illustrations
                for word in illustration.mark.words
            }
        return list(_look(message.text, self._known))[:MOST_DRAWN] if self._known else []

    def draw(self, message: Message) -> None:
        """Draw what is found in the current slot of a shared block."""
        for found in self.find(message):
            zone = Zone(partial(self._around, found, message))
            zone.classes('widget')
            try:
                with watched(found.extension, found.illustration.doing), zone:
                    _build(found, zone)
            except (Failed, Refused):
                zone.clear()
                with zone, ui.element('div').classes('widget-failed').props('role=note'):
                    ui.label(plain_word('The extension {name} cannot show this.', name=found.extension.name))

    async def _around(self, found: Found, message: Message, run: Run) -> None:
        """Let a handler run as the member who acts; who is refused is told why."""
        view = viewer()
        try:
            with acting_as(acting_in(self._store, view.identity, message.group_id, message)):
                await call(found.extension, found.illustration.doing, run)
        except (Refused, Failed) as error:
            tell(view, error.said(view.locale.language))


def _build(found: Found, zone: Zone) -> None:
    found.illustration.function(found.argument)
    if sum(1 for _ in zone.descendants()) > MOST_ELEMENTS:
        raise TooManyElements(f'at most {MOST_ELEMENTS} elements are shown')


def _look(text: str, known: Known) -> Iterator[Found]:
    places: list[tuple[int, str, str]] = []
    rest = text
    for fence in FENCE.finditer(text):
        places.append((fence.start(), fence['language'].lower(), fence['code']))
        rest = rest[: fence.start()] + ' ' * (fence.end() - fence.start()) + rest[fence.end() :]
    places += [(link.start(), _host(link[0]), link[0].rstrip('.,;:!?*_~')) for link in LINK.finditer(rest)]
    for _, word, argument in sorted(places):
        if word in known:
            extension, illustration = known[word]
            yield Found(extension=extension, illustration=illustration, argument=argument)


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ''
    except ValueError:
        return ''
    return f'//{host.removeprefix("www.")}'
