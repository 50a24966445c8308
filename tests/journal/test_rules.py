"""What may not be committed, even when it was allowed a moment ago: for each right a yes and a no."""

from collections.abc import Awaitable, Callable

import pytest

from messenger.journal.contract import ConflictCode
from messenger.journal.memory import MemoryJournal
from messenger.model.changes import (
    AdministratorChanged,
    DirectOpened,
    Fact,
    GroupCreated,
    GroupDeleted,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MemberRenamed,
    MessageSent,
    RoleChanged,
)
from messenger.model.direct import direct_id, direct_members
from messenger.model.group import GroupKind
from messenger.model.ids import SYSTEM, GroupId, MemberId, Ordinal
from messenger.model.membership import Role
from tests.journal.story import ALICE, BOB, CAROL, DESIGN, ROBO, WATERCOOLER, Story

NOWHERE = GroupId('nowhere22222')
NOBODY = MemberId('nobody222222')

Asking = Callable[[Story], Awaitable[object]]


@pytest.fixture
async def story(memory_journal: MemoryJournal) -> Story:
    """Alice owns, Bob moderates, Robo is a member who has said something (4), Carol is outside and administrator."""
    story = await Story(memory_journal).begin()
    await story.give_role(BOB, Role.MODERATOR)
    await story.ask(AdministratorChanged(member_id=CAROL, is_administrator=True), None)
    await story.say(ROBO, 'beep')
    return story


async def _delete_again(story: Story) -> object:
    await story.delete(ROBO, Ordinal(4))
    return await story.delete(ROBO, Ordinal(4))


async def _edit_deleted(story: Story) -> object:
    await story.delete(ROBO, Ordinal(4))
    return await story.edit(ROBO, Ordinal(4), 'boop')


async def _reply_to_deleted(story: Story) -> object:
    await story.delete(ROBO, Ordinal(4))
    return await story.say(BOB, 'what?', reply_to=Ordinal(4))


async def _say_after_leaving(story: Story) -> object:
    await story.leave(ROBO)
    return await story.say(ROBO, 'boop')


async def _edit_after_leaving(story: Story) -> object:
    await story.leave(ROBO)
    return await story.edit(ROBO, Ordinal(4), 'boop')


async def _demoted_inviter(story: Story) -> object:
    return await story.join(CAROL, DESIGN, by=BOB)


def _opened(*member_ids: MemberId) -> DirectOpened:
    return DirectOpened(group_id=direct_id(member_ids), member_ids=direct_members(member_ids))


DIRECT = direct_id([ALICE, BOB])


async def _in_direct(story: Story, fact: Fact, by: MemberId | None = None) -> object:
    await story.ask(_opened(ALICE, BOB), None)
    return await story.ask(fact, by)


def _sent(author: MemberId, group_id: GroupId = WATERCOOLER) -> MessageSent:
    return MessageSent(group_id=group_id, author_id=author, text='hi')


ALLOWED: dict[str, Asking] = {
    'a member sends': lambda story: story.say(ROBO, 'hi'),
    'a member replies to a message': lambda story: story.say(ROBO, 'hi', reply_to=Ordinal(4)),
    'the system sends for a member': lambda story: story.ask(_sent(ROBO), None),
    'the system sends for itself': lambda story: story.ask(_sent(SYSTEM), None),
    'the author edits': lambda story: story.edit(ROBO, Ordinal(4), 'boop'),
    'the author deletes': lambda story: story.delete(ROBO, Ordinal(4)),
    'a moderator deletes': lambda story: story.delete(BOB, Ordinal(4)),
    'an owner deletes': lambda story: story.delete(ALICE, Ordinal(4)),
    'the operator deletes': lambda story: story.delete(None, Ordinal(4)),
    'a member comes in alone': lambda story: story.join(CAROL, by=CAROL),
    'a member invites to an open group': lambda story: story.join(CAROL, by=ROBO),
    'an owner invites to a private group': lambda story: story.join(CAROL, DESIGN, by=ALICE),
    'a member leaves': lambda story: story.leave(ROBO),
    'a moderator removes a member': lambda story: story.leave(ROBO, by=BOB),
    'an owner removes a moderator': lambda story: story.leave(BOB, by=ALICE),
    'the last owner leaves with an heir': lambda story: story.leave(ALICE, heir_id=BOB),
    'an owner makes a moderator': lambda story: story.give_role(ROBO, Role.MODERATOR),
    'an owner makes an owner': lambda story: story.give_role(BOB, Role.OWNER),
    'the operator demotes the last owner': lambda story: story.give_role(ALICE, Role.MEMBER, by=None),
    'an owner renames': lambda story: story.rename_group(ALICE, 'Kitchen'),
    'the operator renames': lambda story: story.rename_group(None, 'Kitchen'),
    'an owner deletes the group': lambda story: story.delete_group(ALICE),
    'a member takes another name': lambda story: story.ask(MemberRenamed(member_id=ROBO, name='R2'), ROBO),
    'a member changes only case': lambda story: story.ask(MemberRenamed(member_id=ROBO, name='ROBO'), ROBO),
    'an administrator renames': lambda story: story.ask(MemberRenamed(member_id=ROBO, name='R2'), CAROL),
    'an administrator makes another': lambda story: story.ask(
        AdministratorChanged(member_id=BOB, is_administrator=True), CAROL
    ),
    'a direct group': lambda story: story.ask(_opened(ALICE, BOB), None),
    'a direct group of three by one of them': lambda story: story.ask(_opened(ALICE, BOB, CAROL), ALICE),
    'a member of a direct group writes': lambda story: _in_direct(story, _sent(BOB, DIRECT), BOB),
    'a group without owner': lambda story: story.ask(
        GroupCreated(group_id=NOWHERE, name='Lobby', kind=GroupKind.OPEN, owner_id=None), None
    ),
}

