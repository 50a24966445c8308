"""The tab without a browser keeps and answers what the page's script does, by the very codes that the server sends."""

import pytest

from messenger.components import browser
from messenger.model.ids import new_request_id
from soak.script import Storage


@pytest.fixture
def storage():
    kept = Storage('abcdefghijkl')
    kept.unsent = {new_request_id(): 'g00c0001n00001 hello', new_request_id(): 'g00c0001n00002 again'}
    return kept


def test_it_names_what_was_never_answered(storage):
    assert storage.answer(browser.UNSENT) == list(storage.unsent)


def test_it_hands_out_one_such_message_with_its_group(storage):
    request_id, text = next(iter(storage.unsent.items()))
    assert storage.answer(browser.unsent(request_id)) == [request_id, 'abcdefghijkl', text]
    assert storage.answer(browser.unsent(new_request_id())) is None


def test_it_tells_a_zone_and_a_language(storage):
    zone, language = storage.answer(browser.LOCALE)
    assert '/' in zone
    assert '-' in language


def test_what_was_accepted_is_forgotten(storage):
    first, second = storage.unsent
    assert storage.accepted_in(browser.accepted([first])) == [first]
    assert list(storage.unsent) == [second]


def test_what_comes_back_into_the_box_was_refused(storage):
    first = next(iter(storage.unsent))
    assert storage.given_back_in(browser.give_back('box-1', storage.unsent[first])) == [first]


@pytest.mark.parametrize(
    'code', [browser.to_newest('c1'), browser.WATCH, browser.focus('box-1'), browser.restore('box-1')]
)
def test_other_code_accepts_and_refuses_nothing(storage, code):
    assert storage.answer(code) is None
    assert storage.accepted_in(code) == []
    assert storage.given_back_in(code) == []
    assert len(storage.unsent) == 2
