"""Times in the reader's own zone and language."""

from datetime import UTC, date, datetime, timedelta

import pytest

from messenger.components.times import day_name, fill, long_time, may_begin_day
from messenger.live import Locale

LATE = str(int(datetime(2026, 3, 4, 23, 30, tzinfo=UTC).timestamp()))
EARLIER = str(int(datetime(2026, 3, 4, 20, 0, tzinfo=UTC).timestamp()))
BERLIN = Locale(zone='Europe/Berlin', language='de')
CHICAGO = Locale(zone='America/Chicago', language='en_US')


def test_a_time_is_written_in_the_readers_zone_and_language() -> None:
    """Half past eleven at night in Greenwich is after midnight in Berlin and afternoon in Chicago."""
    assert fill('time', (LATE,), BERLIN) == '00:30'
    assert fill('time', (LATE,), CHICAGO).replace('\u202f', ' ') == '5:30 PM'


def test_a_day_begins_where_the_reader_is() -> None:
    """The same two messages are on two days in Berlin and on one in Chicago."""
    assert '5 März' in fill('day', (EARLIER, LATE), BERLIN)
    assert fill('day', (EARLIER, LATE), CHICAGO) == ''


def test_the_first_row_always_begins_a_day() -> None:
    """There is nothing above it to share a day with."""
    assert '4 March' in fill('day', ('', LATE), CHICAGO)


def test_a_day_may_only_begin_on_a_quarter_of_an_hour() -> None:
    """Messages within one share a day wherever one reads them, so that their rows need no separator."""
    at = datetime(2026, 3, 4, 9, 1, tzinfo=UTC)
    assert not may_begin_day(at, at + timedelta(minutes=13))
    assert may_begin_day(at, at + timedelta(minutes=14))
    assert may_begin_day(None, at)


def test_the_full_time_says_the_weekday_and_no_zone() -> None:
    """It is the reader's own zone, which needs no name."""
    full = fill('full', (LATE,), CHICAGO)
    assert full.startswith('Wednesday, March 4, 2026')
    assert 'Central' not in full


@pytest.mark.parametrize(
    ('day', 'name'),
    [
        (date(2026, 3, 4), 'Today'),
        (date(2026, 3, 3), 'Yesterday'),
        (date(2026, 3, 2), 'Monday, 2 March'),
        (date(2025, 3, 2), '2 March 2025'),
    ],
)
def test_days_are_named_as_people_do(day: date, name: str) -> None:
    """Near ones by a word, far ones by their date."""
    assert day_name(day, date(2026, 3, 4), 'en') == name


@pytest.mark.parametrize('zone', ['UTC', 'Asia/Kathmandu', 'America/Chicago', 'Pacific/Kiritimati'])
def test_the_present_day_is_today_where_the_reader_is(zone: str) -> None:
    """Also where the day began a quarter of an hour off."""
    now = str(int(datetime.now(UTC).timestamp()))
    assert fill('day', ('', now), Locale(zone=zone, language='en')) == 'Today'
    assert fill('day', ('', now), Locale(zone=zone, language='de_AT')) == 'Heute'


def test_an_unknown_placeholder_is_an_error_that_says_so() -> None:
    """A slip of the pen in a row shows in the tests."""
    with pytest.raises(ValueError, match='Unknown placeholder'):
        fill('weather', (LATE,), BERLIN)


def test_a_time_outside_rows_is_written_with_its_weekday_and_without_the_zone() -> None:
    """It is the reader's own zone."""
    assert long_time(datetime(2026, 3, 4, 23, 30, tzinfo=UTC), BERLIN) == 'Donnerstag, 5. März 2026, 00:30:00'
