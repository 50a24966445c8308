"""Being told no, in one's own language."""

import pytest

from messenger.languages import sentence
from messenger.model.refused import NotFound, Refused


def test_a_reason_is_english_for_programs_and_said_to_people_in_their_language():
    refused = Refused('gone', '{whom} left', whom='Ann')
    assert refused.reason == str(refused) == 'Ann left'
    assert refused.said('de') == 'Ann hat die Gruppe verlassen'


def test_the_sentence_of_an_extension_stays_as_it_is():
    refused = Refused('rude', 'Please be {kind}.')
    assert refused.reason == refused.said('de') == 'Please be {kind}.'


def test_a_reason_may_be_several_sentences():
    refused = Refused('gone', '{what} {when}', what=sentence('{whom} left', whom='Ann'), when=sentence('Today'))
    assert (refused.reason, refused.said('de')) == ('Ann left Today', 'Ann hat die Gruppe verlassen Heute')


@pytest.mark.parametrize('what', ['bot', 'file', 'group', 'member', 'message', 'picture', 'thread', 'webhook'])
def test_what_does_not_exist_is_answered_as_what_one_may_not_know_of(what):
    refused = NotFound(what)
    assert refused.code == 'not_found'
    assert refused.reason == f'This {what} does not exist, or you are not a member.'
