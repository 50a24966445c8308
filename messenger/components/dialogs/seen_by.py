"""The list of those who have seen a message."""

from collections.abc import Sequence
from html import escape

from nicegui.element import Element

from messenger.components.avatar import avatar_html
from messenger.components.dialogs.dialog import Dialog
from messenger.model.member import Member
from messenger.words import _


def show_seen_by(members: Sequence[Member]) -> None:
    """Open the list."""
    with Dialog(_('Seen by')), Element('ul').classes('seen-by'):
        for member in members:
            name = f'<span class="name" dir="auto">{escape(member.name)}</span>'
            Element('li').props['innerHTML'] = avatar_html(member.id, member.name, picture=member.picture) + name
