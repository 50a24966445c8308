"""Texts in a language, with values put in."""

import pytest

from messenger.languages import plural_sentence, sentence, translate, translate_plural
from messenger.languages.translation import _said, holes


def test_a_text_is_said_in_the_language_of_the_reader():
    assert translate('de', '{whom} joined', whom='Ann') == 'Ann ist beigetreten'
    assert translate('de_AT', 'Today') == 'Heute'


@pytest.mark.parametrize('language', ['fr', '', 'klingon', '../../etc'])
def test_an_unknown_language_is_english(language):
    assert translate(language, '{whom} joined', whom='Ann') == 'Ann joined'


def test_a_text_that_no_catalogue_has_stays_as_it_is():
    assert translate('de', 'No such text') == 'No such text'
    assert translate('de', '') == ''


def test_values_are_put_in_as_they_are():
    """A member may be called like a place in the text."""
    assert translate('en', '{who} added {whom}', who='{whom}', whom='{0.__class__}') == '{whom} added {0.__class__}'


def test_without_values_a_text_is_not_looked_into():
    """As the sentence of an extension that shows braces."""
    assert translate('en', 'Write {name}, {0} or {') == 'Write {name}, {0} or {'


@pytest.mark.parametrize(
    ('language', 'written'), [('en', '1,234.5'), ('de', '1.234,5'), ('ar', '1,234.5'), ('?', '1,234.5')]
)
def test_numbers_are_written_as_the_language_does(language, written):
    assert translate(language, '{many}', many=1234.5) == written
    assert translate(language, '{many} {is_on}', many='1234.5', is_on=True) == '1234.5 True'


def test_a_count_chooses_the_form():
    forms = [translate_plural('en', '{count} reply', '{count} replies', count) for count in (0, 1, 1234)]
    assert forms == ['0 replies', '1 reply', '1,234 replies']


def test_a_sentence_among_the_values_is_said_in_the_same_language():
    both = {'a': sentence('Today'), 'b': plural_sentence('{count} x', '{count} x', 2000)}
    assert translate('de', '{a} {b}', **both) == 'Heute 2.000 x'


def test_a_translation_that_asks_for_a_value_that_there_is_not_is_left_for_english():
    assert _said('de', '{wer} ging', '{whom} left', {'whom': 'Ann'}) == 'Ann left'


def test_the_places_for_values_are_found():
    assert holes('{a} and {b_2}, not {} or {c.d}') == {'a', 'b_2'}
