"""Names: what may be one, and when two are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messenger.model.names import COLOURS, clean_name, colour_index, initials, name_key, suggest
from messenger.model.refused import Refused


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        ('  Ann  ', 'Ann'),
        ('Ann\u00a0 \u3000Lee', 'Ann Lee'),
        ('Ann\n', 'Ann'),
        ('A\u0301nn', 'Ánn'),
        ('天气', '天气'),
        ('❤️', '❤️'),
        ('x' * 40, 'x' * 40),
        ('नीता', 'नीता'),
    ],
)
def test_a_name_is_kept_composed_and_with_single_spaces(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    'typed',
    [
        '',
        '   ',
        'x' * 41,
        'Ann\u202eeeL',
        'A\u2066nn',
        'An\x00n',
        'An\nn',
        'An\tn',
        'Ann\u200b',
        '\u3164',
        '\u2800',
        'An\u00adn',
        '\ufe0f',
        '\u0301',
        'A\ud800',
        '\ue000Ann',
        '\U000f0000',
        'Z' + '\u0316' * 9,
    ],
)
def test_a_name_that_hides_something_is_refused(typed):
    with pytest.raises(Refused) as refused:
        clean_name(typed)
    assert refused.value.code == 'bad_name'
    assert refused.value.reason.endswith('.')


def test_too_long_a_name_is_refused_with_the_count():
    with pytest.raises(Refused, match='this one has 50'):
        clean_name('x' * 50)


@pytest.mark.parametrize(
    'same',
    [
        'ann ', 'ANN', 'Ａnn', 'Ánn', 'A n n', 'Ann\u200b', 'Аnn', 'Αnn', 'Ann\ufe0f', 'Åñn', '𝐀nn', 'Ⓐnn',
    ],
)  # fmt: skip
def test_names_that_look_alike_have_one_key(same):
    assert name_key(same) == name_key('Ann')


@pytest.mark.parametrize(('one', 'other'), [('ВОВ', 'Bob'), ('сосо', 'coco'), ('ΝΙΝΑ', 'NINA'), ('Łukasz', 'Lukasz')])
def test_letters_of_other_alphabets_do_not_make_another_name(one, other):
    assert name_key(one) == name_key(other)
    assert name_key(one) == name_key(one.lower()) == name_key(one.upper())


@pytest.mark.parametrize(
    ('one', 'other'), [('Ann', 'Anna'), ('ハナ', 'バナ'), ('कि', 'का'), ('Ian', 'Lan'), ('天', '气')]
)
def test_different_names_have_different_keys(one, other):
    assert name_key(one) != name_key(other)


@given(st.text(max_size=60))
def test_any_text_is_kept_or_refused_and_keeping_again_changes_nothing(text):
    try:
        kept = clean_name(text)
    except Refused:
        return
    assert clean_name(kept) == kept
    assert 1 <= len(kept) <= 40


@given(st.text(max_size=40))
def test_a_key_does_not_change_when_made_from_a_key(text):
    assert name_key(name_key(text)) == name_key(text)


def test_a_suggestion_is_free_and_counts_on():
    taken = {'Ann', 'Ann 2', 'Ann 3'}
    assert suggest('Ann', taken.__contains__) == 'Ann 4'
    assert suggest('Ann 2', taken.__contains__) == 'Ann 4'


def test_a_suggestion_fits_into_a_name():
    free = suggest('x' * 40, lambda name: name.endswith(' 2'))
    assert clean_name(free) == free == 'x' * 38 + ' 3'


@pytest.mark.parametrize(
    ('name', 'letters'),
    [
        ('Ann', 'A'),
        ('ann lee', 'AL'),
        ('Ann de Vries', 'AV'),
        ('(bot) 7', 'B7'),
        ('ßen', 'S'),
        ('❤️', '❤'),
        ('天气', '天'),
    ],
)
def test_initials_stand_for_a_name(name, letters):
    assert initials(name) == letters


def test_a_colour_is_stable_and_in_range():
    assert colour_index('abcdefghijkl') == 0
    assert {colour_index(f'member{number}') for number in range(500)} == set(range(COLOURS))
