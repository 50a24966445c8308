"""Who reacted with what."""

from messenger.model.ids import MemberId
from messenger.model.reaction import Reaction, members_by_emoji

ALICE, BOB = MemberId('aliceaaaaaaa'), MemberId('bobbbbbbbbbb')


def test_members_stand_under_each_emoji_in_the_order_they_came() -> None:
    reactions = [Reaction(emoji=emoji, member_id=who) for emoji, who in (('🎉', BOB), ('👍', ALICE), ('🎉', ALICE))]
    found = members_by_emoji(reactions)
    assert list(found.items()) == [('🎉', [BOB, ALICE]), ('👍', [ALICE])]


def test_without_reactions_there_is_nobody() -> None:
    assert members_by_emoji([]) == {}
