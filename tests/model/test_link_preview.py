"""What strangers' pages say of themselves, in one line."""

import pytest

from messenger.model.link_preview import clean_line


@pytest.mark.parametrize(
    ('written', 'shown'),
    [
        ('  Soup\n of the\x07 day ', 'Soup of the day'),
        ('pay\u202ecod.exe', 'paycod.exe'),
        ('so\u200bup', 'soup'),
        ('\U0001f469\u200d\U0001f373 cooks', '\U0001f469\u200d\U0001f373 cooks'),
        ('half \ud800 a letter', 'half a letter'),
        (' \n\t ', ''),
        ('', ''),
    ],
)
def test_what_shows_nothing_is_left_out_and_all_is_one_line(written, shown):
    assert clean_line(written, 40) == shown


def test_a_longer_line_is_cut_behind_a_word_s_letters_and_says_so():
    assert clean_line('Soup of the day', 15) == 'Soup of the day'
    assert clean_line('Soup of the day', 14) == 'Soup of the d…'
    assert clean_line('Soup of the day', 13) == 'Soup of the…'
