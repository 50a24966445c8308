"""The one direct group of some members, and what it is called."""

from messenger.model.direct import direct_id, direct_members, direct_name, opening_of
from messenger.model.ids import MemberId, is_id, is_request_id

ALICE, BOB, CAROL = (MemberId(f'{name:2<12}') for name in ('alice', 'bob', 'carol'))


def test_the_same_members_have_the_same_group_in_whatever_order_they_are_named():
    assert direct_id([ALICE, BOB]) == direct_id([BOB, ALICE, BOB])
    assert direct_members([BOB, ALICE, BOB]) == (ALICE, BOB)


def test_other_members_have_another_group():
    assert len({direct_id(each) for each in ([ALICE, BOB], [ALICE, CAROL], [ALICE, BOB, CAROL])}) == 3


def test_its_ids_have_the_form_of_all_others():
    assert is_id(direct_id([ALICE, BOB]))
    assert is_request_id(opening_of(direct_id([ALICE, BOB])))


def test_it_is_called_after_the_others_by_name():
    assert direct_name(['Bob']) == 'Bob'
    assert direct_name(['Carol', 'bob']) == 'bob and Carol'
    assert direct_name(['Carol', 'Bob', 'Alice']) == 'Alice, Bob and Carol'


def test_its_name_is_a_list_in_the_language_of_the_reader():
    assert direct_name(['Carol', 'Bob', 'Alice'], 'de_AT') == 'Alice, Bob und Carol'
    assert direct_name(['Carol', 'Bob'], 'ar') == 'Bob وCarol'
    assert direct_name(['Bob'], 'ar') == 'Bob'
    assert direct_name(['Carol', 'Bob', 'Alice'], 'fr') == 'Alice, Bob and Carol'
