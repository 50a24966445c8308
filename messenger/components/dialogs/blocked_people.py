"""The dialog that lists whom one has blocked."""

from functools import partial

from nicegui import ui

from messenger.components.avatar import person_html
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.words import _


def blocked_people(app: Parts, member_id: MemberId) -> None:
    """List them, each with a way to undo it."""
    with Dialog(_('Blocked people')) as dialog:
        dialog.text(
            _(
                'They cannot write to you alone, and their messages in groups stay folded for you. '
                'Block somebody with a click on their name.'
            )
        )
        lines = ui.element('ul').classes('lines').props('role=list')

        def unblock(other: Member) -> None:
            with dialog.refusals():
                app.actions.quiet.unblock(member_id, other.id)
                show()
                dialog.focus()

        def show() -> None:
            lines.clear()
            found = [app.store.member(other_id) for other_id in app.store.blocked_by(member_id)]
            for other in sorted(filter(None, found), key=lambda each: each.name.casefold()):
                with lines, ui.element('li'):
                    ui.element('span').classes('person').props['innerHTML'] = person_html(other)
                    Button(_('Unblock'), partial(unblock, other))

        show()
