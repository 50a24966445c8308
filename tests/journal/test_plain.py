"""The form in which texts are compared."""

import pytest

from messenger.journal.plain import plain_text, plain_words


@pytest.mark.parametrize(
    ('text', 'plain'),
    [
        ('Hello', 'hello'),
        ('Crème BRÛLÉE', 'creme brulee'),
        ('Straße', 'strasse'),
        ('Ｆｕｌｌ', 'full'),
        ('ﬁne', 'fine'),
        ('天气', '天气'),
        ('C++ ->', 'c++ ->'),
        ('ΟΔΟΣ', 'οδοσ'),
    ],
)
def test_case_accents_and_width_make_no_difference(text: str, plain: str):
    assert plain_text(text) == plain
    assert plain_text(plain) == plain


def test_marks_that_make_another_letter_stay():
    assert plain_text('が') != plain_text('か')
    assert plain_text('कि') != plain_text('क')


def test_words_without_letters_are_left_out():
    assert plain_words([' Quick ', '', '  ', 'Brown Fox']) == ['quick', 'brown fox']
