"""Arguments of commands are read as their type hints say; who errs is told what was expected."""

import datetime as dt

import pytest

from messenger.extensions.arguments import Arguments, WrongArguments
from messenger.model.group import Group
from messenger.model.member import Member


def nobody(_name):
    return None


def read(function, text, find=nobody):
    return Arguments('/do', function).read(text, find)


def poll(question: str, *options: str): ...
def roll(sides: int = 6, times: int = 1): ...
def remind(day: dt.date, what: str): ...
def note(text: str, is_loud: bool = False): ...
def thank(member: Member, group: Group): ...


def test_bars_separate_arguments_that_hold_spaces():
    assert read(poll, 'Lunch today? | Pizza | Sushi to go') == (['Lunch today?', 'Pizza', 'Sushi to go'], {})


def test_without_a_bar_a_question_is_one_argument():
    assert read(poll, 'Lunch today?') == ([], {'question': 'Lunch today?'})


def test_words_are_arguments_and_quotes_hold_them_together():
    assert read(roll, '20 2') == ([], {'sides': 20, 'times': 2})
    assert read(poll, '"Lunch today?" Pizza "Sushi to go"') == (['Lunch today?', 'Pizza', 'Sushi to go'], {})


def test_what_is_left_out_keeps_its_default():
    assert read(roll, '') == ([], {})


def test_the_last_text_takes_the_rest_as_it_was_typed():
    assert read(remind, "2025-12-31 don't  panic") == ([], {'day': dt.date(2025, 12, 31), 'what': "don't  panic"})


def test_yes_and_no_are_read():
    assert read(note, 'hello | yes') == ([], {'text': 'hello', 'is_loud': True})
    assert read(note, 'hello | off') == ([], {'text': 'hello', 'is_loud': False})


def test_members_are_found_by_name():
    bob = object()
    assert read(thank, '@Bob', {'@Bob': bob}.get) == ([], {'member': bob})


@pytest.mark.parametrize(
    ('function', 'text', 'reason'),
    [
        (roll, 'many', 'sides must be a whole number, and “many” is not. Use it like this: /do [sides] [times]'),
        (roll, '1 2 3', '/do does not know what to do with “3”. Use it like this: /do [sides] [times]'),
        (remind, '', '/do needs day: a day, such as 2025-12-31. Use it like this: /do day what'),
        (thank, '@Zoe', 'member must be a member of this group, such as @Alice, and “@Zoe” is not.'),
        (poll, '', '/do needs question: a text. Use it like this: /do question | [options ...]'),
    ],
)
def test_who_errs_is_told_what_was_expected_and_the_usage(function, text, reason):
    with pytest.raises(WrongArguments) as refused:
        read(function, text)
    assert reason in refused.value.reason


def test_a_type_that_no_text_can_be_is_refused_when_it_is_loaded():
    def draw(picture: bytes): ...

    with pytest.raises(ValueError, match='cannot be read from text; use one of str, int'):
        Arguments('/do', draw)
