"""Every action, asked for by everybody: the answer is what the table of permissions says, and never more."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from datetime import UTC, date

import pytest

from messenger.actions import Actions
from messenger.actions.widgets import NewState
from messenger.model.calls import SMALL_GROUP
from messenger.model.group import Callers, GroupKind
from messenger.model.ids import MemberId
from messenger.model.membership import Role
from messenger.model.permissions import Action, is_allowed
from messenger.model.refused import Refused
from messenger.model.status import Status
from tests.actions.stage import POLL, Between, Stage
from tests.actions.unasked import ASKS_NOBODY, IN_OTHER_WORDS, UPKEEP
from tests.files import picture
from tests.world import World, content, pieces, rid


@dataclass(frozen=True)
class Door:
    """How to ask for an action, and in which kind of group, with so many more members."""

    ask: Callable[[World, Stage, MemberId], Awaitable[object]]
    kind: GroupKind = GroupKind.PRIVATE
    crowd: int = 0


async def _accept(world: World, stage: Stage, who: MemberId) -> object:
    secret = await world.actions.invitations.make_link(stage.people['owner'], stage.group.id)
    return await world.actions.invitations.accept(who, secret, rid())


async def _mark_read(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.reading.mark_read(who, stage.group.id, stage.message)


async def _mark_thread_read(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.reading.mark_thread_read(who, stage.group.id, stage.message, stage.message)


async def _save_draft(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.reading.save_draft(who, stage.group.id, 'not yet')


async def _unsave(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.saved.unsave_message(who, stage.group.id, stage.message)


async def _types(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.reading.types(who, stage.group.id)


async def _set_picture(world: World, stage: Stage, who: MemberId) -> object:
    return await world.actions.pictures.set_picture(who, pieces(picture()), rid())


async def _prefer(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.reading.set_preference(who, 'theme', 'dark')


async def _open_direct(world: World, stage: Stage, who: MemberId) -> None:
    await world.actions.directs.open_direct(who, [stage.people['other owner']])


async def _block(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.quiet.block(who, stage.people['other owner'])


async def _unblock(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.quiet.unblock(who, stage.people['other owner'])


async def _mute(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.quiet.mute(who, stage.group.id)


async def _be_told_of_all(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.quiet.be_told_of_all(who, stage.group.id, is_wanted=True)


async def _unmute(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.quiet.unmute(who, stage.group.id)


async def _mention_all(world: World, stage: Stage, who: MemberId) -> None:
    world.actions.messages.mention_all(who, stage.group.id)


async def _change_widget(world: World, stage: Stage, who: MemberId) -> object:
    new = NewState(state='{"votes": 1}', version=1, revision=2, summary='Poll: Lunch? (1)')
    return await world.actions.widgets.change_widget(who, stage.group.id, stage.poll, new, rid())


def _remove(name: str) -> Door:
    return Door(lambda w, s, who: w.actions.memberships.remove(who, s.group.id, s.people[name], rid()))


OPEN = GroupKind.OPEN
ADDRESS = 'https://example.org/hear'

DOORS = {
    Action.RENAME: Door(lambda w, s, who: w.actions.members.rename(who, s.people['other member'], 'New', rid())),
    Action.SET_PICTURE: Door(_set_picture),
    Action.REMOVE_PICTURE: Door(
        lambda w, s, who: w.actions.pictures.remove_picture(who, s.people['other member'], rid())
    ),
    Action.READ_PICTURE: Door(lambda w, s, who: w.actions.pictures.read_picture(who, s.picture)),
    Action.SET_STATUS: Door(lambda w, s, who: w.actions.statuses.set_status(who, Status(text='Away'), rid())),
    Action.SET_PREFERENCE: Door(_prefer),
    Action.CREATE_GROUP: Door(lambda w, s, who: w.actions.groups.create_group(who, 'New', OPEN, rid())),
    Action.JOIN: Door(lambda w, s, who: w.actions.memberships.join(who, s.group.id, rid()), OPEN),
    Action.JOIN_PRIVATE: Door(lambda w, s, who: w.actions.memberships.join(who, s.group.id, rid())),
    Action.ACCEPT: Door(_accept),
    Action.READ_MESSAGES: Door(lambda w, s, who: w.actions.messages.read_messages(who, s.group.id, 1, 50), OPEN),
    Action.READ_MESSAGE: Door(lambda w, s, who: w.actions.messages.read_message(who, s.group.id, s.message)),
    Action.READ_REVISIONS: Door(lambda w, s, who: w.actions.messages.read_revisions(who, s.group.id, s.message)),
    Action.READ_REPLIES: Door(lambda w, s, who: w.actions.messages.read_replies(who, s.group.id, [])),
    Action.READ_THREAD: Door(lambda w, s, who: w.actions.threads.read_thread(who, s.group.id, s.message)),
    Action.LIST_THREADS: Door(lambda w, s, who: w.actions.threads.list_threads(who, s.group.id)),
    Action.READ_CHANGES: Door(lambda w, s, who: w.actions.changes.read_changes(who, s.group.id, 0)),
    Action.SEEN_BY: Door(lambda w, s, who: w.actions.seen.seen_by(who, s.group.id, s.message)),
    Action.LAST_OWN_MESSAGE: Door(lambda w, s, who: w.actions.messages.last_own_message(who, s.group.id)),
    Action.SEARCH: Door(lambda w, s, who: w.actions.search.search(who, 'hi', UTC)),
    Action.LIST_MENTIONS: Door(lambda w, s, who: w.actions.mentioned.list_mentions(who)),
    Action.FIND_DAY: Door(lambda w, s, who: w.actions.search.find_day(who, s.group.id, date(2024, 1, 1), UTC)),
    Action.SEND_MESSAGE: Door(lambda w, s, who: w.actions.messages.send_message(who, s.group.id, 'hi', rid()), OPEN),
    Action.UPLOAD: Door(lambda w, s, who: w.actions.attachments.upload(who, s.group.id, 'a.txt', content('a'))),
    Action.READ_ATTACHMENT: Door(lambda w, s, who: w.actions.attachments.read_attachment(who, s.group.id, s.file)),
    Action.EDIT_MESSAGE: Door(
        lambda w, s, who: w.actions.messages.edit_message(who, s.group.id, s.message, 'ho', rid())
    ),
    Action.DELETE_MESSAGE: Door(lambda w, s, who: w.actions.messages.delete_message(who, s.group.id, s.message, rid())),
    Action.REACT: Door(lambda w, s, who: w.actions.reactions.react(who, s.group.id, s.message, '👍', rid())),
    Action.REMOVE_PREVIEWS: Door(
        lambda w, s, who: w.actions.previews.remove_previews(who, s.group.id, s.message, rid())
    ),
    Action.READ_PREVIEW: Door(lambda w, s, who: w.actions.previews.read_preview(who, s.group.id, s.page_picture)),
    Action.PIN_MESSAGE: Door(lambda w, s, who: w.actions.pins.pin_message(who, s.group.id, s.message, rid())),
    Action.UNPIN_MESSAGE: Door(lambda w, s, who: w.actions.pins.unpin_message(who, s.group.id, s.pinned, rid())),
    Action.LIST_PINS: Door(lambda w, s, who: w.actions.pins.list_pins(who, s.group.id)),
    Action.POST_WIDGET: Door(lambda w, s, who: w.actions.widgets.post_widget(who, s.group.id, POLL, rid()), OPEN),
    Action.CHANGE_WIDGET: Door(_change_widget),
    Action.SWITCH_EXTENSION: Door(lambda w, s, who: w.actions.extensions.switch_extension(who, 'poll', False, rid())),
    Action.MENTION_ALL: Door(_mention_all),
    Action.MENTION_ALL_IN_LARGE: Door(_mention_all, crowd=SMALL_GROUP),
    Action.MARK_READ: Door(_mark_read),
    Action.MARK_UNREAD: Door(lambda w, s, who: w.actions.reading.mark_unread(who, s.group.id, s.message)),
    Action.MARK_THREAD_READ: Door(_mark_thread_read),
    Action.SAVE_MESSAGE: Door(lambda w, s, who: w.actions.saved.save_message(who, s.group.id, s.message)),
    Action.UNSAVE_MESSAGE: Door(_unsave),
    Action.LIST_SAVED: Door(lambda w, s, who: w.actions.saved.list_saved(who)),
    Action.SAVE_DRAFT: Door(_save_draft),
    Action.TYPES: Door(_types),
    Action.LEAVE: Door(lambda w, s, who: w.actions.memberships.leave(who, s.group.id, rid())),
    Action.INVITE: Door(
        lambda w, s, who: w.actions.memberships.invite(who, s.group.id, 'removed a moment ago', rid()), OPEN
    ),
    Action.INVITE_TO_PRIVATE: Door(
        lambda w, s, who: w.actions.memberships.invite(who, s.group.id, 'removed a moment ago', rid())
    ),
    Action.MAKE_LINK: Door(lambda w, s, who: w.actions.invitations.make_link(who, s.group.id), OPEN),
    Action.MAKE_LINK_TO_PRIVATE: Door(lambda w, s, who: w.actions.invitations.make_link(who, s.group.id)),
    Action.REMOVE: _remove('other member'),
    Action.REMOVE_MODERATOR: _remove('other moderator'),
    Action.REMOVE_OWNER: _remove('other owner'),
    Action.SET_ROLE: Door(
        lambda w, s, who: w.actions.memberships.set_role(
            who, s.group.id, s.people['other member'], Role.MODERATOR, rid()
        )
    ),
    Action.RENAME_GROUP: Door(lambda w, s, who: w.actions.groups.rename_group(who, s.group.id, 'New', rid())),
    Action.SET_CALLERS: Door(lambda w, s, who: w.actions.groups.set_callers(who, s.group.id, Callers.EVERYBODY, rid())),
    Action.DELETE_GROUP: Door(lambda w, s, who: w.actions.groups.delete_group(who, s.group.id, rid())),
    Action.OPEN_DIRECT: Door(_open_direct),
    Action.BLOCK: Door(_block),
    Action.UNBLOCK: Door(_unblock),
    Action.MUTE: Door(_mute),
    Action.UNMUTE: Door(_unmute),
    Action.BE_TOLD_OF_ALL: Door(_be_told_of_all),
    Action.LIST_INCOMING: Door(lambda w, s, who: w.actions.incoming.list_incoming(who, s.group.id)),
    Action.ADD_INCOMING: Door(lambda w, s, who: w.actions.incoming.add_incoming(who, s.group.id, 'New')),
    Action.REMOVE_INCOMING: Door(lambda w, s, who: w.actions.incoming.remove_incoming(who, s.group.id, s.webhook)),
    Action.LIST_OUTGOING: Door(lambda w, s, who: w.actions.outgoing.list_outgoing(who, s.group.id)),
    Action.ADD_OUTGOING: Door(lambda w, s, who: w.actions.outgoing.add_outgoing(who, s.group.id, 'New', ADDRESS)),
    Action.REMOVE_OUTGOING: Door(lambda w, s, who: w.actions.outgoing.remove_outgoing(who, s.group.id, s.outgoing)),
    Action.LIST_BOTS: Door(lambda w, s, who: w.actions.bots.list_bots(who, s.group.id)),
    Action.ADD_BOT: Door(lambda w, s, who: w.actions.bots.add_bot(who, s.group.id, 'New')),
    Action.REMOVE_BOT: Door(lambda w, s, who: w.actions.bots.remove_bot(who, s.group.id, s.bot)),
}


@pytest.mark.parametrize('action', Action)
async def test_the_answer_is_what_the_table_says(action: Action):
    if action is Action.REGISTER:
        return
    door = DOORS[action]
    for who, standings in Stage.standings.items():
        world, stage = World(), Stage()
        await world.open()
        await stage.set_up(world, door.kind)
        await world.gather(stage.group, door.crowd)
        before = await world.picture()
        is_accepted = await _is_accepted(door, world, stage, stage.people[who])
        assert is_accepted is is_allowed(action, standings), who
        after = await world.picture()
        if not is_accepted and action is not Action.ACCEPT:  # its link was made by the owner
            assert after == before, who
        await world.close()


ELSEWHERE = {Action.REGISTER, Action.JOIN, Action.ACCEPT, Action.REMOVE_OWNER, Action.MENTION_ALL_IN_LARGE}
"""What cannot be asked of a direct group: it is not open, no link leads to it, nobody owns it, and it is small."""


@pytest.mark.parametrize('action', [action for action in Action if action not in ELSEWHERE])
async def test_in_a_direct_group_the_answer_is_what_the_table_says(action: Action):
    for who, standings in Between.standings.items():
        world, stage = World(), Between()
        await world.open()
        await stage.set_up(world, GroupKind.DIRECT)
        before = await world.picture()
        is_accepted = await _is_accepted(DOORS[action], world, stage, stage.people[who])
        assert is_accepted is is_allowed(action, standings), who
        if not is_accepted:
            assert await world.picture() == before, who
        await world.close()


async def _is_accepted(door: Door, world: World, stage: Stage, who: MemberId) -> bool:
    try:
        await door.ask(world, stage, who)
    except Refused:
        return False
    return True


def test_every_action_of_a_member_has_a_row_and_a_door():
    assert set(DOORS) == set(Action) - {Action.REGISTER}
    methods = {
        name
        for noun in fields(Actions)
        for name, _ in inspect.getmembers(noun.type, inspect.isfunction)
        if not name.startswith('_')
    }
    unknown = methods - ASKS_NOBODY - UPKEEP - set(IN_OTHER_WORDS) - {action.value for action in Action}
    assert unknown == set()


async def test_whoever_wrote_a_message_and_is_out_can_change_it_no_more():
    world, stage = World(), Stage()
    await world.open()
    await stage.set_up(world, GroupKind.OPEN)
    author = stage.people['removed author']
    for asked in (
        world.actions.messages.edit_message(author, stage.group.id, stage.orphan, 'ho', rid()),
        world.actions.messages.delete_message(author, stage.group.id, stage.orphan, rid()),
    ):
        with pytest.raises(Refused) as refused:
            await asked
        assert refused.value.code == 'not_found'
    await world.close()
