"""The words that call everyone."""

import pytest

from messenger.model.calls import find_calls, is_call


@pytest.mark.parametrize(
    ('text', 'calls'),
    [
        ('@all', ('all',)),
        ('hi @All, @here!', ('all', 'here')),
        ('**@here** @here', ('here',)),
        ('(@all)', ('all',)),
        ('@allison @here2', ()),
        ('x@all a/@all @@all', ()),
        (r'\@all', ()),
        ('`@all`', ()),
        ('```\n@here\n```', ()),
        ('all here', ()),
        ('', ()),
    ],
)
def test_two_words_behind_an_at_sign_call(text, calls):
    assert find_calls(text) == calls


def test_no_other_name_is_a_call():
    assert is_call('all')
    assert not is_call('Ally')
