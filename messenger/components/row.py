"""One message as HTML: the same text for everyone who sees it, what differs by viewer left to CSS and placeholders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from html import escape

from messenger.components.attached import attached
from messenger.components.avatar import picture_html
from messenger.components.labelled import labelled
from messenger.components.naming import UNKNOWN_NAME, shared_name
from messenger.components.times import clock_time, full_time, may_begin_day, new_day
from messenger.model.ids import SYSTEM, MemberId
from messenger.model.member import Member
from messenger.model.message import Message, MessageKind
from messenger.model.names import colour_index, initials
from messenger.rendering.safe_html import SafeHtml
from messenger.words import marked, word

RUN_GAP = timedelta(minutes=5)
"""Messages of one author closer than this stand under one name."""

LONG_CHARACTERS = 1_500
LONG_LINES = 20
"""Texts beyond either collapse to a part with 'show more'."""

MOST_MARKED = 60
"""Members named in a row's classes: a few more than one message mentions by name, and the whole of a small group."""

REMEMBERED_NAMES = 2_000
"""Authors whose row of buttons is kept: writing it anew costs as much as the rest of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row to show: its element's tag and classes, and the HTML inside."""

    tag: str
    classes: str
    html: str


def row(
    message: Message,
    body: SafeHtml,
    *,
    before: Message | None,
    member: Callable[[MemberId], Member | None],
    quote: str = '',
) -> Row:
    """Write the row of a message that stands after `before`, the visible row above it, with a quote over its body."""
    if message.is_deleted:
        return _tombstone(message, before)
    if message.kind is MessageKind.NOTICE:
        return Row(tag='div', classes='entry notice', html=_notice(message, before, member))
    content = quote + _body(message, body) + attached(message)
    return Row(
        tag='article',
        classes=_classes(message, before, is_under=quote != ''),
        html=_message(message, content, before, member),
    )


def failed_row(message: Message) -> Row:
    """Stand in for a message that cannot be shown, so that it never harms the list."""
    return Row(
        tag='article',
        classes='entry failed',
        html=f'<div class="msg"><p class="bd">{word("Cannot display this message.")}</p></div>',
    )


def continues(message: Message, before: Message | None) -> bool:
    """Tell whether a message stands under the name of the one above it."""
    return (
        before is not None
        and before.kind is message.kind is MessageKind.TEXT
        and not before.is_deleted
        and (before.author_id, before.via) == (message.author_id, message.via)
        and message.sent_at - before.sent_at < RUN_GAP
    )


def _classes(message: Message, before: Message | None, *, is_under: bool) -> str:
    """Name what a row is; `is_under` a quote, which stands under a name of its own."""
    marks = ['entry', f'by-{message.author_id}']
    marks += _mentioned(message)
    if not is_under and continues(message, before):
        marks.append('g')
    return ' '.join(marks)


def _mentioned(message: Message) -> list[str]:
    """Name who is mentioned; beyond a few, each of whom would be sent to everybody, it is for all who see it."""
    mentioned = dict.fromkeys(mention.member_id for mention in message.mentions)
    return ['for-all'] if len(mentioned) > MOST_MARKED else [f'for-{member_id}' for member_id in mentioned]


def _message(
    message: Message, content: str, before: Message | None, member: Callable[[MemberId], Member | None]
) -> str:
    author = member(message.author_id)
    name = shared_name(author)
    short = escape(initials(author.name if author else UNKNOWN_NAME))
    return (
        f'{_day(before, message)}<div class="msg">'
        f'<span class="avatar c{colour_index(message.author_id)}" data-do="person" aria-hidden="true">'
        f'{short}{picture_html(author.picture if author else None)}</span>'
        f'<div class="hd"><strong data-do="person">{escape(name)}</strong>'
        f'{_via(message.via)}{_time(message.sent_at)}</div>'
        f'{content}{_bar(name)}</div>'
    )


