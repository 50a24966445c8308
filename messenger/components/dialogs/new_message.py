"""The dialog that chooses whom to write to."""

from functools import partial

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from messenger.components.avatar import person_html
from messenger.components.button import Button
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.narrowed_list import NarrowedList
from messenger.components.parts import Parts
from messenger.model.direct import direct_name
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.words import _, language


def new_message(app: Parts, member_id: MemberId) -> None:
    """Let the member choose one to seven people, and go where they write to each other."""
    chosen: dict[MemberId, str] = {}
    others = [member for member in app.store.members() if member.id != member_id]
    with Dialog(_('New message')) as dialog:
        if not others:
            dialog.text(_('Nobody else is here yet. Invite somebody to a group first.'))
            return

        def choose(other: Member, event: ValueChangeEventArguments[bool]) -> None:
            chosen.pop(other.id, None)
            if event.value is True:
                chosen[other.id] = other.name
            to.set_text(_('To {names}', names=direct_name(chosen.values(), language())) if chosen else '')

        def line(other: Member) -> None:
            box = ui.checkbox(value=other.id in chosen, on_change=partial(choose, other)).classes('choice')
            box.props['aria-label'] = other.name
            with box:
                ui.element('span').classes('person').props['innerHTML'] = person_html(other)

        async def write() -> None:
            with dialog.refusals():
                group_id = await app.actions.directs.open_direct(member_id, list(chosen))
                dialog.go(f'/groups/{group_id}')

        NarrowedList(sorted(others, key=lambda each: each.name.casefold()), line, label=_('Find a person'))
        to = dialog.text('').props('role=status')
        with ui.element('footer'):
            Button(_('Cancel'), dialog.close)
            Button(_('Write'), write, look='primary')
