"""Switching to another of one's groups by typing a part of its name."""

from dataclasses import dataclass

from nicegui import Client, ui
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.dialogs.dialog import Dialog
from messenger.components.dialogs.narrowed_list import NarrowedList
from messenger.components.going import go_to
from messenger.components.group_line import group_line
from messenger.components.parts import Parts
from messenger.model.ids import GroupId, MemberId, is_id
from messenger.words import _, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One group of the list."""

    id: GroupId
    name: str
    html: str


def switch_group(app: Parts, member_id: MemberId) -> None:
    """List the member's groups, narrowed as one types."""
    client: Client = ui.context.client
    with Dialog(_('Switch group')) as dialog:

        async def choose(event: GenericEventArguments) -> None:
            match event.args:
                case [str(group_id), int()] if is_id(group_id):
                    dialog.close()
                    await go_to(client, GroupId(group_id))

        def line(choice: Choice) -> None:
            link = ui.element('a').classes('choice').props(f'href=/groups/{choice.id} data-group={choice.id}')
            link.props['innerHTML'] = choice.html

        dialog.body.classes('switch').on('keydown', js_handler=browser.MOVE_IN_LIST)
        dialog.body.on('click', choose, js_handler=browser.CHOOSE)
        NarrowedList(_choices(app, member_id), line, label=_('Find a group'), few=0)


def _choices(app: Parts, member_id: MemberId) -> list[Choice]:
    spoken = language()
    groups = app.store.groups_of(member_id, spoken)
    lines = {group.id: group_line(app.store, group, member_id, is_current=False, language=spoken) for group in groups}
    return [Choice(id=group_id, name=line.name, html=line.html) for group_id, line in lines.items()]
