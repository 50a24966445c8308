"""The reactions to a message as HTML, the same for everyone: the viewer's own stylesheet marks the viewer's own."""

from collections.abc import Callable, Sequence
from html import escape

from messenger.components.row import UNKNOWN_NAME
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.reaction import members_by_emoji
from messenger.words import word, words

MOST_NAMED = 10
"""More than these are counted: nobody reads on, and the line goes to every viewer."""


def reactions_line(message: Message, member: Callable[[MemberId], Member | None]) -> str:
    """Write a button for each emoji with who chose it, and one to add another; nothing for no reaction."""
    if not message.reactions:
        return ''
    chips = [_chip(emoji, ids, member) for emoji, ids in members_by_emoji(message.reactions).items()]
    add = word('Add a reaction')
    return ''.join(chips) + (
        '<button type="button" class="chip add" data-do="react" aria-haspopup="dialog" '
        f'aria-label="{add}" title="{add}"></button>'
    )


def named(names: Sequence[str]) -> str:
    """Stand for names as each reader's language joins them."""
    said = list(names[:MOST_NAMED])
    if more := len(names) - len(said):
        said.append(words('{count} more', '{count} more', more))
    before, last = ', '.join(said[:-1]), said[-1]
    return word('{names} and {last}', names=before, last=last) if before else word('{name}', name=last)


def _chip(emoji: str, member_ids: Sequence[MemberId], member: Callable[[MemberId], Member | None]) -> str:
    members = [member(each) for each in member_ids]
    who = named([each.name if each else word(UNKNOWN_NAME) for each in members])
    drawn, marks = escape(emoji), ' '.join(f're-{each}' for each in member_ids)
    return (
        f'<button type="button" class="chip {marks}" data-do="toggle" data-emoji="{drawn}" title="{who}" '
        f'aria-label="{word("{emoji} {count}: {names}. Toggle", emoji=emoji, count=len(member_ids), names=who)}">'
        f'<span class="emoji">{drawn}</span>{len(member_ids)}</button>'
    )
