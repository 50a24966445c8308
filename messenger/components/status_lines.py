"""Who is here, what is pinned, who is typing and what was just said aloud: one line each, shared by all viewers."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable
from html import escape

from nicegui.element import Element

from messenger.components.attached import summary_word
from messenger.components.labelled import line_html
from messenger.components.preview import plain_line
from messenger.live import Block, Live
from messenger.model.changes import (
    Change,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessagePinned,
    MessageSent,
    MessageUnpinned,
)
from messenger.model.ids import GroupId, LogId, MemberId
from messenger.store.store import Store
from messenger.words import marked, word, words

INTERVAL_SECONDS = 1.0
"""At most one frame a second: nobody reads faster, and each goes to every viewer."""

NAMED = 2
"""Typing members named; beyond it they are several people."""

ALOUD_CHARACTERS = 200
ALOUD_MESSAGES = 5
"""What a screen reader is told of a burst of messages."""

SEVERAL_TYPE = marked('Several people are typing…')

Said = tuple[MemberId, str, str]
"""Who said something, what files came with it, as HTML, and its text."""


class StatusLines:
    """The lines of every group that somebody looks at."""

    def __init__(self, *, store: Store, live: Live) -> None:
        self._store = store
        self._live = live
        self._typing: dict[LogId, Element] = {}
        self._aloud: dict[LogId, Element] = {}
        self._here: dict[GroupId, Element] = {}
        self._pins: dict[GroupId, Element] = {}
        self._said: defaultdict[LogId, deque[Said]] = defaultdict(lambda: deque(maxlen=ALOUD_MESSAGES))
        self._waiting: asyncio.TimerHandle | None = None
        store.presence.listen(self._hear)
        store.listen(self._apply)

    def typing(self, log: LogId) -> Block:
        """Return the block that says who is typing, and tells screen readers what is said."""
        return self._live.block(('typing', log), lambda: self._build_typing(log))

    def here(self, group_id: GroupId) -> Block:
        """Return the block that counts who is here."""
        return self._live.block(('here', group_id), lambda: self._build_here(group_id))

    def pins(self, group_id: GroupId) -> Block:
        """Return the block that counts what is pinned, a button while there is anything."""
        return self._live.block(('pins', group_id), lambda: self._build_pins(group_id))

    def _build_pins(self, group_id: GroupId) -> None:
        self._pins[group_id] = Element('span').classes('pins-line')
        _write(self._pins[group_id], self._pins_html(group_id))

    def _build_typing(self, log: LogId) -> None:
        self._typing[log] = Element('div').classes('typing')
        self._aloud[log] = Element('div').classes('sr-only').props('aria-live=polite')
        _write(self._typing[log], self._typing_html(log))
        _write(self._aloud[log], '')

    def _build_here(self, group_id: GroupId) -> None:
        self._here[group_id] = Element('span').classes('here')
        _write(self._here[group_id], self._here_html(group_id))

    def _hear(self, group_id: GroupId | None) -> None:
        self._look_soon()

    def _apply(self, change: Change) -> None:
        match change.fact:
            case MessageSent() as sent if logs := [log for log in _logs_of(sent) if log in self._aloud]:
                for log in logs:
                    self._said[log].append((sent.author_id, summary_word(sent.attachments), sent.text))
                if self._waiting is None:
                    self._speak()  # in one frame with the row itself
                self._look_soon()
            case MemberJoined() | MemberLeft():
                self._look_soon()
            case MessagePinned(group_id=group_id) | MessageUnpinned(group_id=group_id):
                self._show_pins(group_id)
            case MessageDeleted(group_id=group_id):
                self._show_pins(group_id)

    def _show_pins(self, group_id: GroupId) -> None:
        if element := self._pins.get(group_id):
            _write(element, self._pins_html(group_id))

    def _look_soon(self) -> None:
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(INTERVAL_SECONDS, self._look)

    def _look(self) -> None:
        """Bring every line up to date that somebody sees, and forget the others."""
        self._waiting = None
        self._forget_unseen()
        self._speak()
        for group_id, element in self._here.items():
            _write(element, self._here_html(group_id))
        for log, element in self._typing.items():
            _write(element, self._typing_html(log))
        if any(element.props['innerHTML'] for element in self._typing.values()):
            self._look_soon()  # typing ends without a word

    def _forget_unseen(self) -> None:
        for log in [log for log in self._typing if self._live.find(('typing', log)) is None]:
            del self._typing[log], self._aloud[log]
        for group_id in [group_id for group_id in self._here if self._live.find(('here', group_id)) is None]:
            del self._here[group_id]
        for group_id in [group_id for group_id in self._pins if self._live.find(('pins', group_id)) is None]:
            del self._pins[group_id]

    def _speak(self) -> None:
        """Say aloud what was said since the last time."""
        for log, said in self._said.items():
            if self._live.find(('typing', log)):
                self._say(self._aloud[log], self._aloud_html(said))
        self._said.clear()

    @staticmethod
    def _say(element: Element, html: str) -> None:
        # The same words again are only heard if something differs: the space of no width does.
        _write(element, html + '\u200b' if element.props['innerHTML'] == html else html)

    def _here_html(self, group_id: GroupId) -> str:
        count = len(self._store.members_of(group_id))
        here = len(self._store.presence.here(group_id))
        return words('{here} here · {count} member', '{here} here · {count} members', count, here=here)

    def _pins_html(self, group_id: GroupId) -> str:
        count = len(self._store.pins.of(group_id))
        if not count:
            return ''
        return (
            f'<button type="button" class="pins" data-do="pins" title="{word("Pinned messages")}" '
            f'aria-label="{word("Pinned messages: {count}", count=count)}">{count}</button>'
        )

    def _aloud_html(self, said: Iterable[Said]) -> str:
        return ''.join(self._spoken(*each) for each in said)

    def _spoken(self, author_id: MemberId, files: str, text: str) -> str:
        parts = [escape(self._name(author_id)), files, line_html(plain_line(text, ALOUD_CHARACTERS))]
        return f'<p class="by-{author_id}">{": ".join(filter(None, parts))}</p>'

    def _typing_html(self, log: LogId) -> str:
        """Write the line for everyone, and its own for each who is typing: nobody reads of themselves."""
        typing = self._store.presence.typing(*log, besides=MemberId(''))
        if len(typing) > NAMED + 1:
            return f'<span>{word(SEVERAL_TYPE)}</span>'
        own = ''.join(
            f'<span class="typing-for for-{member_id}">{self._sentence([m for m in typing if m != member_id])}</span>'
            for member_id in typing
        )
        return f'<span class="typing-all">{self._sentence(typing)}</span>{own}' if typing else ''

    def _sentence(self, typing: list[MemberId]) -> str:
        match [self._name(member_id) for member_id in typing]:
            case []:
                return ''
            case [one]:
                return word('{name} is typing…', name=one)
            case [one, two]:
                return word('{one} and {two} are typing…', one=one, two=two)
        return word(SEVERAL_TYPE)

    def _name(self, member_id: MemberId) -> str:
        member = self._store.member(member_id)
        return member.name if member else ''


def _logs_of(sent: MessageSent) -> list[LogId]:
    """Return where a message comes to stand."""
    own = [] if sent.thread is not None and not sent.is_in_group_too else [LogId(sent.group_id)]
    return [*own, *([LogId(sent.group_id, sent.thread)] if sent.thread is not None else [])]


def _write(element: Element, html: str) -> None:
    if element.props.get('innerHTML') != html:
        element.props['innerHTML'] = html