def _via(name: str) -> str:
    """Write what wrote the message in the author's name, if the author did not."""
    if not name:
        return ''
    return f'<span class="via" title="{word("Written by {name}, not by hand", name=name)}">{escape(name)}</span>'


def _time(at: datetime) -> str:
    return f'<time datetime="{at.isoformat(timespec="seconds")}" title="{full_time(at)}">{clock_time(at)}</time>'


def _body(message: Message, body: SafeHtml) -> str:
    edited = _edited(message.edited_at) if message.edited_at else ''
    if len(message.text) <= LONG_CHARACTERS and message.text.count('\n') < LONG_LINES:
        return f'<div class="bd">{labelled(body) if message.text else ""}{edited}</div>'
    box = f'more-{message.group_id}-{message.ordinal}'
    return (
        f'<input type="checkbox" class="unfold sr-only" id="{box}" aria-label="{word("Show the whole message")}">'
        f'<div class="bd long">{labelled(body)}{edited}</div>'
        f'<label class="unfolds" for="{box}" aria-hidden="true"></label>'
    )


def _edited(at: datetime) -> str:
    return f' <button class="ed" data-do="revisions" title="{full_time(at)}">{word("(edited)")}</button>'


@lru_cache(REMEMBERED_NAMES)
def _bar(name: str) -> str:
    to, below = word('to the message by {name}', name=name), word('below the message by {name}', name=name)
    react, reply, thread = word('React'), word('Reply'), word('Open thread')
    return (
        '<div class="bar">'
        f'<button class="icon react" data-do="react" aria-haspopup="dialog" aria-label="{react}" title="{react}" '
        f'aria-description="{to}"></button>'
        f'<button class="icon reply" data-do="reply" aria-label="{reply}" title="{reply}" '
        f'aria-description="{to}"></button>'
        f'<button class="icon in-thread" data-do="thread" aria-label="{thread}" title="{thread}" '
        f'aria-description="{below}"></button>'
        f'<button class="icon more" data-do="menu" aria-haspopup="menu" aria-label="{word("More actions")}" '
        f'aria-description="{word("for the message by {name}", name=name)}"></button></div>'
    )


def _tombstone(message: Message, before: Message | None) -> Row:
    """Write what a deleted message leaves where others replied; of several one after the other only the first shows."""
    again = ' again' if before is not None and before.is_deleted else ''
    html = f'{_day(before, message)}<div class="msg"><p>{word("This message was deleted")}</p></div>'
    return Row(tag='article', classes=f'entry tombstone{again}', html=html)


def _notice(message: Message, before: Message | None, member: Callable[[MemberId], Member | None]) -> str:
    return (
        f'{_day(before, message)}<div class="msg"><p>{notice_text(message, member)}{_time(message.sent_at)}</p></div>'
    )


def _day(before: Message | None, message: Message) -> str:
    """Write the separator of days, which the stylesheet hides where it stays empty."""
    above = before.sent_at if before else None
    if not may_begin_day(above, message.sent_at):
        return ''
    return f'<div class="day" role="separator"><span>{new_day(above, message.sent_at)}</span></div>'


def notice_text(message: Message, member: Callable[[MemberId], Member | None]) -> str:
    """Write a notice in words, as HTML of a shared row."""

    def name(member_id: MemberId | None) -> str:
        return shared_name(member(member_id) if member_id else None)

    who, whom = name(message.author_id), name(message.about)
    if message.text == 'created':
        return word('{who} created the group', who=who) if message.author_id else word('The group is open')
    if message.text == 'joined' and message.author_id not in {SYSTEM, message.about}:
        return word('{who} added {whom}', who=who, whom=whom)
    return word(_NOTICES.get(message.text, _CHANGED), who=who, whom=whom, name=message.detail)


_NOTICES = {
    'joined': marked('{whom} joined'),
    'removed': marked('{who} removed {whom}'),
    'left': marked('{whom} left'),
    'owner': marked('{whom} is now the owner'),
    'renamed': marked('{who} renamed the group to “{name}”'),
}
_CHANGED = marked('The group changed')
