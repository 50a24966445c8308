"""The keys under which members keep messages for later."""

import pytest

from messenger.model.ids import GroupId, Ordinal
from messenger.model.saved import saved_key, saved_place

WATERCOOLER = GroupId('watercooler2')


def test_a_key_says_which_message_is_saved():
    assert saved_place(saved_key(WATERCOOLER, Ordinal(7))) == (WATERCOOLER, 7)


@pytest.mark.parametrize(
    'key',
    [
        '',
        'theme',
        'saved.',
        'watercooler2.7',
        'saved.watercooler2',
        'saved.watercooler2.',
        'saved.no id.7',
        'saved.watercooler2.-7',
        'saved.watercooler2.x',
        'saved.watercooler2.7.8',
    ],
)
def test_another_key_is_about_no_message(key):
    assert saved_place(key) is None
