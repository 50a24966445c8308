"""Where the reply that a draft will be is kept."""

from messenger.model.draft import reply_key
from messenger.model.ids import NO_THREAD, GroupId, LogId, Ordinal


def test_the_draft_of_a_group_and_of_each_of_its_threads_reply_to_messages_of_their_own():
    group = GroupId('watercooler2')
    assert reply_key(LogId(group, NO_THREAD)) == 'reply.watercooler2'
    assert reply_key(LogId(group, Ordinal(7))) == 'reply.watercooler2.7'
