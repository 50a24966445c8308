"""A member's initials on the member's colour."""

from html import escape

from nicegui import ui

from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.names import colour_index, initials

FORMER = 'Former member'


def avatar(member: Member) -> ui.label:
    """Place a member's avatar; the name beside it is what screen readers say."""
    return ui.label(initials(member.name)).classes(f'avatar c{colour_index(member.id)}').props('aria-hidden=true')


def avatar_html(member_id: MemberId, name: str, *, is_here: bool = False) -> str:
    """Write an avatar, with the dot of who is here."""
    here = ' here' if is_here else ''
    return f'<span class="avatar c{colour_index(member_id)}{here}" aria-hidden="true">{escape(initials(name))}</span>'
