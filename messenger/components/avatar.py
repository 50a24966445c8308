"""A member's initials on the member's colour, alone and beside the name."""

from html import escape

from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.names import colour_index, initials


def avatar_html(member_id: MemberId, name: str, *, is_here: bool = False) -> str:
    """Write an avatar, with the dot of who is here."""
    here = ' here' if is_here else ''
    return f'<span class="avatar c{colour_index(member_id)}{here}" aria-hidden="true">{escape(initials(name))}</span>'


def person_html(member: Member) -> str:
    """Write an avatar and the name."""
    return (
        f'{avatar_html(member.id, member.name)}'
        f'<span class="words"><span class="name" dir="auto">{escape(member.name)}</span></span>'
    )