REFUSED: dict[str, tuple[Asking, ConflictCode]] = {
    'an outsider sends': (lambda story: story.say(CAROL, 'hi'), ConflictCode.NOT_A_MEMBER),
    'who just left sends': (_say_after_leaving, ConflictCode.NOT_A_MEMBER),
    'a member sends as another': (lambda story: story.ask(_sent(ALICE), ROBO), ConflictCode.NOT_ALLOWED),
    'a send to no group': (lambda story: story.say(ALICE, 'hi', NOWHERE), ConflictCode.GONE),
    'a reply to what is deleted': (_reply_to_deleted, ConflictCode.NOTHING_TO_REPLY_TO),
    'a reply to a notice': (
        lambda story: story.say(ROBO, 'hi', reply_to=Ordinal(1)),
        ConflictCode.NOTHING_TO_REPLY_TO,
    ),
    'another member edits': (lambda story: story.edit(ALICE, Ordinal(4), 'boop'), ConflictCode.NOT_ALLOWED),
    'an outsider edits': (lambda story: story.edit(CAROL, Ordinal(4), 'boop'), ConflictCode.NOT_A_MEMBER),
    'the author edits after leaving': (_edit_after_leaving, ConflictCode.NOT_A_MEMBER),
    'the author edits what is deleted': (_edit_deleted, ConflictCode.GONE),
    'an edit of a notice': (lambda story: story.edit(ALICE, Ordinal(1), 'boop'), ConflictCode.GONE),
    'an edit of nothing': (lambda story: story.edit(ALICE, Ordinal(99), 'boop'), ConflictCode.GONE),
    'a second deletion': (_delete_again, ConflictCode.GONE),
    'an outsider deletes': (lambda story: story.delete(CAROL, Ordinal(4)), ConflictCode.NOT_A_MEMBER),
    'a member joins twice': (lambda story: story.join(ROBO), ConflictCode.ALREADY_A_MEMBER),
    'nobody joins': (lambda story: story.join(NOBODY), ConflictCode.GONE),
    'a join of no group': (lambda story: story.join(ROBO, NOWHERE), ConflictCode.GONE),
    'an outsider invites': (
        lambda story: story.ask(MemberJoined(group_id=DESIGN, member_id=ROBO), CAROL),
        ConflictCode.NOT_ALLOWED,
    ),
    'a member invites to a private group': (_demoted_inviter, ConflictCode.NOT_ALLOWED),
    'an outsider leaves': (lambda story: story.leave(CAROL), ConflictCode.NOT_A_MEMBER),
    'a member removes a member': (lambda story: story.leave(BOB, by=ROBO), ConflictCode.NOT_ALLOWED),
    'a moderator removes an owner': (lambda story: story.leave(ALICE, by=BOB, heir_id=BOB), ConflictCode.NOT_ALLOWED),
    'an outsider removes': (lambda story: story.leave(ROBO, by=CAROL), ConflictCode.NOT_ALLOWED),
    'the last owner leaves without an heir': (lambda story: story.leave(ALICE), ConflictCode.NOT_ALLOWED),
    'an heir who is not there': (lambda story: story.leave(ALICE, heir_id=CAROL), ConflictCode.NOT_A_MEMBER),
    'a moderator gives roles': (
        lambda story: story.give_role(ROBO, Role.MODERATOR, by=BOB),
        ConflictCode.NOT_ALLOWED,
    ),
    'the last owner demotes herself': (lambda story: story.give_role(ALICE, Role.MEMBER), ConflictCode.NOT_ALLOWED),
    'a role for an outsider': (lambda story: story.give_role(CAROL, Role.MODERATOR), ConflictCode.NOT_A_MEMBER),
    'a moderator renames': (lambda story: story.rename_group(BOB, 'Kitchen'), ConflictCode.NOT_ALLOWED),
    'an administrator renames the group': (lambda story: story.rename_group(CAROL, 'x'), ConflictCode.NOT_ALLOWED),
    'a moderator deletes the group': (lambda story: story.delete_group(BOB), ConflictCode.NOT_ALLOWED),
    'the deletion of no group': (lambda story: story.delete_group(None, NOWHERE), ConflictCode.GONE),
    'a taken name': (lambda story: story.register(NOBODY, 'ａLICE'), ConflictCode.NAME_TAKEN),
    'a taken id': (lambda story: story.register(ALICE, 'Alice the second'), ConflictCode.NAME_TAKEN),
    'a rename to a taken name': (
        lambda story: story.ask(MemberRenamed(member_id=ROBO, name='alice'), ROBO),
        ConflictCode.NAME_TAKEN,
    ),
    'a rename of another': (
        lambda story: story.ask(MemberRenamed(member_id=ROBO, name='R2'), ALICE),
        ConflictCode.NOT_ALLOWED,
    ),
    'a rename of nobody': (
        lambda story: story.ask(MemberRenamed(member_id=NOBODY, name='R2'), None),
        ConflictCode.GONE,
    ),
    'a member makes an administrator': (
        lambda story: story.ask(AdministratorChanged(member_id=ALICE, is_administrator=True), ALICE),
        ConflictCode.NOT_ALLOWED,
    ),
    'a direct group of one': (lambda story: story.ask(_opened(ALICE), None), ConflictCode.NOT_ALLOWED),
    'a direct group of nine': (
        lambda story: story.ask(_opened(*(MemberId(f'member22222{letter}') for letter in 'abcdefghi')), None),
        ConflictCode.NOT_ALLOWED,
    ),
    'a direct group of strangers': (lambda story: story.ask(_opened(ALICE, NOBODY), None), ConflictCode.GONE),
    'a direct group opened by another': (lambda story: story.ask(_opened(ALICE, BOB), CAROL), ConflictCode.NOT_ALLOWED),
    'a direct group under an id of its own': (
        lambda story: story.ask(DirectOpened(group_id=NOWHERE, member_ids=(ALICE, BOB)), None),
        ConflictCode.NOT_ALLOWED,
    ),
    'a direct group out of order': (
        lambda story: story.ask(DirectOpened(group_id=DIRECT, member_ids=(BOB, ALICE)), None),
        ConflictCode.NOT_ALLOWED,
    ),
    'a direct group opened by another request': (
        lambda story: _in_direct(story, _opened(ALICE, BOB)),
        ConflictCode.NOT_ALLOWED,
    ),
    'a direct group made as any other': (
        lambda story: story.ask(GroupCreated(group_id=NOWHERE, name='X', kind=GroupKind.DIRECT, owner_id=ALICE), ALICE),
        ConflictCode.NOT_ALLOWED,
    ),
    'an outsider writes in a direct group': (
        lambda story: _in_direct(story, _sent(CAROL, DIRECT), CAROL),
        ConflictCode.NOT_A_MEMBER,
    ),
    'somebody joins a direct group': (
        lambda story: _in_direct(story, MemberJoined(group_id=DIRECT, member_id=CAROL), CAROL),
        ConflictCode.NOT_ALLOWED,
    ),
    'the system adds to a direct group': (
        lambda story: _in_direct(story, MemberJoined(group_id=DIRECT, member_id=CAROL)),
        ConflictCode.NOT_ALLOWED,
    ),
    'somebody leaves a direct group': (
        lambda story: _in_direct(story, MemberLeft(group_id=DIRECT, member_id=BOB), BOB),
        ConflictCode.NOT_ALLOWED,
    ),
    'the system gives a role in a direct group': (
        lambda story: _in_direct(story, RoleChanged(group_id=DIRECT, member_id=BOB, role=Role.OWNER)),
        ConflictCode.NOT_ALLOWED,
    ),
    'the system renames a direct group': (
        lambda story: _in_direct(story, GroupRenamed(group_id=DIRECT, name='X')),
        ConflictCode.NOT_ALLOWED,
    ),
    'the system deletes a direct group': (
        lambda story: _in_direct(story, GroupDeleted(group_id=DIRECT)),
        ConflictCode.NOT_ALLOWED,
    ),
    'an owner makes a peer': (lambda story: story.give_role(ROBO, Role.PEER), ConflictCode.NOT_ALLOWED),
    'a peer joins': (
        lambda story: story.ask(MemberJoined(group_id=DESIGN, member_id=ROBO, role=Role.PEER), ALICE),
        ConflictCode.NOT_ALLOWED,
    ),
    'a group of nobody': (
        lambda story: story.ask(GroupCreated(group_id=NOWHERE, name='X', kind=GroupKind.OPEN, owner_id=NOBODY), None),
        ConflictCode.GONE,
    ),
}


@pytest.mark.parametrize('what', ALLOWED)
async def test_it_is_committed_when(story: Story, what: str):
    assert await story.conflict(ALLOWED[what](story)) is None


@pytest.mark.parametrize('what', REFUSED)
async def test_it_is_a_conflict_when(story: Story, what: str):
    asking, code = REFUSED[what]

    assert await story.conflict(asking(story)) == code


async def test_a_name_that_was_given_up_is_free(story: Story):
    await story.ask(MemberRenamed(member_id=ROBO, name='R2'), ROBO)

    assert await story.conflict(story.register(NOBODY, 'Robo')) is None


async def test_the_last_member_may_leave_without_an_heir(story: Story):
    await story.leave(ROBO)
    await story.leave(BOB)

    assert await story.conflict(story.leave(ALICE)) is None
