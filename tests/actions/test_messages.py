"""Sending, editing, deleting and reading messages."""

import asyncio

import pytest

from messenger.model.ids import GroupId, Ordinal, RequestId, new_id
from messenger.model.membership import Role
from messenger.model.message import Mention
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.world import World, rid


async def test_a_message_is_read_by_the_members(world: World):
    change = await world.say(world.alice, ' hi\r\nthere ')
    assert await world.texts(world.bob) == [' hi\nthere']
    assert change.ordinal == world.store.last_ordinal(world.watercooler.id)


async def test_a_message_is_in_the_store_when_sending_returns(world: World):
    change = await world.say(world.alice, 'hi')
    assert world.store.newest(world.watercooler.id).ordinal == change.ordinal


async def test_only_members_of_the_group_are_mentioned(world: World):
    change = await world.say(world.alice, '@Bob and @Carol and `@Robo`')
    assert change.fact.mentions == (Mention(member_id=world.bob.id, name='Bob'),)


async def test_an_emoji_typed_by_its_name_is_sent_and_edited_as_itself(world: World):
    change = await world.say(world.alice, 'done :tada: `:tada:` :nothing:')
    assert await world.texts(world.bob) == ['done 🎉 `:tada:` :nothing:']
    messages, where = world.actions.messages, world.watercooler.id
    await messages.edit_message(world.alice.id, where, change.ordinal, 'done :+1:', rid())
    assert await world.texts(world.bob) == ['done 👍']


@pytest.mark.parametrize('text', ['', ' \n ', '\u200b'])
async def test_a_blank_text_is_refused(world: World, text: str):
    with pytest.raises(Refused) as refused:
        await world.say(world.alice, text)
    assert refused.value.code == 'blank'
    assert await world.texts(world.alice) == []


async def test_too_long_a_text_is_refused_with_the_count(world: World):
    with pytest.raises(Refused, match='12,000 characters') as refused:
        await world.say(world.alice, 'x' * 12_000)
    assert refused.value.code == 'too_long'


@pytest.mark.parametrize('group_id', [GroupId('nowhere22222'), GroupId('../etc'), GroupId('')])
async def test_an_unknown_group_answers_as_a_foreign_one(world: World, group_id: GroupId):
    reasons = set()
    for where in (group_id, world.design.id):
        with pytest.raises(NotFound) as refused:
            await world.actions.messages.send_message(world.carol.id, where, 'hi', rid())
        reasons.add(refused.value.reason)
    assert len(reasons) == 1


@pytest.mark.parametrize('ordinal', [0, -1, 4711, 'one', None, 2.5])
async def test_an_unknown_message_is_not_found(world: World, ordinal: object):
    messages, alice, where = world.actions.messages, world.alice.id, world.watercooler.id
    for asked in (
        messages.edit_message(alice, where, ordinal, 'text', rid()),
        messages.delete_message(alice, where, ordinal, rid()),
        messages.read_message(alice, where, ordinal),
        messages.read_revisions(alice, where, ordinal),
    ):
        with pytest.raises(NotFound):
            await asked


async def test_a_notice_is_no_message(world: World):
    with pytest.raises(NotFound):
        await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, Ordinal(1), rid())


async def test_an_edit_gives_another_text_and_keeps_the_first(world: World):
    change = await world.say(world.alice, 'helo')
    messages, where = world.actions.messages, world.watercooler.id
    await messages.edit_message(world.alice.id, where, change.ordinal, 'hello', rid())
    assert await world.texts(world.bob) == ['hello']
    revisions = await messages.read_revisions(world.bob.id, where, change.ordinal)
    assert [revision.text for revision in revisions] == ['helo', 'hello']
    assert (await messages.read_message(world.bob.id, where, change.ordinal)).edited_at is not None


async def test_an_edit_that_changes_nothing_is_refused(world: World):
    change = await world.say(world.alice, 'hello')
    with pytest.raises(Refused) as refused:
        await world.actions.messages.edit_message(
            world.alice.id, world.watercooler.id, change.ordinal, 'hello  ', rid()
        )
    assert refused.value.code == 'unchanged'


async def test_a_deleted_message_is_gone_with_its_texts(world: World):
    change = await world.say(world.alice, 'secret')
    messages, where = world.actions.messages, world.watercooler.id
    await messages.edit_message(world.alice.id, where, change.ordinal, 'secret2', rid())
    await messages.delete_message(world.alice.id, where, change.ordinal, rid())
    assert await world.texts(world.bob) == []
    assert 'secret' not in repr(await world.rows(world.bob))
    with pytest.raises(NotFound):
        await messages.read_message(world.bob.id, where, change.ordinal)
    with pytest.raises(NotFound):
        await messages.read_revisions(world.bob.id, where, change.ordinal)


async def test_a_message_just_deleted_can_neither_be_edited_nor_deleted(world: World):
    change = await world.say(world.alice, 'hi')
    messages, where = world.actions.messages, world.watercooler.id
    await messages.delete_message(world.alice.id, where, change.ordinal, rid())
    with pytest.raises(NotFound):
        await messages.edit_message(world.alice.id, where, change.ordinal, 'ho', rid())
    with pytest.raises(NotFound):
        await messages.delete_message(world.alice.id, where, change.ordinal, rid())


