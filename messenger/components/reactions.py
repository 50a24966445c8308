"""The reactions to a message as HTML, the same for everyone: the viewer's own stylesheet marks the viewer's own."""

from collections.abc import Callable, Sequence
from html import escape

from messenger.components.naming import shared_name
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.message import Message
from messenger.model.reaction import members_by_emoji
from messenger.words import word, word_list


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


def _chip(emoji: str, member_ids: Sequence[MemberId], member: Callable[[MemberId], Member | None]) -> str:
    who = word_list([shared_name(member(each)) for each in member_ids])
    drawn, marks = escape(emoji), ' '.join(f're-{each}' for each in member_ids)
    return (
        f'<button type="button" class="chip {marks}" data-do="toggle" data-emoji="{drawn}" title="{who}" '
        f'aria-label="{word("{emoji} {count}: {names}. Toggle", emoji=emoji, count=len(member_ids), names=who)}">'
        f'<span class="emoji">{drawn}</span>{len(member_ids)}</button>'
    )
