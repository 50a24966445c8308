"""Each request is done once, and what was not accepted is explained."""

import pytest

from messenger.actions.submissions import Submissions
from messenger.journal.contract import Conflict, ConflictCode, JournalUnavailable
from messenger.journal.memory import MemoryJournal
from messenger.model.changes import Change, Draft, Fact, MemberRenamed, MessageDeleted, MessageSent
from messenger.model.ids import Ordinal, StreamId
from messenger.model.refused import NotFound, Refused, Unavailable
from tests.world import World, rid


class Refusing(MemoryJournal):
    """A journal that has a reason not to accept anything."""

    def __init__(self, reason: Exception) -> None:
        super().__init__()
        self._reason = reason

    async def append(self, draft: Draft) -> Change:
        raise self._reason


def _sent(world: World) -> Fact:
    return MessageSent(group_id=world.watercooler.id, author_id=world.alice.id, text='hi')


def _deleted(world: World) -> Fact:
    return MessageDeleted(group_id=world.watercooler.id, target=Ordinal(4))


@pytest.mark.parametrize('code', ConflictCode)
async def test_every_lost_race_is_explained(world: World, code: ConflictCode):
    with pytest.raises(Refused) as refused:
        await Submissions(Refusing(Conflict(code)), world.store).submit(world.alice.id, rid(), _sent(world))
    assert refused.value.reason.endswith('.')
    assert refused.value.code in {
        'not_found',
        'not_allowed',
        'name_taken',
        'already_a_member',
        'unchanged',
        'full',
        'nothing_to_reply_to',
        'no_such_thread',
        'stale',
    }


async def test_what_is_gone_is_named(world: World):
    for fact, what in ((_sent(world), 'group'), (_deleted(world), 'message')):
        with pytest.raises(NotFound, match=f'This {what}'):
            await Submissions(Refusing(Conflict(ConflictCode.GONE)), world.store).submit(world.alice.id, rid(), fact)


async def test_a_journal_that_cannot_write_is_no_lost_race(world: World):
    with pytest.raises(Unavailable):
        await Submissions(Refusing(JournalUnavailable('full')), world.store).attempt(
            world.alice.id, rid(), _sent(world)
        )


async def test_anothers_request_id_gives_away_nothing(world: World):
    request_id = rid()
    await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    with pytest.raises(Refused) as refused:
        await world.actions.messages.send_message(world.bob.id, world.watercooler.id, 'ho', request_id)
    assert refused.value.code == 'bad_request'
    assert await world.texts(world.bob) == ['hi']


async def test_a_request_id_is_good_for_one_kind_of_action(world: World):
    request_id = rid()
    change = await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    delete = world.actions.messages.delete_message
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            await delete(world.alice.id, world.watercooler.id, change.ordinal, request_id)
        assert refused.value.code == 'bad_request'
        await world.restart()  # then only the journal knows
        delete = world.actions.messages.delete_message


async def test_only_so_many_answers_are_remembered(world: World):
    remembering = Submissions(world.journal, world.store, remembered=2)
    requests = [rid() for _ in range(3)]
    for request_id in requests:
        await world.actions.messages.send_message(world.alice.id, world.watercooler.id, 'hi', request_id)
    where = StreamId(world.watercooler.id)
    found = [remembering.earlier(world.alice.id, where, each, MessageSent) is not None for each in requests]
    assert found == [False, True, True]


async def test_an_answer_of_a_restored_journal_is_not_remembered(world: World):
    request_id, remembering = rid(), Submissions(world.journal, world.store)
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', request_id)
    assert remembering.earlier(world.bob.id, StreamId('site'), request_id, MemberRenamed) is not None
    world.store.epoch = 'restored'
    assert remembering.earlier(world.bob.id, StreamId('site'), request_id, MemberRenamed) is None