async def test_a_message_deleted_while_it_is_edited_stays_deleted(world: World):
    change = await world.say(world.bob, 'hi')
    messages, where = world.actions.messages, world.watercooler.id
    deleted, edited = await asyncio.gather(
        messages.delete_message(world.alice.id, where, change.ordinal, rid()),
        messages.edit_message(world.bob.id, where, change.ordinal, 'ho', rid()),
        return_exceptions=True,
    )
    assert not isinstance(deleted, Exception)
    assert isinstance(edited, NotFound)
    assert await world.texts(world.bob) == []


async def test_a_member_removed_while_sending_sends_nothing(world: World):
    removed, sent = await asyncio.gather(
        world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid()),
        world.say(world.bob, 'hi'),
        return_exceptions=True,
    )
    assert not isinstance(removed, Exception)
    assert isinstance(sent, NotFound)
    assert await world.texts(world.alice) == []


async def test_a_message_to_a_group_deleted_meanwhile_is_refused(world: World):
    deleted, sent = await asyncio.gather(
        world.actions.groups.delete_group(world.alice.id, world.watercooler.id, rid()),
        world.say(world.bob, 'hi'),
        return_exceptions=True,
    )
    assert deleted is None
    assert isinstance(sent, NotFound)


async def test_a_moderator_demoted_while_deleting_deletes_nothing(world: World):
    where, memberships = world.watercooler.id, world.actions.memberships
    await memberships.set_role(world.alice.id, where, world.bob.id, Role.MODERATOR, rid())
    change = await world.say(world.alice, 'hi')
    _, deleted = await asyncio.gather(
        memberships.set_role(world.alice.id, where, world.bob.id, Role.MEMBER, rid()),
        world.actions.messages.delete_message(world.bob.id, where, change.ordinal, rid()),
        return_exceptions=True,
    )
    assert isinstance(deleted, Refused)
    assert deleted.code == 'not_allowed'
    assert await world.texts(world.alice) == ['hi']


async def test_when_nothing_can_be_written_the_sender_is_told_and_may_repeat(world: World):
    request_id = rid()
    await world.journal.close()
    with pytest.raises(Unavailable, match='Not saved'):
        await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    assert await world.texts(world.bob) == []
    await world.journal.open()
    await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    assert await world.texts(world.bob) == ['hi']


async def test_the_same_request_sends_once(world: World):
    request_id = rid()
    first = await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    again = await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    assert first == again
    assert await world.texts(world.bob) == ['hi']


async def test_two_clicks_at_once_send_once(world: World):
    request_id = rid()
    sends = [
        world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id) for _ in range(5)
    ]
    changes = await asyncio.gather(*sends)
    assert all(change == changes[0] for change in changes)
    assert await world.texts(world.bob) == ['hi']


async def test_the_same_request_after_a_restart_sends_once(world: World):
    request_id = rid()
    first = await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    await world.restart()
    again = await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    assert first.number == again.number
    assert await world.texts(world.bob) == ['hi']


@pytest.mark.parametrize('request_id', ['', 'one', 'X' * 36, None, 7, '{12345678-1234-5678-1234-567812345678}'])
async def test_a_request_without_a_proper_id_is_refused(world: World, request_id: RequestId):
    with pytest.raises(Refused) as refused:
        await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    assert refused.value.code == 'bad_request'


async def test_rows_come_in_order_and_only_those_asked_for(world: World):
    for number in range(10):
        await world.say(world.alice, f'{number}')
    rows = await world.actions.messages.read_messages(world.bob.id, world.watercooler.id, 6, 8)
    assert [row.ordinal for row in rows] == [6, 7, 8]
    assert await world.actions.messages.read_messages(world.bob.id, world.watercooler.id, 99, 120) == []
    assert len(await world.actions.messages.read_messages(world.bob.id, world.watercooler.id, -5, 2)) == 2


async def test_the_last_own_message_is_found_in_memory_and_on_disk(world: World):
    last_own = world.actions.messages.last_own_message
    where = world.watercooler.id
    assert await last_own(world.bob.id, where) is None
    mine = await world.say(world.bob, 'mine')
    newer = await world.say(world.bob, 'newer')
    await world.say(world.alice, 'not mine')
    await world.actions.messages.delete_message(world.bob.id, where, newer.ordinal, rid())
    assert (await last_own(world.bob.id, where)).ordinal == mine.ordinal
    await world.restart()
    assert (await world.actions.messages.last_own_message(world.bob.id, where)).ordinal == mine.ordinal


async def test_a_preview_is_what_would_be_sent_and_keeps_nothing(world: World):
    messages, where = world.actions.messages, world.watercooler.id
    before = await world.picture()
    message = await messages.preview_message(world.bob.id, where, ' hi @Alice :tada: ')
    assert message.text == ' hi @Alice 🎉'
    assert message.mentions == (Mention(member_id=world.alice.id, name='Alice'),)
    assert await world.picture() == before
    for stranger in (world.carol.id, new_id()):
        with pytest.raises(NotFound):
            await messages.preview_message(stranger, where, 'hi')


async def test_the_same_request_edits_and_deletes_once(world: World):
    sent = await world.say(world.bob, 'one')
    edit, deletion = rid(), rid()
    messages, group_id = world.actions.messages, world.watercooler.id
    edited = await messages.edit_message(world.bob.id, group_id, sent.ordinal, 'two', edit)
    assert await messages.edit_message(world.bob.id, group_id, sent.ordinal, 'two', edit) == edited
    deleted = await messages.delete_message(world.bob.id, group_id, sent.ordinal, deletion)
    assert await messages.delete_message(world.bob.id, group_id, sent.ordinal, deletion) == deleted
