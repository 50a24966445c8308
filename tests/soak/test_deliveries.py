"""How long texts take is counted once the last page has them."""

import math

from soak.deliveries import Deliveries, percentile
from soak.words import groups_in, make_text, make_word, word_in


def test_a_text_counts_when_everybody_has_it():
    deliveries = Deliveries()
    deliveries.begin('word', 2)
    deliveries.arrive('word')
    assert (deliveries.missing, deliveries.milliseconds()) == (1, [])
    deliveries.arrive('word')
    assert deliveries.missing == 0
    assert len(deliveries.milliseconds()) == 1


def test_a_text_of_an_earlier_stretch_is_not_counted():
    deliveries = Deliveries()
    deliveries.arrive('word')
    assert (deliveries.missing, deliveries.milliseconds()) == (0, [])


def test_a_percentile_is_a_value_that_was_measured():
    assert [percentile(range(1, 101), percent) for percent in (1, 50, 99, 100)] == [1, 50, 99, 100]
    assert percentile([7.0], 99) == 7.0


def test_where_nothing_arrived_every_percentile_is_beyond_all_limits():
    assert math.isinf(percentile([], 50))


def test_a_text_is_known_again_by_its_first_word():
    word = make_word('g07', 12, 345)
    text = make_text(word, 1000)
    assert 990 <= len(text) <= 1000
    assert word_in(f'<div class="bd"><p>{text}</p></div>') == word
    assert groups_in([word, make_word('g08', 1, 2)]) == {'g07', 'g08'}


def test_what_a_group_writes_about_itself_has_no_word():
    assert word_in('Member g07 3 joined') == ''
