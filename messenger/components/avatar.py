"""A member's picture, or initials on the member's colour, alone and beside the name."""

from html import escape

from messenger.model.attachment import Sha256
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.names import colour_index, initials


def avatar_html(member_id: MemberId, name: str, *, picture: Sha256 | None = None, is_here: bool = False) -> str:
    """Write an avatar, with the dot of who is here."""
    here = ' here' if is_here else ''
    return (
        f'<span class="avatar c{colour_index(member_id)}{here}" aria-hidden="true">'
        f'{escape(initials(name))}{picture_html(picture)}</span>'
    )


def picture_html(picture: Sha256 | None) -> str:
    """Write the picture that covers the initials, nothing where there is none; its address is that of its content."""
    if picture is None:
        return ''
    return f'<img src="/pictures/{picture}" alt="" width="36" height="36" loading="lazy" draggable="false">'


def person_html(member: Member) -> str:
    """Write an avatar and the name."""
    return (
        f'{avatar_html(member.id, member.name, picture=member.picture)}'
        f'<span class="words"><span class="name" dir="auto">{escape(member.name)}</span></span>'
    )
