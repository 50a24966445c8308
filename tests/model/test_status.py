"""What a status may say."""

from datetime import UTC, datetime, timedelta

import pytest

from messenger.model.refused import Refused
from messenger.model.status import STATUS_CHARACTERS, Status, clean_status_text

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        ('  On   holiday \n', 'On holiday'),
        ('two\nlines', 'two lines'),
        ('a\u202egnp.exe', 'agnp.exe'),
        ('a\x00b\ue000', 'ab'),
        ('👩\u200d🚀 up', '👩\u200d🚀 up'),
        ('e\u0301', 'é'),
        ('\u200b', ''),
        ('', ''),
    ],
)
def test_a_text_is_one_line_that_can_be_seen(typed: str, kept: str) -> None:
    assert clean_status_text(typed) == kept


def test_a_text_that_is_too_long_is_refused_with_the_count() -> None:
    assert clean_status_text('x' * STATUS_CHARACTERS)
    with pytest.raises(Refused, match='81') as refused:
        clean_status_text('x' * 81)
    assert refused.value.code == 'too_long'


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        clean_status_text('\ud800')
    assert refused.value.code == 'bad_text'


def test_a_status_is_over_at_its_end_and_without_one_never() -> None:
    status = Status(text='Lunch', clear_at=NOON)
    assert not status.is_over(NOON - timedelta(seconds=1))
    assert status.is_over(NOON)
    assert not Status(text='Here').is_over(NOON)


def test_emoji_and_text_stand_in_one_line() -> None:
    assert [each.words for each in (Status(emoji='🌴', text='Away'), Status(emoji='🌴'), Status(text='Away'))] == [
        '🌴 Away',
        '🌴',
        'Away',
    ]
